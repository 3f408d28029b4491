import * as l10n from '@vscode/l10n';
import { byteRate, type Flip, mostCounted, rateByte } from '../../core/results/matrix.ts';
import type { MatrixShow, MatrixSort } from '../../core/results/matrixQuery.ts';
import type { MatrixCell } from '../../core/results/matrixTable.ts';
import { language } from '../language.ts';
import { count, percent } from '../numbers.ts';
import type { HeadFigures } from './headFigures.ts';
import type { MatrixModel } from './model.ts';

/** Every word the matrix says by itself. */

export function sortWords(sort: MatrixSort): string {
  switch (sort) {
    case 'file':
      return l10n.t('as in the file');
    case 'disagreement':
      return l10n.t('most disagreement first');
    case 'hardest':
      return l10n.t('hardest first');
    case 'easiest':
      return l10n.t('easiest first');
    case 'forgotten':
      return l10n.t('most forgotten first');
    case 'learned':
      return l10n.t('most learned first');
  }
}

export function showWords(show: MatrixShow): string {
  switch (show) {
    case 'all':
      return l10n.t('all items');
    case 'forgotten':
      return l10n.t('forgotten: base right, tuned wrong');
    case 'learned':
      return l10n.t('learned: base wrong, tuned right');
    case 'all-wrong':
      return l10n.t('every model wrong');
    case 'all-right':
      return l10n.t('every model right');
    case 'disagree':
      return l10n.t('models disagree');
    case 'truncated':
      return l10n.t('truncated in any model');
  }
}

export function flipWords(flip: Flip): string {
  return flip === 'learned' ? l10n.t('learned') : l10n.t('forgotten');
}

/**
 * What a cell says: `right 3 of 4, 1 truncated, learned`.
 *
 * @param partial whether one sample can be right in part
 */
export function cellWords(cell: MatrixCell, partial: boolean): string {
  const { samples, truncated, flip } = cell;
  const words = [verdictWords(cell, partial)];
  if (truncated > 0)
    words.push(samples === 1 ? l10n.t('truncated') : l10n.t('{0} truncated', count(truncated)));
  if (flip !== null) words.push(flipWords(flip));
  return words.join(', ');
}

function verdictWords({ byte, verdict, samples }: MatrixCell, partial: boolean): string {
  const rate = byteRate(byte);
  if (rate === null)
    return samples === 0
      ? l10n.t('no sample')
      : samples === 1
        ? l10n.t('no score')
        : l10n.t('no score, {0} samples', count(samples));
  if (samples === 1 && verdict !== 'partly') return verdict === 'right' ? l10n.t('right') : l10n.t('wrong');
  const right = Math.round(rate * samples);
  // Not where a sample was right in part: then no number of them has this rate.
  if (!partial && samples > 1 && samples <= mostCounted && rateByte(right / samples) === byte)
    return l10n.t('right {0} of {1}', count(right), count(samples));
  return samples === 1
    ? l10n.t('{0} right', percent(rate))
    : l10n.t('{0} right, {1} samples', percent(rate), count(samples));
}

const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** A share at the head of a column; `–` where there is none. */
export function shareText(share: number | null): string {
  return share === null ? '–' : share === 1 ? '100' : tenth.format(share * 100);
}

/** The figures of a column in words, after its name. */
export function headWords({ score, n, truncated, reported }: HeadFigures): string {
  const share = (value: number): string => l10n.t('{0} %', shareText(value));
  const words = [
    score === null
      ? l10n.t('no score')
      : reported
        ? l10n.t('score {0}, {1} items', share(score), count(n))
        : l10n.t('mean {0}, {1} of the items shown', share(score), count(n)),
  ];
  if (truncated !== null) words.push(l10n.t('{0} truncated', share(truncated)));
  return words.join(', ');
}

/** `312 of 15,000 items`. */
export function shownWords({ rows, table }: MatrixModel): string {
  const all = table.data.items.length;
  return rows.length === all
    ? l10n.t('{0} items', count(all))
    : l10n.t('{0} of {1} items', count(rows.length), count(all));
}

/** What is selected; empty where nothing is. */
export function selectedWords(model: MatrixModel): string {
  const { size } = model.selected;
  if (size === 0) return '';
  const unseen = model.selectedUnseen;
  return unseen === 0
    ? l10n.t('{0} selected', count(size))
    : l10n.t('{0} selected, {1} of them not shown', count(size), count(unseen));
}
