import * as vscode from 'vscode';
import { isToolFile } from '../workspace/itemFileNames.ts';
import type { ItemDocuments } from './documents.ts';
import { itemDocuments } from './itemDocuments.ts';
import { indexesNear, placesOf } from './itemLens.ts';
import type { ItemSniffer } from './itemSniffer.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { itemMark, type ItemMark } from './verdictMarks.ts';

const marks: readonly ItemMark[] = ['right', 'wrong', 'mixed', 'learned', 'forgotten'];
const delayMs = 150;
/** Lines above and below what is seen that are marked before they are. */
const nearLines = 50;

/**
 * A mark beside each item that is seen: right, wrong, mixed, or what a tuned model learned or forgot. Off unless
 * the setting `gutterMarks` is on; nothing is read then.
 */
export class GutterMarks implements vscode.Disposable {
  private types: ReadonlyMap<ItemMark, vscode.TextEditorDecorationType> | null = null;
  private readonly subscriptions: { dispose(): void }[];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly documents: ItemDocuments,
    private readonly sniffer: ItemSniffer,
    private readonly verdicts: ItemVerdicts,
  ) {
    const soon = (): void => this.soon();
    this.subscriptions = [
      verdicts.onDidChange(soon),
      vscode.window.onDidChangeTextEditorVisibleRanges(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidChangeTextDocument(soon),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('reasoningTransfer')) soon();
      }),
    ];
    soon();
  }

  /** The marks of the items near what an editor shows: lines from 0, by mark. */
  async marksOf(document: vscode.TextDocument): Promise<ReadonlyMap<ItemMark, readonly number[]>> {
    const lines = new Map<ItemMark, number[]>();
    const may = vscode.languages.match(itemDocuments, document) > 0 && !isToolFile(document.uri.path);
    if (!may || !(await this.sniffer.holdsItems(document))) return lines;
    const [file] = await Promise.all([this.documents.of(document), this.verdicts.loaded()]);
    for (const { index, line } of placesOf(file, await indexesNear(document, file, nearLines))) {
      const entry = await file.index(index);
      const mark = entry?.item ? itemMark(this.verdicts.of(entry.item)) : null;
      if (mark) lines.set(mark, [...(lines.get(mark) ?? []), line]);
    }
    return lines;
  }

  private soon(): void {
    if (!marksWanted() && this.types === null) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.draw();
    }, delayMs);
  }

  private async draw(): Promise<void> {
    if (!marksWanted()) {
      this.clear();
      return;
    }
    const types = (this.types ??= new Map(marks.map((mark) => [mark, this.decoration(mark)])));
    for (const editor of vscode.window.visibleTextEditors) {
      const { version } = editor.document;
      const lines = await this.marksOf(editor.document);
      // Edited or switched off meanwhile: that has asked for another drawing.
      if (editor.document.version !== version || !marksWanted()) continue;
      for (const [mark, type] of types) {
        editor.setDecorations(
          type,
          (lines.get(mark) ?? []).map((line) => new vscode.Range(line, 0, line, 0)),
        );
      }
    }
  }

  private decoration(mark: ItemMark): vscode.TextEditorDecorationType {
    const icon = (theme: string): { gutterIconPath: vscode.Uri } => ({
      gutterIconPath: vscode.Uri.joinPath(this.extensionUri, 'media', `gutter-${mark}-${theme}.svg`),
    });
    return vscode.window.createTextEditorDecorationType({
      gutterIconSize: 'contain',
      light: icon('light'),
      dark: icon('dark'),
    });
  }

  private clear(): void {
    for (const type of this.types?.values() ?? []) type.dispose();
    this.types = null;
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    this.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** Whether the setting asks for marks. */
export function marksWanted(): boolean {
  return vscode.workspace.getConfiguration('reasoningTransfer').get<unknown>('gutterMarks') === true;
}
