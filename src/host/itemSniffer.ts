import * as vscode from 'vscode';
import { benchmarkOfText } from '../workspace/itemFolders.ts';
import { isToolFile } from '../workspace/itemFileNames.ts';
import type { ItemFileOptions } from '../workspace/itemFile.ts';

/** Characters of a document that are looked at; a first line longer than that is taken whole. */
const headLength = 64 * 1024;

/**
 * Whether documents hold items, by their beginning. A document that does is asked once; one that does not, again
 * only after it was edited.
 */
export class ItemSniffer implements vscode.Disposable {
  private readonly known = new Map<string, { readonly version: number; readonly items: Promise<boolean> }>();
  private readonly subscription: vscode.Disposable;

  /** @param options what files of items are read with */
  constructor(private readonly options: () => ItemFileOptions) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.known.delete(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        // What items are may be another thing now.
        if (event.affectsConfiguration('reasoningTransfer.benchmarks')) this.known.clear();
      }),
    );
  }

  async holdsItems(document: vscode.TextDocument): Promise<boolean> {
    const { uri, version } = document;
    if (isToolFile(uri.path)) return false;
    const known = this.known.get(uri.toString());
    if (known && (known.version === version || (await known.items))) return known.items;
    const items = benchmarkOfText(uri.fsPath, headOf(document), this.options()).then(
      (found) => found !== null,
    );
    this.known.set(uri.toString(), { version, items });
    // Ends the step of the walkthrough that asks for a file of items.
    if (await items) void vscode.commands.executeCommand('setContext', 'reasoningTransfer.itemsSeen', true);
    return items;
  }

  dispose(): void {
    this.subscription.dispose();
    this.known.clear();
  }
}

function headOf(document: vscode.TextDocument): string {
  const lines: string[] = [];
  let length = 0;
  for (let line = 0; line < document.lineCount && length < headLength; line++) {
    const { text } = document.lineAt(line);
    lines.push(text);
    length += text.length + 1;
  }
  return lines.join('\n');
}
