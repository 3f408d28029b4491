import { type MathSpan, mathSpans } from '../traces/mathSpans.ts';
import { spellings } from './spellings.ts';
import { readTokens, type TokenKind } from './tokens.ts';

/** A token as it is told apart before two steps are called the same in another notation. */
export interface StrictToken {
  /** UTF-16 offsets in the step. */
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly kind: TokenKind;
  /** It stands in a formula. */
  readonly math: boolean;
}

type Mode = 'prose' | 'math' | 'code';

/** What holds a code block or a code span. A fence without an end goes to the end of its step. */
const code = /(?<=^|\n)[ \t]*(?:```|~~~)[^\n]*\n[\s\S]*?(?:\n[ \t]*(?:```|~~~)|$)|`[^`\n]+`/g;
const raised = /^[⁰¹²³⁴-⁹]+$/u;
const lowered = /^[₀-₉]+$/u;
const lowercase = /^[a-z]+$/;
const operand = /[\p{L}\p{Nd}()[\]{}]/u;

/**
 * The tokens of a step with what `spellings` leaves out where it has a meaning: braces around more than one token, `_`
 * and `*` between operands and in formulas and code, everything in code, raised and lowered digits as `^` and `_`. Case
 * is kept in formulas and code and of single letters; elsewhere only a capital at the beginning of a word is let go.
 * Linear in the step.
 */
export function strictTokens(step: string, formulas: readonly MathSpan[] = mathSpans(step)): StrictToken[] {
  const modeAt = modesOf(step, formulas);
  const found: StrictToken[] = [];
  /** Open braces: where they stand in `found`, -1 where they are the argument of what says nothing. */
  const open: number[] = [];
  const dropped = new Set<number>();
  let isArgument = false;
  readTokens(step, (start, end, source, kind) => {
    const mode = modeAt(start);
    const take = (key: string): void => {
      found.push({ start, end, key, kind, math: mode === 'math' });
    };
    if (kind === 'word' && mode === 'prose' && lowercase.test(source)) {
      take(spellings.get(source) ?? source);
      isArgument = false;
      return;
    }
    const isLook = kind === 'command' && spellings.get(source) === '';
    if (mode === 'code') {
      if (source !== '`') take(source);
    } else if (source === '{') {
      open.push(isArgument ? -1 : found.length);
      if (!isArgument) take('{');
    } else if (source === '}') {
      const from = open.pop();
      if (from !== undefined && from >= 0) {
        if (found.length - from > 2) take('}');
        else dropped.add(from);
      }
    } else if (source === '*' || source === '_') {
      const between = operand.test(step[start - 1] ?? '') && operand.test(step[end] ?? '');
      const twice = step[start - 1] === source || step[end] === source;
      if (mode === 'math' || between || (source === '*' && twice && isBetween(step, start))) take(source);
    } else if (raised.test(source)) {
      take('^');
      take(source.normalize('NFKC'));
    } else if (lowered.test(source)) {
      take('_');
      take(source.normalize('NFKC'));
    } else {
      const key = strictKey(source, kind === 'word', kind === 'number', mode);
      if (key !== '') take(key);
    }
    isArgument = isLook;
  });
  return dropped.size === 0 ? found : found.filter((_, at) => !dropped.has(at));
}

/** Whether the two stars, of which one is at `at`, stand between operands: `2**3`. */
function isBetween(step: string, at: number): boolean {
  const first = step[at - 1] === '*' ? at - 1 : at;
  return operand.test(step[first - 1] ?? '') && operand.test(step[first + 2] ?? '');
}

function strictKey(source: string, isWord: boolean, isNumber: boolean, mode: Mode): string {
  const spelled = spellings.get(source);
  if (spelled !== undefined) return spelled;
  const plain = source.normalize('NFKC').replaceAll('’', "'");
  if (isNumber) return plain.replace(/(?:,|\{,\}|\\[,!] ?)(?=\p{Nd}{3}(?!\p{Nd}))/gu, '');
  if (!isWord || mode === 'math' || plain.length === 1) return plain;
  const rest = plain.slice(1);
  return rest === rest.toLowerCase() ? plain.toLowerCase() : plain;
}

/** Asked in ascending order. */
function modesOf(step: string, formulas: readonly MathSpan[]): (at: number) => Mode {
  const spans: { readonly start: number; readonly end: number; readonly mode: Mode }[] = formulas.map(
    ({ start, end }) => ({ start, end, mode: 'math' }),
  );
  if (/[`~]/.test(step)) {
    for (const {
      0: { length },
      index,
    } of step.matchAll(code))
      spans.push({ start: index, end: index + length, mode: 'code' });
    spans.sort((a, b) => a.start - b.start);
  }
  let next = 0;
  return (at) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= at) next += 1;
    const span = spans[next];
    return span !== undefined && span.start <= at ? span.mode : 'prose';
  };
}
