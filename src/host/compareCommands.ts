import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { ItemDocuments } from './documents.ts';
import { inLanguage } from './inLanguage.ts';
import { problemWords, targetItems } from './itemTargets.ts';
import { language } from './language.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';
import type { ResultItems } from './resultItems.ts';
import { roleWords } from './roleWords.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { TraceTexts } from './traceTexts.ts';

/** `compareTraces`: two labels' newest saved traces of one item in VS Code's diff editor, the base on the left. */
export class CompareCommands {
  constructor(
    private readonly settings: Settings,
    private readonly documents: ItemDocuments,
    private readonly saved: SavedResults,
    private readonly texts: TraceTexts,
    private readonly results: Pick<ResultItems, 'target'>,
  ) {}

  compareTraces = async (argument: unknown): Promise<void> => {
    const item = (await this.results.target(argument)) ?? (await this.itemOf(argument));
    if (!item) return;
    await this.saved.loaded();
    const rows = itemTable(this.saved.forItem(item), this.settings.models().models, Date.now());
    const pair = await this.pick(this.settings.inOrder(rows.filter(({ leading }) => leading)));
    if (pair) await this.open(item, pair);
  };

  private async itemOf(argument: unknown): Promise<Item | null> {
    const found = await targetItems(this.documents, argument);
    if (found.ok) return found.items[0] ?? null;
    void notify.warning(found.message);
    return null;
  }

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
      { label: left.label, which: whichWords(left), ...a.sample.trace },
      { label: right.label, which: whichWords(right), ...b.sample.trace },
    );
  }
}

/** A label's saved trace to pick. */
export function comparePick(row: ItemRow, picked: boolean): vscode.QuickPickItem & { readonly row: ItemRow } {
  return {
    label: pickText(row.label),
    description: [...(row.role === null ? [] : [roleWords(row.role)]), whichWords(row)].join(' · '),
    // What a reason quotes stands between backticks, which a pick would show.
    detail: pickText(inLanguage(row.reason).replace(/`([^`]*)`/g, '“$1”')),
    picked,
    row,
  };
}

/** Which of a row's samples is compared, its newest: the repeat, where there are several, and the run. */
export function whichWords({ newest, samples }: Pick<ItemRow, 'newest' | 'samples'>): string {
  const repeat = newest.repeat + 1;
  const of = Math.max(samples.length, repeat);
  const ended = new Date(newest.endedAt).toLocaleString(language(), {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return [
    ...(of === 1 ? [] : [vscode.l10n.t('repeat {0} of {1}', repeat, of)]),
    vscode.l10n.t('run of {0}', ended),
  ].join(' · ');
}

function pairOf(rows: readonly ItemRow[]): readonly [ItemRow, ItemRow] | null {
  const [left, right] = rows;
  return left && right ? [left, right] : null;
}
