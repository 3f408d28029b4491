const words: ReadonlyMap<string, number> = new Map([
  ['yes', 1],
  ['true', 1],
  ['no', 0],
  ['false', 0],
]);
const letters: ReadonlyMap<string, number> = new Map([
  ['C', 1],
  ['P', 0.5],
  ['I', 0],
  ['N', 0],
]);

/** A text that is a number, as Python's `float` reads it. */
const numeral = /^\s*[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/**
 * A score's value as Inspect's metrics count it (`value_to_float` of inspect_ai/scorer/_metric.py): C is 1, P half, I
 * and N are 0; yes, true, no and false in any case; numbers, and texts that are numbers; any other text is 0 there,
 * with a warning. NaN, and null for it, is unscored.
 */
export function inspectNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return Number.NaN;
  return textNumber(value) ?? 0;
}

/** As `inspectNumber`, for one key of a score that is a dict: there a text often is a label, so it is no number. */
export function inspectPart(value: unknown): number {
  return typeof value === 'string' ? (textNumber(value) ?? Number.NaN) : inspectNumber(value);
}

function textNumber(text: string): number | null {
  const known = letters.get(text) ?? words.get(text.toLowerCase());
  if (known !== undefined) return known;
  return numeral.test(text) ? Number(text.replaceAll('_', '')) : null;
}
