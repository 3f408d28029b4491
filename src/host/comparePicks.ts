import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { type ItemRow, verdictKind } from '../core/results/itemTable.ts';
import { type SavedTrace, type TracePair, tracesOf } from './comparePairs.ts';
import { whichWords } from './compareSides.ts';
import { inLanguage } from './inLanguage.ts';
import { markOf, markShown } from './marks.ts';
import { notify } from './notify.ts';
import { pickText, pickTitle } from './pickText.ts';
import { roleWords } from './roleWords.ts';

/** Pairs that are worth a look first, then the way to all others. */
export async function pickPair(
  item: Item,
  pairs: readonly TracePair[],
): Promise<TracePair | 'others' | undefined> {
  const others: vscode.QuickPickItem & { readonly pair: TracePair | 'others' } = {
    label: `$(list-selection) ${vscode.l10n.t('Pick two or more traces…')}`,
    pair: 'others',
  };
  const picks = [...pairs.map((pair) => ({ ...pairRow(pair), pair })), others];
  return (await vscode.window.showQuickPick(picks, { ...options(item), matchOnDetail: true }))?.pair;
}

/** One of several tuned models with its base. */
export async function pickTuned(item: Item, pairs: readonly TracePair[]): Promise<TracePair | undefined> {
  const picks = pairs.map((pair) => ({ ...pairRow(pair), pair }));
  return (await vscode.window.showQuickPick(picks, options(item)))?.pair;
}

/** Two traces or more, of models or repeats of one; those of `first`, else the two first models', are picked before. */
export async function pickTraces(
  item: Item,
  rows: readonly ItemRow[],
  first: TracePair | undefined,
): Promise<readonly SavedTrace[] | undefined> {
  const before = first
    ? [first.left.sample, first.right.sample]
    : rows.flatMap((row) => (row.leading ? [row.newest] : [])).slice(0, 2);
  const picks = tracesOf(rows).map((trace) => comparePick(trace, before.includes(trace.sample)));
  const picked = await vscode.window.showQuickPick(picks, {
    ...options(item),
    canPickMany: true,
    placeHolder: vscode.l10n.t('Two traces, or more to be compared with the first'),
  });
  if (!picked) return undefined;
  if (picked.length > 1) return picked.map(({ trace }) => trace);
  void notify.info(vscode.l10n.t('Pick two traces to compare.'));
  return undefined;
}

/** One trace of several. */
export async function pickTrace(item: Item, rows: readonly ItemRow[]): Promise<SavedTrace | undefined> {
  const picks = tracesOf(rows).map((trace) => comparePick(trace, false));
  return (await vscode.window.showQuickPick(picks, options(item)))?.trace;
}

/** A saved trace to pick. */
export function comparePick(
  trace: SavedTrace,
  picked: boolean,
): vscode.QuickPickItem & { readonly trace: SavedTrace } {
  const { row, sample } = trace;
  const role = row.role === null ? [] : [roleWords(row.role)];
  return {
    label: pickText(row.label),
    description: [...role, wordOf(trace), whichWords({ newest: sample, samples: row.samples })].join(' · '),
    // What a reason quotes stands between backticks, which a pick would show.
    detail: pickText(inLanguage(sample.reason).replace(/`([^`]*)`/g, '“$1”')),
    picked,
    trace,
  };
}

function pairRow({ why, left, right }: TracePair): vscode.QuickPickItem {
  const names = why === 'disagree' ? [left.row.label] : [left.row.label, right.row.label];
  const label = names.map((name) => pickText(name, 60)).join(' ↔ ');
  const detail = [left, right].map((trace) => traceWords(trace)).join(' ↔ ');
  switch (why) {
    case 'here':
      return { label: `$(list-flat) ${label}`, description: vscode.l10n.t('the lines selected'), detail };
    case 'models':
      return { label: `$(diff) ${label}`, detail };
    case 'tuned':
      return { label: `$(diff) ${label}`, description: vscode.l10n.t('base against tuned'), detail };
    case 'disagree':
      return {
        label: `$(git-compare) ${vscode.l10n.t('Two samples of {0} that disagree', label)}`,
        detail,
      };
  }
}

function traceWords(trace: SavedTrace): string {
  const { row, sample } = trace;
  return pickText(`${wordOf(trace)}, ${whichWords({ newest: sample, samples: row.samples })}`, 80);
}

/** The verdict's sign and word, and the answer. */
function wordOf({ sample }: SavedTrace): string {
  const { sign, word } = markShown(markOf(verdictKind(sample.value), sample));
  return `${sign} ${word}${sample.extracted === null ? '' : `: ${pickText(sample.extracted, 30)}`}`;
}

function options(item: Item): { readonly title: string; readonly matchOnDescription: boolean } {
  return {
    title: vscode.l10n.t('Compare traces of {0}', pickTitle(item.id, 80)),
    matchOnDescription: true,
  };
}
