import * as vscode from 'vscode';
import { ItemFile } from '../workspace/itemFile.ts';

interface Entry {
  readonly version: string;
  readonly file: Promise<ItemFile>;
}

/**
 * Item files by document. A clean document is read from disk by byte ranges, since VS Code gives
 * extensions no document above 50 MB; one with unsaved edits is read from its text.
 */
export class ItemDocuments implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor() {
    this.subscriptions.push(
      vscode.workspace.onDidCloseTextDocument((document) => this.entries.delete(document.uri.toString())),
    );
  }

  /** The items of a document, its unsaved edits included. */
  of(document: vscode.TextDocument): Promise<ItemFile> {
    if (document.isDirty || document.isUntitled) {
      return this.cached(document.uri, `edited ${document.version}`, () =>
        Promise.resolve(ItemFile.fromText(document.uri.fsPath, document.getText())),
      );
    }
    return this.at(document.uri);
  }

  /** The items of a file, or of its document where that has unsaved edits. */
  async at(uri: vscode.Uri): Promise<ItemFile> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open?.isDirty || open?.isUntitled) return this.of(open);
    let version = 'missing';
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      version = `disk ${stat.mtime} ${stat.size}`;
    } catch {
      // Opening gives the message that names what is wrong.
    }
    return this.cached(uri, version, () => ItemFile.open(uri.fsPath));
  }

  private cached(uri: vscode.Uri, version: string, read: () => Promise<ItemFile>): Promise<ItemFile> {
    const key = uri.toString();
    const entry = this.entries.get(key);
    if (entry?.version === version) return entry.file;
    const file = read();
    this.entries.set(key, { version, file });
    return file;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.entries.clear();
  }
}
