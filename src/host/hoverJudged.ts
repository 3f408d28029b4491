import * as vscode from 'vscode';
import { verdictKind, type ItemRow } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { comparableValue, isDifferent } from '../core/results/verdicts/differences.ts';
import type { ScorerVerdict } from '../core/results/verdicts/verdict.ts';
import { handWords } from './handWords.ts';
import { inLanguage } from './inLanguage.ts';
import { escapeMarkdown, shorten, shortenMiddle } from './markdown.ts';
import { markOf, markShown } from './marks.ts';

/** Lines of reasons below the table; more would not fit a hover. */
const mostReasons = 4;

/**
 * What was said of a row's samples since they were saved, to stand behind its verdict: what ours says where that is
 * something else, or where none was saved; and what a person said.
 */
export function judgedText({ samples }: Pick<ItemRow, 'samples'>): readonly string[] {
  const differing = samples.filter((sample) => differingOf(sample) !== null);
  const byHand = samples.flatMap(({ judged }) => judged?.hand ?? []);
  const [only] = samples.length === 1 ? samples : [];
  const ours = only && (differingOf(only) ?? unstoredOf(only));
  const [hand] = only ? byHand : [];
  return [
    ...(ours ? [vscode.l10n.t('ours: {0}', oursWord(ours, only))] : []),
    ...(!only && differing.length > 0 ? [vscode.l10n.t('ours differs on {0}', differing.length)] : []),
    ...(hand ? [`$(person) ${handWords(hand)}`] : []),
    ...(!only && byHand.length > 0
      ? [`$(person) ${vscode.l10n.t('{0} judged by hand', byHand.length)}`]
      : []),
  ];
}

/**
 * Why, one line a model, as markdown: first where our verdict is another than the stored one, then what is wrong or
 * partly right, then what is right.
 *
 * @param gold of the item as it is now: what was scored against another one says so in its row
 */
export function reasonLines(
  rows: readonly ItemRow[],
  nameLength: number,
  gold: string | null,
): readonly string[] {
  const all = rows
    .filter(({ leading }) => leading)
    .flatMap((row) => whyOf(row, gold) ?? [])
    .sort((a, b) => a.order - b.order);
  return all.slice(0, mostReasons).map(({ label, icon, isOurs, reason }) => {
    const name = shortenMiddle(label, nameLength);
    const why = shorten(inLanguage(reason), 200);
    const words = isOurs ? vscode.l10n.t('{0}, ours: {1}', name, why) : `${name}: ${why}`;
    return `${icon} ${escapeMarkdown(words)}`;
  });
}

interface Why {
  readonly label: string;
  readonly icon: string;
  /** Whether it is our verdict on what another tool saved. */
  readonly isOurs: boolean;
  readonly reason: string;
  readonly order: number;
}

/** Why a row's newest sample has its verdict, as our scorer says; null where it said nothing, or the row says it. */
function whyOf({ label, samples, newest, verdict, reason }: ItemRow, gold: string | null): Why | null {
  const differing = samples.map(differingOf).find((found) => found !== null);
  if (differing) {
    return { label, icon: '$(diff)', isOurs: true, reason: differing.score.reason, order: 0 };
  }
  if (newest.tool === undefined && (newest.judged?.scorer ?? null) === null) {
    // Without a verdict, and with what a tool says, the reason stands in the row.
    if (verdict === 'none' || newest.gold !== gold) return null;
    const { icon } = markShown(markOf(verdict, newest));
    return { label, icon, isOurs: false, reason, order: verdict === 'right' ? 2 : 1 };
  }
  const ours = newest.judged?.scorer ?? null;
  if (typeof ours?.score.value !== 'number') return null;
  const kind = verdictKind(comparableValue(ours));
  const { icon } = markShown(markOf(kind, newest));
  return { label, icon, isOurs: true, reason: ours.score.reason, order: kind === 'right' ? 2 : 1 };
}

/** Our verdict on a sample where it is another than the one that was saved with it; else null. */
function differingOf({ judged }: SavedSample): ScorerVerdict | null {
  const ours = judged?.scorer ?? null;
  return ours !== null && isDifferent(ours) ? ours : null;
}

/** Our verdict on a sample that was saved without one; null where it has one, or ours has no score. */
function unstoredOf({ judged, value }: SavedSample): ScorerVerdict | null {
  const ours = judged?.scorer ?? null;
  return ours?.sample.stored === null && value === null && ours.score.value !== null ? ours : null;
}

function oursWord(ours: ScorerVerdict, sample: SavedSample): string {
  const value = ours.score.value === null ? null : comparableValue(ours);
  return markShown(markOf(verdictKind(value), sample)).word;
}
