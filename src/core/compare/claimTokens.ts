import { emptyWords } from './claimWords.ts';
import type { StrictToken } from './strictTokens.ts';

export const equals: ReadonlySet<string> = new Set(['=', '≈', ':=']);
export const relations: ReadonlySet<string> = new Set([...equals, '<', '>', '≤', '≥', '≠', '≡', '∈', '~']);
export const opening = '([{';
export const closing = ')]}';
export const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan log ln lg lim max min gcd lcm exp mod det'.split(' '),
);
/** They do not end a formula. */
export const operators: ReadonlySet<string> = new Set(['-', '+', '×', '/', '*', '^', '±', '√']);

const dangling: ReadonlySet<string> = new Set(['-', '+', '×', '/', '(', '[', '*', '"', "'", '.', ',']);

/** What words cut in two is no formula. */
export function isBalanced(tokens: readonly StrictToken[]): boolean {
  let depth = 0;
  for (const { key } of tokens) {
    if (opening.includes(key)) depth += 1;
    else if (closing.includes(key) && --depth < 0) return false;
  }
  return depth === 0;
}

export function trimmed(tokens: readonly StrictToken[]): StrictToken[] {
  let [from, to] = [0, tokens.length];
  while (to > from && dangling.has(tokens[to - 1]?.key ?? '')) to -= 1;
  while (from < to && /^[*"',.)\]}]$/.test(tokens[from]?.key ?? '')) from += 1;
  return tokens.slice(from, to);
}

/** Those that stand in no brackets. */
export function relationsIn(tokens: readonly StrictToken[]): number[] {
  const found: number[] = [];
  let depth = 0;
  tokens.forEach(({ key }, at) => {
    if (opening.includes(key) || key === '\\begin') depth += 1;
    else if (closing.includes(key) || key === '\\end') depth = Math.max(0, depth - 1);
    else if (depth === 0 && relations.has(key)) found.push(at);
  });
  return found;
}

/** As it is written, with the braces that are open behind it, without a box around it. */
export function textOf(step: string, tokens: readonly StrictToken[]): string {
  const [start, last] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  let [end, open] = [last, 0];
  for (let at = start; at < last; at += 1) open += step[at] === '{' ? 1 : step[at] === '}' ? -1 : 0;
  for (; open > 0 && /[\s}]/.test(step[end] ?? ''); end += 1) if (step[end] === '}') open -= 1;
  const text = step
    .slice(start, end)
    .replace(/\$|\\[()[\]]/g, ' ')
    .trim();
  return (/^\\boxed\s*\{([^]*)\}$/.exec(text)?.[1] ?? text).trim();
}

/** The letters and signs that stand for something, with their indices: not those of functions, and no π. */
export function lettersIn(tokens: readonly StrictToken[]): string {
  const found = new Set<string>();
  tokens.forEach(({ key }, at) => {
    if (unnamed.test(key) || functions.has(key)) return;
    const index = tokens[at + 1]?.key === '_' ? (tokens[at + 2]?.key ?? '') : '';
    if (/^\p{L}+$/u.test(key)) for (const letter of key) found.add(letter + index);
    else if (/^(?:\\[a-zA-Z]+|\p{So})$/u.test(key)) found.add(key);
  });
  return [...found].sort().join(' ');
}

const unnamed = /^(?:π|sqrt|[bpvBV]?matrix|cases|array|\\(?:begin|end|boxed|fbox|binom|hline))$/;

/** What stands in `\text{…}` and its like. */
export function textRanges(step: string): (readonly [number, number])[] {
  return Array.from(
    step.matchAll(/\\(?:text|textbf|textit|mathrm|mbox)\s*\{[^{}]*\}/g),
    ({ 0: { length }, index }) => [index, index + length],
  );
}

/**
 * Whether a token is a word of a sentence, and no part of a formula that is not marked as one.
 *
 * @param before the key of the formula's last token so far; empty where none has begun
 * @param inText it stands in `\text{…}` or its like
 */
export function isWord(
  step: string,
  { key, kind, start, end, math }: StrictToken,
  before: string,
  inText: boolean,
): boolean {
  if (kind !== 'word' && kind !== 'command') return false;
  const source = step.slice(start, end);
  if (/^\\?[bp]?mod$/.test(source)) return true;
  if (kind === 'command' || functions.has(key)) return false;
  if (math) return inText && (source.length > 1 || /^\p{Ll}$/u.test(source));
  if (source.length > 4) return true;
  if (source.length === 1)
    return (source === 'a' || source === 'I') && /^ \p{L}{2}/u.test(step.slice(end, end + 3));
  if (/^\p{Lu}{2,4}$/u.test(source)) return false;
  if ((before === '(' || operators.has(before)) && source.length === 2 && !emptyWords.has(source))
    return false;
  if (/[\p{Nd})^]/u.test(step[start - 1] ?? '')) return false;
  const around = `${step[start - 1] ?? ''}${step[end] ?? ''}`;
  return source.length > 2 || !/[\p{Nd}^+*/=_]/u.test(around);
}
