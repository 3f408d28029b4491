import * as vscode from 'vscode';
import { roundedPercent } from '../core/sharePercent.ts';

/** BCP 47, of the words the extension says: VS Code's display language where there is a translation for it. */
export function language(): string {
  return vscode.l10n.bundle === undefined ? 'en' : vscode.env.language;
}

/** A number with at most so many decimals, as it is written in that language, such as `3.5`. */
export function decimalWords(value: number, decimals: number): string {
  return value.toLocaleString(language(), { maximumFractionDigits: decimals });
}

/** A whole number as it is written in that language, such as `40,960`. */
export function countWords(count: number): string {
  return Math.round(count).toLocaleString(language());
}

/** Percentage points, with one decimal, such as `2.2`. */
export function pointsWords(share: number): string {
  return (100 * share).toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A share in percent, with as many decimals as are wanted, such as `53.2 %`; `> 99.9 %` of one that is not quite all. */
export function percentWords(share: number, decimals = 0): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const { sign, percent } = roundedPercent(share, decimals);
  return `${sign}${percent.toLocaleString(language(), digits)} %`;
}
