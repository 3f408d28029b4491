import { anchorsIn } from './anchors.ts';
import type { Replaced } from './disagreement.ts';
import { manyEdits } from './manyEdits.ts';
import { fewestEdits, type Gap } from './myers.ts';
import type { WordWork } from './wordWork.ts';

/** Gaps of at most so many tokens on both sides together are not divided first. */
const SMALL_GAP = 1_000;
/** Of so many tokens are the anchors that divide a gap: more of them hardly ever meet by chance. */
const SURE = [8, 4];
/** The same, where the gap takes too much work without. */
const DOUBTFUL = [2, 1];
/** What a gap that nothing divides may take: some 10,000 edits. */
const MOST_OF_GAP = 50_000_000;

export interface TokenChanges {
  /** In ascending order on both sides, never touching. What stands between is the same on both sides. */
  readonly runs: readonly Replaced[];
  /** So many tokens of both sides stand in gaps that were not looked through, each of them one run. */
  readonly unread: number;
}

/**
 * What stands in place of each other in two rows of tokens. With the fewest edits in small gaps; large ones are divided
 * at what is on both sides and nowhere else. A gap that takes more than its part of the work is one change.
 */
export function tokenChanges(a: Int32Array, b: Int32Array, work: WordWork): TokenChanges {
  const total = a.length + b.length;
  const limit = work.limitFor(total);
  const runs: Replaced[] = [];
  let unread = 0;
  const most = limit - work.done;
  const read = (whole: Gap, sizes: readonly number[], isDoubtful: boolean): void => {
    const gap = withoutSameEnds(a, b, whole);
    const [lefts, rights] = [gap.left[1] - gap.left[0], gap.right[1] - gap.right[0]];
    work.done += whole.left[1] - whole.left[0] - lefts;
    const tokens = lefts + rights;
    if (tokens === 0) return;
    if (lefts === 0 || rights === 0) {
      runs.push(gap);
      return;
    }
    if (tokens > SMALL_GAP && sizes.length > 0) {
      divide(gap, sizes, isDoubtful);
      return;
    }
    // What gaps before this one left is kept for those that need it when all others are done: each has its own part.
    const own = Math.min(limit, work.done + (most * tokens) / total);
    const edits =
      fewestEdits(a, b, gap, work, own) ??
      (isDoubtful ? manyEdits(a, b, gap, work, Math.min(own, work.done + MOST_OF_GAP)) : null);
    if (edits !== null) runs.push(...edits);
    else if (!isDoubtful) divide(gap, DOUBTFUL, true);
    else {
      unread += tokens;
      runs.push(gap);
    }
  };
  const divide = (gap: Gap, [size = 1, ...smaller]: readonly number[], isDoubtful: boolean): void => {
    work.done += gap.left[1] - gap.left[0] + gap.right[1] - gap.right[0];
    let [left, right] = [gap.left[0], gap.right[0]];
    for (const [nextLeft, nextRight] of [
      ...anchorsIn(a, b, gap, size),
      [gap.left[1], gap.right[1]] as const,
    ]) {
      if (nextLeft > left || nextRight > right)
        read({ left: [left, nextLeft], right: [right, nextRight] }, smaller, isDoubtful);
      [left, right] = [nextLeft + 1, nextRight + 1];
    }
  };
  read({ left: [0, a.length], right: [0, b.length] }, SURE, false);
  return { runs, unread };
}

function withoutSameEnds(a: Int32Array, b: Int32Array, { left, right }: Gap): Gap {
  let [fromA, toA] = left;
  let [fromB, toB] = right;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA += 1;
    fromB += 1;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA -= 1;
    toB -= 1;
  }
  return { left: [fromA, toA], right: [fromB, toB] };
}
