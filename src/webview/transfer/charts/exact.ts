import * as l10n from '@vscode/l10n';
import type { Interval } from '../../../core/transfer/transfer.ts';
import { language } from '../../language.ts';

/** Numbers as a chart's hover says them: to the hundredth, where the panel's text rounds to the tenth. */

const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const signed = new Intl.NumberFormat(language, { ...two, signDisplay: 'exceptZero' });
const unsigned = new Intl.NumberFormat(language, { ...two, signDisplay: 'negative' });

const trueMinus = (text: string): string => text.replace(/^-/, '−');

/** `+12.80`: a difference in points, or an index. */
export function exactSigned(value: number): string {
  return trueMinus(signed.format(value));
}

/** `52.40 %` */
export function exactPercent(value: number): string {
  return l10n.t('{0} %', trueMinus(unsigned.format(value)));
}

/** `+12.80 (+9.11 to +16.70)`, without the interval where there is none; `–` without a value. */
export function exactSpan({ value, low, high }: Interval): string {
  if (value === null) return '–';
  if (low === null || high === null) return exactSigned(value);
  return l10n.t('{0} ({1} to {2})', exactSigned(value), exactSigned(low), exactSigned(high));
}

/** For tables: to the hundredth; `–` where there is none. */
export function cell(value: number | null): number | string {
  return value === null ? '–' : Math.round(value * 100) / 100;
}
