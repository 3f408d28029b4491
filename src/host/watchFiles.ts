import * as vscode from 'vscode';

/** Many lines may be written in a moment; they are read together. */
const delayMs = 200;

/** Calls `refresh` soon after files of a folder that a glob names were created, changed or deleted. */
export function watchFiles(folder: vscode.Uri, glob: string, refresh: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | null = null;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      refresh();
    }, delayMs);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, glob));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(soon),
    watcher.onDidChange(soon),
    watcher.onDidDelete(soon),
    new vscode.Disposable(() => timer && clearTimeout(timer)),
  );
}
