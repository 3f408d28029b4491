import * as vscode from 'vscode';
import { showHidden } from '../core/hiddenText.ts';
import type { ItemRow } from '../core/results/itemTable.ts';
import { inLanguage } from './inLanguage.ts';
import { markOf, markShown } from './marks.ts';
import { withoutIcons } from './pickText.ts';
import { shortLabels } from './shortLabels.ts';

/** Verdicts of an item in a few signs: above it, beside it in the gutter, and in lists. */

const shownLabels = 4;
const labelLength = 20;
/** An em space: lines of HTML, as lenses are, would make one space of two. */
const gap = '\u2003';

/** How many of a row's repeats were right, such as `3/8`; a share where parts of an answer count. */
export function rateText({ n, passRate }: { readonly n: number; readonly passRate: number }): string {
  const right = passRate * n;
  return Number.isInteger(Number(right.toFixed(6)))
    ? `${Math.round(right)}/${n}`
    : `${Math.round(passRate * 100)} %`;
}

/** What a row says: a sign, with a word where that is no verdict; or over repeats how many of them were right. */
export function rowSign(
  row: Pick<ItemRow, 'verdict' | 'verdicts' | 'n' | 'passRate' | 'status' | 'flags'>,
): string {
  const { verdicts, n, passRate } = row;
  if (verdicts.length > 1 && n > 0 && passRate !== null) return rateText({ n, passRate });
  const mark = markOf(row.verdict, row);
  const { sign, word } = markShown(mark);
  return mark === row.verdict ? sign : `${sign} ${word}`;
}

/**
 * `base ✓ tuned 3/8`: each label's leading row in the given order, at most four of them, then how many more.
 *
 * @param icons whether the text goes where VS Code draws `$(name)` as an icon, which a label must not do
 */
export function verdictsText(rows: readonly ItemRow[], icons = false): string {
  const leading = rows.filter((row) => row.leading);
  // A fifth one takes no more room than to say that there is one.
  const shown = leading.length === shownLabels + 1 ? leading : leading.slice(0, shownLabels);
  const names = shortLabels(
    shown.map(({ label }) => label),
    labelLength,
  );
  const words = shown.map((row) => {
    const name = names.get(row.label) ?? row.label;
    return `${icons ? withoutIcons(name) : name} ${rowSign(row)}`;
  });
  const more = leading.length - shown.length;
  return [...words, ...(more > 0 ? [vscode.l10n.t('+{0} more', more)] : [])].join(gap);
}

/** Each label's verdict in words, a line each. */
export function verdictsSpoken(rows: readonly ItemRow[]): string {
  return rows
    .filter((row) => row.leading)
    .map((row) => `${showHidden(row.label)}: ${spoken(row)}`)
    .join('\n');
}

function spoken(row: ItemRow): string {
  if (row.verdicts.length > 1 && row.passRate !== null) {
    return vscode.l10n.t('{0} % of {1}', Math.round(row.passRate * 100), row.n);
  }
  return row.verdict === 'none' ? inLanguage(row.reason) : markShown(markOf(row.verdict, row)).word;
}

/**
 * What an item's verdicts come to: a flip (`learned`, `forgotten`) where a base and a model tuned from one were
 * both asked and differ; else what all labels agree on, `mixed` where they do not. Null where nothing counts.
 */
export type ItemMark = 'right' | 'wrong' | 'mixed' | 'learned' | 'forgotten';

export function itemMark(rows: readonly ItemRow[]): ItemMark | null {
  const counted = rows.filter((row) => row.leading && row.passRate !== null);
  const isRight = ({ passRate }: ItemRow): boolean => (passRate ?? 0) >= 1;
  const isWrong = ({ passRate }: ItemRow): boolean => passRate === 0;
  const bases = counted.filter(({ role }) => role === 'base');
  const tuned = counted.filter(({ role }) => role === 'tuned');
  if (bases.length > 0 && tuned.length > 0) {
    if (bases.every(isWrong) && tuned.every(isRight)) return 'learned';
    if (bases.every(isRight) && tuned.every(isWrong)) return 'forgotten';
  }
  if (counted.length === 0) return null;
  if (counted.every(isRight)) return 'right';
  return counted.every(isWrong) ? 'wrong' : 'mixed';
}
