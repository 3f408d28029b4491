import * as vscode from 'vscode';

/** Opens a file of results; one that no editor shows is revealed. */
export async function openFile(file: string, selection?: vscode.Range): Promise<void> {
  if (/\.(?:eval|parquet|gz|zst)$/i.test(file)) {
    await reveal(file);
    return;
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), selection ? { selection } : {});
}

export async function reveal(file: string): Promise<void> {
  await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(file));
}
