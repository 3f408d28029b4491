import * as l10n from '@vscode/l10n';
import type { BenchmarkTransfer } from '../../core/transfer/transfer.ts';
import { count, percent } from '../numbers.ts';
import { brief, plain, points, probability, span } from './figures.ts';
import { testWords } from './words.ts';

/** What a comparison on one benchmark found, after correction for all comparisons of the base. */
export type Finding = 'gain' | 'loss' | 'no-change' | 'could-not-see' | 'untested';

/**
 * A comparison that finds nothing has seen that there is no change only where a small one would have shown: at most
 * this many points. The exact number stands beside it.
 */
export const smallChange = 5;

/** @param level in percent: the comparison is significant below 1 − level */
export function findingOf({ delta, pAdjusted, detectable }: BenchmarkTransfer, level: number): Finding {
  if (pAdjusted === null) return 'untested';
  if (pAdjusted < 1 - level / 100 && delta.value !== 0) return delta.value > 0 ? 'gain' : 'loss';
  return detectable !== null && detectable.points <= smallChange ? 'no-change' : 'could-not-see';
}

export const findingMarks: Readonly<Record<Finding, string>> = {
  gain: '▲',
  loss: '▼',
  'no-change': '=',
  'could-not-see': '?',
  untested: '',
};

/** What was found, in words; empty where nothing was tested. */
export function findingWords(one: BenchmarkTransfer, level: number): string {
  const { pAdjusted, detectable } = one;
  if (pAdjusted === null) return '';
  const p = probability(pAdjusted);
  switch (findingOf(one, level)) {
    case 'gain':
      return l10n.t('significant gain (p {0} after correction)', p);
    case 'loss':
      return l10n.t('significant loss (p {0} after correction)', p);
    case 'no-change':
      return l10n.t(
        'no change seen; a true difference of {0} points would be found in 80 of 100 cases, before correction (p {1} after correction)',
        brief(detectable?.points ?? 0),
        p,
      );
    case 'could-not-see':
      return detectable === null
        ? l10n.t('not significant (p {0} after correction)', p)
        : l10n.t(
            'not significant; in 80 of 100 cases only a true difference of {0} points or more would be found, before correction (p {1} after correction)',
            brief(detectable.points),
            p,
          );
    case 'untested':
      return '';
  }
}

/** The interval of a gain; where no item differs, that: resamples of nothing but zeros know no other value. */
export function changeSpan({ delta, detectable }: BenchmarkTransfer): string | null {
  return detectable?.worstCase === true ? l10n.t('no item differs') : span(delta, points);
}

/** All that a cell says, in one line: for its tooltip and for who does not see it. */
export function comparisonWords(one: BenchmarkTransfer, level: number): string {
  const { base, tuned, delta, n, test } = one;
  const range = changeSpan(one);
  return [
    range === null
      ? l10n.t('{0} points', points(delta.value))
      : l10n.t('{0} points ({1})', points(delta.value), range),
    l10n.t('from {0} to {1}', plain(base), plain(tuned)),
    n === null
      ? l10n.t('no scores of single items')
      : n === 1
        ? l10n.t('1 item')
        : l10n.t('{0} items', count(n)),
    findingWords(one, level),
    test === null ? '' : testWords(test),
    ...flagsOf(one),
  ]
    .filter((words) => words !== '')
    .join('; ');
}

/** `truncated 20 % → 0 %`, where anything was cut off. */
export function truncatedWords([base, tuned]: BenchmarkTransfer['sides']): string {
  return (base.truncated ?? 0) > 0 || (tuned.truncated ?? 0) > 0
    ? l10n.t('truncated {0} → {1}', shareWords(base.truncated), shareWords(tuned.truncated))
    : '';
}

/** What sets the two sides apart, or makes a number weaker than it looks. */
export function flagsOf({ sides, differences, smoothed }: BenchmarkTransfer): string[] {
  return [truncatedWords(sides), ...differences, smoothed ? l10n.t('smoothed: few items') : ''].filter(
    (words) => words !== '',
  );
}

export function shareWords(share: number | null): string {
  return share === null ? '–' : percent(share);
}
