import * as l10n from '@vscode/l10n';
import type { Interval } from '../../core/transfer/transfer.ts';
import { language } from '../language.ts';

/** Numbers as the panel writes them: points and indices with a sign and one decimal, and a true minus. */

const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
const signedTenth = new Intl.NumberFormat(language, { ...tenths, signDisplay: 'exceptZero' });
const tenth = new Intl.NumberFormat(language, { ...tenths, signDisplay: 'negative' });
const hundredth = new Intl.NumberFormat(language, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'negative',
});
const chance = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
const short = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

const trueMinus = (text: string): string => text.replace(/^-/, '−');

/** `+27.4`, `−3.0`, `0.0`: a difference in points. */
export function points(value: number): string {
  return trueMinus(signedTenth.format(value));
}

/** `60.7`: a value in percent, or an index. */
export function plain(value: number): string {
  return trueMinus(tenth.format(value));
}

/** `1.24`: what has no unit. */
export function ratio(value: number): string {
  return trueMinus(hundredth.format(value));
}

/** `4.3` or `12`: as few digits as it needs. */
export function brief(value: number): string {
  return trueMinus(short.format(value));
}

/** `0.031`, `< 0.001`. */
export function probability(p: number): string {
  return p < 0.001 ? `< ${chance.format(0.001)}` : chance.format(p);
}

/** `+24.1 to +30.5`; null where there is no interval. */
export function span({ low, high }: Interval, write: (value: number) => string): string | null {
  return low === null || high === null ? null : l10n.t('{0} to {1}', write(low), write(high));
}

/** `+27.4 (+24.1 to +30.5)`; null where there is no value. */
export function withSpan(interval: Interval, write: (value: number) => string): string | null {
  if (interval.value === null) return null;
  const value = write(interval.value);
  const range = span(interval, write);
  return range === null ? value : l10n.t('{0} ({1})', value, range);
}
