import { diffArrays } from 'diff';
import type { TextRange, WordEdits } from './comparison.ts';
import { disagree, type Replaced, type TokenNames } from './disagreement.ts';
import type { TextTokens } from './textTokens.ts';
import type { TokenKind } from './tokens.ts';
import type { WordWork } from './wordWork.ts';

/** Steps with more tokens are not looked at word by word. */
const MOST_TOKENS = 20_000;
/** Beyond so many edits two steps have too little in common to say which words changed. */
const MOST_EDITS = 2_000;
/** Between two changes so many tokens at most, of them one that is not a sign, are part of the change. */
const ISLAND = 3;

/** A text with its tokens. */
export interface ReadText {
  readonly text: string;
  readonly tokens: TextTokens;
}

export interface PairEdits {
  readonly edits: WordEdits;
  readonly disagrees: boolean;
}

/**
 * The words of two steps that are not in the other, by Myers' algorithm over their tokens (jsdiff); a word alone between
 * two changes is one with them. Null where the steps are too large or have too little in common.
 *
 * @param names of the ids of both texts' tokens
 */
export function wordEdits(
  left: ReadText,
  leftStep: number,
  right: ReadText,
  rightStep: number,
  names: TokenNames,
  _work?: WordWork,
): PairEdits | null {
  const [a, b] = [tokensIn(left.tokens, leftStep), tokensIn(right.tokens, rightStep)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [x, y] = [a.subarray(start, a.length - end), b.subarray(start, b.length - end)];
  const replaced = replacedIn(x, y, start);
  if (replaced === null) return null;
  const runs = withoutIslands(replaced, a, names.kinds);
  const [leftAt, rightAt] = [left.tokens.first[leftStep] ?? 0, right.tokens.first[rightStep] ?? 0];
  return {
    edits: {
      left: runs.flatMap((run) => rangeOf(left.tokens, leftAt, run.left)),
      right: runs.flatMap((run) => rangeOf(right.tokens, rightAt, run.right)),
    },
    disagrees: disagree(replaced, [left, leftStep], [right, rightStep], names),
  };
}

function tokensIn({ first, ids }: TextTokens, step: number): Int32Array {
  return ids.subarray(first[step] ?? 0, first[step + 1] ?? 0);
}

/** @param at how many tokens stand before */
function replacedIn(a: Int32Array, b: Int32Array, at: number): Replaced[] | null {
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0) return [{ left: [at, at + a.length], right: [at, at + b.length] }];
  if (a.length + b.length > MOST_TOKENS) return null;
  // With a limit it gives nothing where that is reached, which its types leave out.
  const parts: readonly Part[] | undefined = diffArrays([...a], [...b], { maxEditLength: MOST_EDITS });
  if (parts === undefined) return null;
  const runs: Replaced[] = [];
  let [i, j] = [at, at];
  let [fromLeft, fromRight] = [i, j];
  for (const { count, added, removed } of [...parts, { count: 0 }]) {
    if (removed === true) i += count;
    else if (added === true) j += count;
    else {
      if (i > fromLeft || j > fromRight) runs.push({ left: [fromLeft, i], right: [fromRight, j] });
      i += count;
      j += count;
      [fromLeft, fromRight] = [i, j];
    }
  }
  return runs;
}

interface Part {
  readonly count: number;
  readonly added?: boolean;
  readonly removed?: boolean;
}

function withoutIslands(runs: readonly Replaced[], a: Int32Array, kinds: readonly TokenKind[]): Replaced[] {
  const joined: Replaced[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last === undefined) joined.push(run);
    else {
      const island = a.subarray(last.left[1], run.left[0]);
      const words = island.reduce((sum, id) => sum + (kinds[id] === 'sign' ? 0 : 1), 0);
      if (island.length <= ISLAND && words <= 1)
        joined[joined.length - 1] = {
          left: [last.left[0], run.left[1]],
          right: [last.right[0], run.right[1]],
        };
      else joined.push(run);
    }
  }
  return joined;
}

function rangeOf({ starts, ends }: TextTokens, first: number, [from, to]: Replaced['left']): TextRange[] {
  return from < to ? [[starts[first + from] ?? 0, ends[first + to - 1] ?? 0]] : [];
}
