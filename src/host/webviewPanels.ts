import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { WebviewPage } from '../webviewPage.ts';
import { language } from './language.ts';

/** The views, by the names of their bundles. */
export type ViewName = 'traces' | 'matrix' | 'transfer';

/** A panel may run our scripts, and load nothing from elsewhere than where they are. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [resourcesOf(extensionUri)] };
}

/** What the page of a view is made of, in the editor's language; another one each time. */
export function pageOf(
  webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>,
  extensionUri: vscode.Uri,
  view: ViewName,
  title: string,
): WebviewPage {
  const uri = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(resourcesOf(extensionUri), name)).toString();
  return {
    nonce: randomBytes(16).toString('base64'),
    cspSource: webview.cspSource,
    scriptUri: uri(`${view}.js`),
    styleUris: [uri(`${view}.css`)],
    title,
    lang: language(),
    words: vscode.l10n.bundle ?? {},
  };
}

function resourcesOf(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}
