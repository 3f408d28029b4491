import type { TextRange, WordEdits } from './comparison.ts';
import { type StrictToken, strictTokens } from './strictTokens.ts';
import { tokenChanges } from './tokenChanges.ts';
import { WordWork } from './wordWork.ts';

/** What the notations of a whole comparison may cost, as in `WordWork`. What takes more is one change as a whole. */
const MOST_NOTATION_WORK = 30_000_000;

/** The work that the pairs of a comparison share. @param tokens of both texts together */
export function notationWork(tokens: number): WordWork {
  return new WordWork(tokens, MOST_NOTATION_WORK);
}

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
export function notationDifference(
  left: StepText,
  right: StepText,
  work: WordWork,
): NotationDifference | null {
  const [a, b] = [strictTokens(left.source), strictTokens(right.source)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start]?.key === b[start]?.key) start += 1;
  if (start === a.length && start === b.length) return null;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end]?.key === b[b.length - 1 - end]?.key) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const runs = differing(x, y, work);
  const [lefts, rights] = [
    runs.flatMap(({ left: tokens }) => tokens),
    runs.flatMap(({ right: tokens }) => tokens),
  ];
  return {
    edits: { left: rangesOf(lefts, left.start), right: rangesOf(rights, right.start) },
    disagrees: [...lefts, ...rights].some(({ math }) => math) && !isRenaming(runs, a, b),
  };
}

/** Tokens that stand in place of each other. */
interface Differing {
  readonly left: readonly StrictToken[];
  readonly right: readonly StrictToken[];
}

function differing(a: readonly StrictToken[], b: readonly StrictToken[], work: WordWork): Differing[] {
  const known = new Map<string, number>();
  const ids = (tokens: readonly StrictToken[]): Int32Array =>
    Int32Array.from(tokens, ({ key }) => {
      const id = known.get(key) ?? known.size;
      known.set(key, id);
      return id;
    });
  const runs = tokenChanges(ids(a), ids(b), work);
  return runs.map(({ left, right }) => ({ left: a.slice(...left), right: b.slice(...right) }));
}

/** Each letter that is another became one that the other step does not have, as `A` and `a`. */
function isRenaming(
  runs: readonly Differing[],
  a: readonly StrictToken[],
  b: readonly StrictToken[],
): boolean {
  const [lefts, rights] = [new Set(a.map(({ key }) => key)), new Set(b.map(({ key }) => key))];
  return runs.every(
    ({ left, right }) =>
      left.length === right.length &&
      left.every(({ key }, at) => {
        const other = right[at]?.key ?? '';
        if (key === other) return true;
        return key.toLowerCase() === other.toLowerCase() && !rights.has(key) && !lefts.has(other);
      }),
  );
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
