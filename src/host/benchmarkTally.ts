import * as vscode from 'vscode';
import { showHidden } from '../core/hiddenText.ts';
import type { ItemRow } from '../core/results/itemTable.ts';
import { countWords, decimalWords } from './language.ts';
import { shortLabels } from './shortLabels.ts';

/** One label's items of a file: those that count, and the sum of their pass rates. */
export interface LabelTally {
  readonly label: string;
  readonly right: number;
  readonly n: number;
}

/** What is known of the items of a file together. */
export interface FileTally {
  /** Items with any saved sample. */
  readonly evaluated: number;
  readonly labels: readonly LabelTally[];
}

const shownLabels = 4;
const labelLength = 20;

/** @param rowsOfItems the rows of each item, in the order labels are shown */
export function tallyOf(rowsOfItems: Iterable<readonly ItemRow[]>): FileTally {
  const labels = new Map<string, { right: number; n: number; rank: number }>();
  let evaluated = 0;
  for (const rows of rowsOfItems) {
    if (rows.length > 0) evaluated += 1;
    for (const { leading, label, role, passRate } of rows) {
      if (!leading) continue;
      const rank = role === 'base' ? 0 : role === 'tuned' ? 1 : 2;
      const tally = labels.get(label) ?? { right: 0, n: 0, rank };
      if (passRate !== null) {
        tally.right += passRate;
        tally.n += 1;
      }
      labels.set(label, tally);
    }
  }
  return {
    evaluated,
    labels: [...labels]
      .sort(([, a], [, b]) => a.rank - b.rank)
      .map(([label, { right, n }]) => ({ label, right, n })),
  };
}

/** `3/12 evaluated · base 2/3, tuned 3/3`; where nothing is saved, or nothing is known of it, `12 items`. */
export function tallyText(items: number, tally: FileTally | null): string {
  const counted = countedOf(tally);
  const shown = counted.slice(0, shownLabels);
  const names = shortLabels(
    shown.map(({ label }) => label),
    labelLength,
  );
  const labels = shown.map((each) => `${names.get(each.label) ?? each.label} ${rateOf(each)}`);
  const more = counted.length - labels.length;
  const verdicts = [...labels, ...(more > 0 ? [`+${more}`] : [])].join(', ');
  return [evaluatedText(items, tally), ...(verdicts === '' ? [] : [verdicts])].join(' · ');
}

/** The same without labels: `3/12 evaluated`, or `12 items`. */
export function evaluatedText(items: number, tally: FileTally | null): string {
  if (tally === null || tally.evaluated === 0)
    return items === 1 ? vscode.l10n.t('1 item') : vscode.l10n.t('{0} items', countWords(items));
  return vscode.l10n.t('{0}/{1} evaluated', countWords(tally.evaluated), countWords(items));
}

/** Every label in full with how much of it was right, a line each: `UniReason-Qwen3-14B-RL: 3/4`. */
export function tallySpoken(tally: FileTally | null): string[] {
  return countedOf(tally).map((each) => `${showHidden(each.label)}: ${rateOf(each)}`);
}

function countedOf(tally: FileTally | null): readonly LabelTally[] {
  return (tally?.labels ?? []).filter(({ n }) => n > 0);
}

function rateOf({ right, n }: LabelTally): string {
  return `${decimalWords(right, 1)}/${n}`;
}
