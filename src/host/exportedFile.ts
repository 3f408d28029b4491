import * as vscode from 'vscode';
import { notify } from './notify.ts';

/** Writes what was exported, says so and offers to open it; or says why it could not be written. */
export async function writeExported(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void notify.error(vscode.l10n.t('{0} could not be written: {1}', uri.fsPath, why));
    return;
  }
  const open = vscode.l10n.t('Open');
  const name = vscode.workspace.asRelativePath(uri);
  // The offer may stand for long: the export is done.
  void notify.info(vscode.l10n.t('Exported to {0}.', name), open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
