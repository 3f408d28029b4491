import { diffArrays } from 'diff';
import type { TextRange, WordEdits } from './comparison.ts';
import { type StrictToken, strictTokens } from './strictTokens.ts';

/** Beyond so many edits the whole stretch that differs is one. */
const MOST_EDITS = 200;

/** A step in its text. */
export interface StepText {
  readonly source: string;
  /** UTF-16 offset of the step in the whole text. */
  readonly start: number;
}

export interface NotationDifference {
  /** The signs and letters that differ, in offsets of the whole texts. Not empty on both sides. */
  readonly edits: WordEdits;
  readonly disagrees: boolean;
}

/**
 * What two steps of the same tokens say differently, such as `2^{n+1}` and `2^n + 1`; null where only the notation is
 * another one (`x^{2}` and `x²`). They disagree where it is in a formula, unless one letter became a capital one
 * throughout.
 */
export function notationDifference(left: StepText, right: StepText): NotationDifference | null {
  const [a, b] = [strictTokens(left.source), strictTokens(right.source)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start]?.key === b[start]?.key) start += 1;
  if (start === a.length && start === b.length) return null;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end]?.key === b[b.length - 1 - end]?.key) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const different = differing(x, y);
  return {
    edits: { left: rangesOf(different.left, left.start), right: rangesOf(different.right, right.start) },
    disagrees:
      [...different.left, ...different.right].some(({ math }) => math) &&
      !isRenaming(different.left, different.right, a, b),
  };
}

interface Differing {
  readonly left: readonly StrictToken[];
  readonly right: readonly StrictToken[];
}

function differing(a: readonly StrictToken[], b: readonly StrictToken[]): Differing {
  const keys = (tokens: readonly StrictToken[]): string[] => tokens.map(({ key }) => key);
  // With a limit it gives nothing where that is reached, which its types leave out.
  const parts: readonly Part[] | undefined = diffArrays(keys(a), keys(b), { maxEditLength: MOST_EDITS });
  if (parts === undefined) return { left: a, right: b };
  const [left, right]: [StrictToken[], StrictToken[]] = [[], []];
  let [i, j] = [0, 0];
  for (const { count, added, removed } of parts) {
    if (removed === true) left.push(...a.slice(i, i + count));
    if (added === true) right.push(...b.slice(j, j + count));
    if (added !== true) i += count;
    if (removed !== true) j += count;
  }
  return { left, right };
}

interface Part {
  readonly count: number;
  readonly added?: boolean;
  readonly removed?: boolean;
}

/** Each letter became one other that the other step does not have, as `A` and `a`. */
function isRenaming(
  x: readonly StrictToken[],
  y: readonly StrictToken[],
  a: readonly StrictToken[],
  b: readonly StrictToken[],
): boolean {
  if (x.length !== y.length) return false;
  const [lefts, rights] = [new Set(a.map(({ key }) => key)), new Set(b.map(({ key }) => key))];
  return x.every(({ key }, at) => {
    const other = y[at]?.key ?? '';
    return key.toLowerCase() === other.toLowerCase() && !rights.has(key) && !lefts.has(other);
  });
}

function rangesOf(tokens: readonly StrictToken[], offset: number): TextRange[] {
  const ranges: [number, number][] = [];
  for (const { start, end } of tokens) {
    const last = ranges.at(-1);
    if (last !== undefined && start + offset <= last[1]) last[1] = Math.max(last[1], end + offset);
    else ranges.push([start + offset, end + offset]);
  }
  return ranges;
}
