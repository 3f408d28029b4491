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
const mostReasons = 3;

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

/** Why our verdicts differ, one line a model, as markdown. */
export function reasonLines(rows: readonly ItemRow[], nameLength: number): readonly string[] {
  const all = rows.flatMap((row) => {
    const ours = row.samples.map(differingOf).find((verdict) => verdict !== null);
    return ours ? [{ label: row.label, reason: ours.score.reason }] : [];
  });
  const firsts = all.filter(({ label }, place) => all.findIndex((other) => other.label === label) === place);
  return firsts.slice(0, mostReasons).map(({ label, reason }) => {
    const name = shortenMiddle(label, nameLength);
    const words = vscode.l10n.t('{0}, ours: {1}', name, shorten(inLanguage(reason), 200));
    return `$(diff) ${escapeMarkdown(words)}`;
  });
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
