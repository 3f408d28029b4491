import * as vscode from 'vscode';
import { type Mark, markShown } from './marks.ts';

/** What stands above a text that is compared. */

/** The verdict in a line: its sign and word, the answer that was extracted, and why. */
export function verdictLine(
  mark: Mark,
  {
    extracted,
    gold,
    reason,
  }: { readonly extracted: string | null; readonly gold: string | null; readonly reason: string },
): string {
  const { sign, word } = markShown(mark);
  return [
    `${sign} ${word}`,
    ...(extracted === null ? [] : [vscode.l10n.t('answer {0}', brief(extracted))]),
    ...(gold === null ? [] : [vscode.l10n.t('gold {0}', brief(gold))]),
    // "not scored" need not be said twice.
    ...(reason === ''
      ? []
      : [brief(reason.startsWith(`${word}: `) ? reason.slice(word.length + 2) : reason)]),
  ].join(' · ');
}

/** UTF-16 units of each part of a verdict: where a model only rambles, that is its answer, and the whole stands below. */
const longest = 120;

function brief(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/**
 * Of a trace that did not end by itself, or not yet, that it is compared as far as it goes; and why.
 *
 * @param end how it ended, in a word; null where it ended by itself
 */
export function statusLines(end: string | null, why: string | null): readonly string[] {
  return [
    ...(end === null ? [] : [vscode.l10n.t('Compared as far as it goes: {0}.', end)]),
    ...(why === null ? [] : [why]),
  ];
}
