import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { type ItemRow, type ItemVerdict, verdictKind } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { mostAligned } from '../protocol.ts';
import { type SavedTrace, type TracePair, tracesOf } from './comparePairs.ts';
import { toolOf } from './comparedNames.ts';
import { whichWords } from './compareSides.ts';
import { inLanguage } from './inLanguage.ts';
import { markOf, markShown, withoutAnswer } from './marks.ts';
import { oursToSay } from './oursToSay.ts';
import { pickText, pickTitle } from './pickText.ts';
import { pickTwoOrMore } from './pickTwoOrMore.ts';
import { roleWords } from './roleWords.ts';
import { judgedOf } from './tracesJudged.ts';

/** Pairs that are worth a look first, then the way to all others. */
export async function pickPair(
  item: Item,
  pairs: readonly TracePair[],
): Promise<TracePair | 'others' | undefined> {
  const others: vscode.QuickPickItem & { readonly pair: TracePair | 'others' } = {
    label: `$(list-selection) ${vscode.l10n.t('Pick two or more traces…')}`,
    pair: 'others',
  };
  const tools = toolsApart(pairs.flatMap(({ left, right }) => [left, right]));
  const picks = [...pairs.map((pair) => ({ ...pairRow(pair, tools), pair })), others];
  return (await vscode.window.showQuickPick(picks, { ...options(item), matchOnDetail: true }))?.pair;
}

/** One of several tuned models with its base. */
export async function pickTuned(item: Item, pairs: readonly TracePair[]): Promise<TracePair | undefined> {
  const tools = toolsApart(pairs.flatMap(({ left, right }) => [left, right]));
  const picks = pairs.map((pair) => ({ ...pairRow(pair, tools), pair }));
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
  const picks = comparePicks(rows, before);
  const { title } = options(item);
  const picked = await pickTwoOrMore(
    picks,
    picks.filter((pick) => pick.picked),
    {
      title,
      placeholder: (chosen) => chosenWords(chosen.map(({ trace }) => trace)),
      tooFew: vscode.l10n.t('{0}: pick at least two', title),
    },
  );
  return picked?.map(({ trace }) => trace);
}

/** What is still to be picked, else what becomes of so many. */
function chosenWords(chosen: readonly SavedTrace[]): string {
  const [first] = chosen;
  if (!first) return vscode.l10n.t('Pick two traces, or more to be compared with the first');
  if (chosen.length === 1) return vscode.l10n.t('Pick one more, or several');
  const name = pickTitle(first.row.label, 40);
  if (chosen.length === 2) return vscode.l10n.t('Enter compares the two, {0} on the left', name);
  return chosen.length <= mostAligned
    ? vscode.l10n.t('Enter compares each of the others with {0}', name)
    : vscode.l10n.t(
        'Enter compares each of the others with {0}, one below the other; the traces panel shows up to {1} side by side',
        name,
        mostAligned,
      );
}

/** One trace of several. */
export async function pickTrace(item: Item, rows: readonly ItemRow[]): Promise<SavedTrace | undefined> {
  return (await vscode.window.showQuickPick(comparePicks(rows, []), options(item)))?.trace;
}

/** Every trace of an item to pick, those of `before` picked. */
function comparePicks(
  rows: readonly ItemRow[],
  before: readonly SavedSample[],
): ReturnType<typeof comparePick>[] {
  const traces = tracesOf(rows);
  const tools = toolsApart(traces);
  return traces.map((trace) => comparePick(trace, before.includes(trace.sample), tools));
}

/** Whether traces come from several tools, so that each must say from which. */
function toolsApart(traces: readonly SavedTrace[]): boolean {
  return new Set(traces.map(({ sample }) => toolOf(sample))).size > 1;
}

/** A saved trace to pick; with `tools` it says which tool it comes from. */
export function comparePick(
  trace: SavedTrace,
  picked: boolean,
  tools = false,
): vscode.QuickPickItem & { readonly trace: SavedTrace } {
  const { row, sample } = trace;
  const role = row.role === null ? [] : [roleWords(row.role)];
  return {
    label: pickText(row.label),
    description: [
      ...role,
      wordOf(trace),
      ...(tools ? [toolOf(sample)] : []),
      whichWords({ newest: sample, samples: row.samples }),
    ].join(' · '),
    // What a reason quotes stands between backticks, which a pick would show.
    detail: pickText(inLanguage(sample.reason).replace(/`([^`]*)`/g, '“$1”')),
    picked,
    trace,
  };
}

function pairRow({ why, left, right, more = [] }: TracePair, tools: boolean): vscode.QuickPickItem {
  const traces = [left, right, ...more];
  const names = why === 'disagree' ? [left.row.label] : traces.map(({ row }) => row.label);
  const label = names.map((name) => pickText(name, 60)).join(' ↔ ');
  const detail = traces.map((trace) => traceWords(trace, tools)).join(' ↔ ');
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

function traceWords(trace: SavedTrace, tools: boolean): string {
  const { row, sample } = trace;
  const which = whichWords({ newest: sample, samples: row.samples });
  return pickText([wordOf(trace), ...(tools ? [toolOf(sample)] : []), which].join(', '), 80);
}

/** The saved verdict's sign and word, and the answer, then our scorer's where it says something else; of a trace that did not end by itself that too, whatever its verdict. */
function wordOf({ sample }: SavedTrace): string {
  const ours = oursToSay({
    verdict: sample,
    judged: judgedOf(sample.judged ?? { scorer: null, hand: null }, null),
  });
  const stored = verdictText(sample, verdictKind(sample.value), sample.extracted);
  if (ours === null) return stored;
  return `${stored} · ${vscode.l10n.t('ours: {0}', verdictText(sample, ours.kind, ours.extracted))}`;
}

function verdictText(sample: SavedSample, verdict: ItemVerdict, extracted: string | null): string {
  const mark = markOf(verdict, sample);
  const { sign, word } = markShown(mark);
  const why = withoutAnswer(sample);
  const ended = why === null || why === mark ? '' : ` (${markShown(why).word})`;
  return `${sign} ${word}${ended}${extracted === null ? '' : `: ${pickText(extracted, 30)}`}`;
}

function options(item: Item): { readonly title: string; readonly matchOnDescription: boolean } {
  return {
    title: vscode.l10n.t('Compare traces of {0}', pickTitle(item.id, 80)),
    matchOnDescription: true,
  };
}
