import { say } from '../../say.ts';

/** How scores are written in a table: 71.2 or 0.712. */
export type TableScale = 'percent' | 'fraction';

/** What a cell of a benchmark's column says. */
export type ScoreCell =
  | {
      readonly kind: 'number';
      readonly value: number;
      /** With a percent sign behind it, so that the table's scale does not matter. */
      readonly signed: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Not NaN: it is what a computation without a result writes. */
const missing: ReadonlySet<string> = new Set([
  '',
  '-',
  '–',
  '—',
  '/',
  '?',
  'n/a',
  'na',
  'n.a.',
  'null',
  'none',
  'tbd',
]);
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const decimalComma = /^[+-]?\d+,\d+$/;
/** Either a thousand and more, or a little over one. */
const thousandsOrDecimals = /^[+-]?[1-9]\d{0,2},\d{3}$/;
/** What stands behind a value to say how sure it is; the table does not say what it measures. */
const spread = /\s*(?:±|\+\/?-|\\pm)\s*[\d.,]+\s*%?$/;

/** Reads one cell. `12.3±0.4` is 12.3: whether 0.4 is an error, a deviation or an interval is not said. */
export function scoreCell(text: string): ScoreCell {
  const trimmed = text.trim();
  if (missing.has(trimmed.toLowerCase())) return { kind: 'missing' };
  const bare = trimmed.replace(spread, '');
  const signed = trimmed.endsWith('%') || bare.endsWith('%');
  const number = bare.replace(/\s*%$/, '');
  if (plain.test(number)) return { kind: 'number', value: Number(number), signed };
  if (thousandsOrDecimals.test(number)) {
    return {
      kind: 'unreadable',
      message: say`"${number}" is a thousand and more, or a number with three decimals: write it with a decimal point.`,
    };
  }
  if (decimalComma.test(number)) return { kind: 'number', value: Number(number.replace(',', '.')), signed };
  return {
    kind: 'unreadable',
    message: say`"${text.trim().slice(0, 40)}" is no score: write a number, or leave the cell empty.`,
  };
}
