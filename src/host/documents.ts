import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import type { OwnBenchmark } from '../core/items/ownBenchmark.ts';
import { ItemFile, type ItemFileOptions } from '../workspace/itemFile.ts';
import { editorReach } from '../workspace/itemFileNames.ts';
import { itemDocuments } from './itemDocuments.ts';
import { ItemFileCache } from './itemFileCache.ts';
import { ItemProblems } from './itemProblems.ts';
import type { Problems } from './problems.ts';
import type { Settings } from './settings.ts';

/** A packed or binary file larger than this on disk is large in memory, where it is held unpacked; bytes. */
const largeOnDisk = 1024 * 1024;

/**
 * Item files by document. A clean document is read from disk by byte ranges, since VS Code gives
 * extensions no document above 50 MB; one with unsaved edits is read from its text.
 */
export class ItemDocuments implements vscode.Disposable {
  private readonly entries = new ItemFileCache<ItemFile>((key) => documentOf(key) !== undefined);
  private readonly subscriptions: { dispose(): unknown }[] = [];

  private readonly itemProblems: ItemProblems;
  /** The text editor that had the focus last. */
  private last = vscode.window.activeTextEditor;

  /** @param settings the user's own benchmarks; a file is read anew where these changed */
  constructor(
    problems: Problems,
    private readonly settings: Pick<Settings, 'benchmarks'>,
  ) {
    this.itemProblems = new ItemProblems(problems, (uri) => this.at(uri));
    this.subscriptions.push(
      this.itemProblems,
      vscode.workspace.onDidCloseTextDocument((document) => this.entries.delete(document.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.last = editor;
      }),
    );
  }

  /** Puts what was found wrong with a file into the Problems view, until the file changes. */
  report(uri: vscode.Uri, file: ItemFile, problems: readonly Problem[]): void {
    this.itemProblems.found(uri, file, problems);
  }

  /**
   * The editor that a command means: the one with the focus; where that is in a panel, the visible one whose file
   * holds items, of several the one that had the focus last.
   */
  async editor(): Promise<vscode.TextEditor | undefined> {
    const active = vscode.window.activeTextEditor;
    if (active) return active;
    // A text tab without an editor is a file too large for extensions; another file is not what is meant.
    if (vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText)
      return undefined;
    const visible = vscode.window.visibleTextEditors
      .filter(({ document }) => vscode.languages.match(itemDocuments, document) > 0)
      .sort((a, b) => Number(b === this.last) - Number(a === this.last));
    for (const editor of visible) {
      if ((await this.of(editor.document)).benchmark !== null) return editor;
    }
    return undefined;
  }

  /** The items of a document, its unsaved edits included. */
  of(document: vscode.TextDocument): Promise<ItemFile> {
    if (document.isDirty || document.isUntitled) {
      return this.cached(document.uri, `edited ${document.version}`, false, () =>
        ItemFile.fromText(document.uri.fsPath, document.getText(), this.options),
      );
    }
    return this.at(document.uri);
  }

  /** The items of a file, or of its document where that has unsaved edits. */
  async at(uri: vscode.Uri): Promise<ItemFile> {
    const open = documentOf(uri.toString());
    if (open?.isDirty || open?.isUntitled) return this.of(open);
    let version = 'missing';
    let large = false;
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      version = `disk ${stat.mtime} ${stat.size}`;
      large = stat.size > largeOnDisk && editorReach(uri.path, stat.size) === 'no-text';
    } catch {
      // Opening gives the message that names what is wrong.
    }
    return this.cached(uri, version, large, () => ItemFile.open(uri.fsPath, this.options));
  }

  /** Gives up a file that was only read through and that no document shows; it is read again when asked for. */
  release(uri: vscode.Uri): void {
    this.entries.release(uri.toString());
  }

  private cached(
    uri: vscode.Uri,
    version: string,
    large: boolean,
    read: () => Promise<ItemFile>,
  ): Promise<ItemFile> {
    return this.entries.get(uri.toString(), { version, own: this.own, large }, read);
  }

  /** The user's own benchmarks: the same list until the setting changes. */
  get own(): readonly OwnBenchmark[] {
    return this.settings.benchmarks().own;
  }

  private get options(): ItemFileOptions {
    return { benchmarks: this.own };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.entries.clear();
  }
}

function documentOf(key: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
}
