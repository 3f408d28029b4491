import path from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import type { ItemFile } from '../workspace/itemFile.ts';
import type { Problems } from './problems.ts';

/** Typing goes on for this long before a file is read again. */
const quietMs = 400;
/** A larger file is not read through just because it changed; it takes more than a moment. */
const rereadBytes = 16 * 1024 * 1024;
const source = 'items';

interface Told {
  readonly uri: vscode.Uri;
  /** What the problems are of; another one is another state of the file. */
  file: ItemFile;
  problems: readonly Problem[];
  readonly watcher: vscode.Disposable;
  timer: NodeJS.Timeout | null;
}

/**
 * What is wrong with item files, in the Problems view: as much as commands and hovers have come upon, read again when
 * a file changes, and gone with it.
 */
export class ItemProblems implements vscode.Disposable {
  private readonly files = new Map<string, Told>();
  private readonly subscriptions: vscode.Disposable[];

  /** @param read the file as it is now, unsaved edits included */
  constructor(
    private readonly problems: Problems,
    private readonly read: (uri: vscode.Uri) => Promise<ItemFile>,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.changed(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.changed(uri)),
    ];
  }

  /** Adds what was found in a state of a file to what is known of that state. */
  found(uri: vscode.Uri, file: ItemFile, problems: readonly Problem[]): void {
    const told = this.files.get(uri.toString());
    const before = told?.file === file ? told.problems : [];
    const known = new Map([...before, ...problems].map((problem) => [JSON.stringify(problem), problem]));
    this.tell(uri, file, [...known.values()]);
  }

  private tell(uri: vscode.Uri, file: ItemFile, problems: readonly Problem[]): void {
    const key = uri.toString();
    const told = this.files.get(key);
    if (problems.length === 0) {
      if (told) this.forget(told);
      return;
    }
    if (told) Object.assign(told, { file, problems });
    else this.files.set(key, { uri, file, problems, watcher: this.watch(uri), timer: null });
    this.problems.setFile(source, uri, problems);
  }

  private watch(uri: vscode.Uri): vscode.Disposable {
    if (uri.scheme !== 'file') return new vscode.Disposable(() => undefined);
    // A name may hold what means something in a pattern.
    const name = path.basename(uri.fsPath).replace(/[*?[\]{}!,]/g, '?');
    const folder = vscode.Uri.file(path.dirname(uri.fsPath));
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    watcher.onDidCreate((changed) => this.changed(changed));
    watcher.onDidChange((changed) => this.changed(changed));
    watcher.onDidDelete((changed) => this.changed(changed));
    return watcher;
  }

  private changed(uri: vscode.Uri): void {
    const told = this.files.get(uri.toString());
    if (!told) return;
    if (told.timer) clearTimeout(told.timer);
    told.timer = setTimeout(() => {
      told.timer = null;
      void this.again(told);
    }, quietMs);
  }

  /** Reads a file that has changed. What is gone, holds no items any more or is too large has no problems of ours. */
  private async again(told: Told): Promise<void> {
    const file = await this.read(told.uri);
    if (file === told.file) return;
    const there = await sizeOf(told.uri);
    const kept = there !== null && there <= rereadBytes && file.benchmark !== null;
    const problems = kept ? await file.allProblems() : [];
    // It may have changed once more, or a command may have read it, meanwhile.
    if (this.files.get(told.uri.toString()) === told && !told.timer) this.tell(told.uri, file, problems);
  }

  private forget(told: Told): void {
    this.files.delete(told.uri.toString());
    if (told.timer) clearTimeout(told.timer);
    told.watcher.dispose();
    this.problems.setFile(source, told.uri, []);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const told of [...this.files.values()]) this.forget(told);
  }
}

/** Bytes on disk, or characters of a document that is on no disk; null where there is neither. */
async function sizeOf(uri: vscode.Uri): Promise<number | null> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  if (open?.isUntitled) return open.getText().length;
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return null;
  }
}
