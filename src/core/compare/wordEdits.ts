import type { TextRange, WordEdits } from './comparison.ts';
import { disagree, type Replaced, type TokenNames } from './disagreement.ts';
import type { TextTokens } from './textTokens.ts';
import { tokenChanges } from './tokenChanges.ts';
import type { TokenKind } from './tokens.ts';
import { WordWork } from './wordWork.ts';

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
 * The words of two steps that are not in the other; a word alone between two changes is one with them.
 *
 * @param names of the ids of both texts' tokens
 * @param work what the comparison may still cost; without it, as if there were no other steps
 */
export function wordEdits(
  left: ReadText,
  leftStep: number,
  right: ReadText,
  rightStep: number,
  names: TokenNames,
  work?: WordWork,
): PairEdits {
  const [a, b] = [tokensIn(left.tokens, leftStep), tokensIn(right.tokens, rightStep)];
  const replaced = tokenChanges(a, b, work ?? new WordWork(a.length + b.length));
  const [leftAt, rightAt] = [left.tokens.first[leftStep] ?? 0, right.tokens.first[rightStep] ?? 0];
  const runs = withoutIslands(
    replaced,
    a,
    names.kinds,
    (last, next) =>
      hasLineEnd(left, leftStep, [last.left[1], next.left[0]]) ||
      hasLineEnd(right, rightStep, [last.right[1], next.right[0]]),
  );
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

/** Whether a line of a step ends somewhere from behind the token before some of its tokens to the one behind them. */
function hasLineEnd({ text, tokens }: ReadText, step: number, [from, to]: Replaced['left']): boolean {
  const [first, behind] = [tokens.first[step] ?? 0, tokens.first[step + 1] ?? 0];
  const start = from > 0 ? tokens.ends[first + from - 1] : tokens.starts[first];
  const end = first + to < behind ? tokens.starts[first + to] : tokens.ends[behind - 1];
  return text.slice(start, end).includes('\n');
}

/** @param endsLine whether a line ends between two runs: then they are no one change */
function withoutIslands(
  runs: readonly Replaced[],
  a: Int32Array,
  kinds: readonly TokenKind[],
  endsLine: (last: Replaced, next: Replaced) => boolean,
): Replaced[] {
  const joined: Replaced[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last === undefined) joined.push(run);
    else {
      const island = a.subarray(last.left[1], run.left[0]);
      const words = island.reduce((sum, id) => sum + (kinds[id] === 'sign' ? 0 : 1), 0);
      if (island.length <= ISLAND && words <= 1 && !endsLine(last, run))
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
