import { diffArrays } from 'diff';
import type { TextRange, WordEdits } from './comparison.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Steps with more tokens are not looked at word by word. */
const MOST_TOKENS = 20_000;
/** Beyond so many edits two steps have too little in common to say which words changed. */
const MOST_EDITS = 2_000;

export interface PairEdits {
  readonly edits: WordEdits;
  readonly disagrees: boolean;
}

/**
 * The words of two steps that are not in the other, by Myers' algorithm over their tokens (jsdiff); a word alone between
 * two changes is one with them. Null where the steps are too large or have too little in common.
 *
 * @param leftAt offset of the step in its text, so that ranges are of the whole text
 */
export function wordEdits(left: string, leftAt: number, right: string, rightAt: number): PairEdits | null {
  const [a, b] = [left, right].map((text) => tokensOf(text).filter(({ key }) => key !== ''));
  if (a === undefined || b === undefined || a.length + b.length > MOST_TOKENS) return null;
  // With a limit it gives nothing where that is reached, which its types leave out.
  const parts: Part[] | undefined = diffArrays(
    a.map(({ key }) => key),
    b.map(({ key }) => key),
    { maxEditLength: MOST_EDITS },
  );
  if (parts === undefined) return null;
  const runs = changedRuns(parts);
  return {
    edits: {
      left: runs.flatMap(({ left: run }) => rangeOf(a, run, leftAt)),
      right: runs.flatMap(({ right: run }) => rangeOf(b, run, rightAt)),
    },
    disagrees: runs.some((run) => isComputed(a, run.left) && isComputed(b, run.right)),
  };
}

interface Run {
  /** Half-open indices of tokens. */
  readonly left: readonly [number, number];
  readonly right: readonly [number, number];
}

interface Part {
  readonly value: readonly string[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

function changedRuns(parts: readonly Part[]): Run[] {
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  let open: { left: [number, number]; right: [number, number] } | null = null;
  let island = 0;
  for (const { value, added, removed } of parts) {
    if (added !== true && removed !== true) {
      i += value.length;
      j += value.length;
      island = value.length;
      continue;
    }
    if (open === null || island > 1) {
      if (open !== null) runs.push(open);
      open = { left: [i, i], right: [j, j] };
    }
    if (removed === true) i += value.length;
    else j += value.length;
    open.left[1] = i;
    open.right[1] = j;
    island = 0;
  }
  if (open !== null) runs.push(open);
  return runs;
}

function rangeOf(tokens: readonly Token[], [from, to]: readonly [number, number], at: number): TextRange[] {
  const [first, last] = [tokens[from], tokens[to - 1]];
  return from < to && first !== undefined && last !== undefined ? [[at + first.start, at + last.end]] : [];
}

function isComputed(tokens: readonly Token[], [from, to]: readonly [number, number]): boolean {
  return tokens.slice(from, to).some(({ kind }) => kind === 'number');
}
