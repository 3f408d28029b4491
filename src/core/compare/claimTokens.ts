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
