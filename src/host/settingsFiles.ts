import * as vscode from 'vscode';
import { jsonListAt, type JsonList } from '../core/jsonList.ts';
import type { Scope } from './benchmarkLists.ts';

/** A list setting in the file that holds it. */
export interface ListText {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly list: JsonList;
}

/**
 * The files that hold the settings. VS Code writes a list anew as a whole, without the comments within it; here
 * one entry of it is changed in the text.
 */
export class SettingsFiles {
  /** @param globalStorage the extension's own folder, which lies beside the user settings */
  constructor(private readonly globalStorage: vscode.Uri) {}

  /**
   * Where a list stands.
   *
   * @param values what it holds; null is given where the file says something else, as where the settings are
   *   those of another profile or on another machine, or is being edited
   */
  async find(name: string, scope: Scope, values: readonly unknown[]): Promise<ListText | null> {
    const place = scope === 'user' ? this.ofUser() : ofWorkspace();
    if (place === null) return null;
    const { uri, path } = place;
    if (vscode.workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === uri.toString()))
      return null;
    const text = await read(uri);
    const list = text === null ? null : jsonListAt(text, [...path, name]);
    if (text === null || list === null || JSON.stringify(list.values) !== JSON.stringify(values)) return null;
    return { uri, text, list };
  }

  /** Writes a changed text; false, and nothing written, where the list would not be what it is to become. */
  async write({ uri }: ListText, text: string, name: string, wanted: readonly unknown[]): Promise<boolean> {
    const path = uri.path.endsWith('.code-workspace') ? ['settings', name] : [name];
    const list = jsonListAt(text, path);
    if (JSON.stringify(list?.values) !== JSON.stringify(wanted)) return false;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return true;
  }

  private ofUser(): { readonly uri: vscode.Uri; readonly path: readonly string[] } {
    return { uri: vscode.Uri.joinPath(this.globalStorage, '..', '..', 'settings.json'), path: [] };
  }
}

function ofWorkspace(): { readonly uri: vscode.Uri; readonly path: readonly string[] } | null {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  if (workspaceFile) return { uri: workspaceFile, path: ['settings'] };
  const [folder] = workspaceFolders ?? [];
  return folder ? { uri: vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json'), path: [] } : null;
}

async function read(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
