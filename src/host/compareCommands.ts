import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { ItemDocuments } from './documents.ts';
import { problemWords, targetItems } from './itemTargets.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';
import { roleWords } from './roleWords.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { TraceTexts } from './traceTexts.ts';

/** `compareTraces`: two labels' saved traces of one item in VS Code's diff editor, the base on the left. */
export class CompareCommands {
  constructor(
    private readonly settings: Settings,
    private readonly documents: ItemDocuments,
    private readonly saved: SavedResults,
    private readonly texts: TraceTexts,
  ) {}

  compareTraces = async (argument: unknown): Promise<void> => {
    const found = await targetItems(this.documents, argument);
    if (!found.ok) {
      void notify.warning(found.message);
      return;
    }
    await this.saved.loaded();
    const [item] = found.items;
    if (!item) return;
    const rows = itemTable(this.saved.forItem(item), this.settings.models().models, Date.now());
    const pair = await this.pick(this.settings.inOrder(rows.filter(({ leading }) => leading)));
    if (pair) await this.open(item, pair);
  };

  /** Both where there are two; else the two that the user picks, the base and its tuned models picked before. */
  private async pick(rows: readonly ItemRow[]): Promise<readonly [ItemRow, ItemRow] | null> {
    if (rows.length < 2) {
      void notify.info(
        vscode.l10n.t('Two models must have been evaluated on this item to compare their traces.'),
      );
      return null;
    }
    if (rows.length === 2) return pairOf(rows);
    const first = new Set([
      rows.find(({ role }) => role === 'base'),
      rows.find(({ role }) => role === 'tuned'),
    ]);
    const picks = await vscode.window.showQuickPick(
      rows.map((row) => comparePick(row, first.has(row))),
      {
        title: vscode.l10n.t('Compare the traces of two models'),
        canPickMany: true,
        matchOnDescription: true,
      },
    );
    if (!picks) return null;
    const pair = pairOf(picks.map(({ row }) => row));
    if (!pair || picks.length > 2) void notify.info(vscode.l10n.t('Pick two models to compare.'));
    return picks.length > 2 ? null : pair;
  }

  private async open(item: Item, [left, right]: readonly [ItemRow, ItemRow]): Promise<void> {
    const reads = await Promise.all([this.saved.read(left.newest), this.saved.read(right.newest)]);
    for (const read of reads) if (!read.ok) void notify.warning(problemWords(read.problem));
    const [a, b] = reads;
    if (!a.ok || !b.ok) return;
    await this.texts.compare(
      item,
      { label: left.label, ...a.sample.trace },
      { label: right.label, ...b.sample.trace },
    );
  }
}

/** A label's saved trace to pick. */
export function comparePick(row: ItemRow, picked: boolean): vscode.QuickPickItem & { readonly row: ItemRow } {
  return {
    label: pickText(row.label),
    description: row.role === null ? '' : roleWords(row.role),
    detail: pickText(row.reason),
    picked,
    row,
  };
}

function pairOf(rows: readonly ItemRow[]): readonly [ItemRow, ItemRow] | null {
  const [left, right] = rows;
  return left && right ? [left, right] : null;
}
