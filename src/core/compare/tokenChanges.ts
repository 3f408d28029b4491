import { anchorsIn } from './anchors.ts';
import type { Replaced } from './disagreement.ts';
import { fewEdits, fewestEdits, type Gap } from './myers.ts';
import type { WordWork } from './wordWork.ts';

/** Gaps of at most so many tokens on both sides together are not divided first. */
const SMALL_GAP = 1_000;
/** Of so many tokens are the anchors that divide a gap: more of them hardly ever meet by chance. */
const SURE = [8, 4];
/** The same, where the gap takes too much work without. */
const DOUBTFUL = [2, 1];
/** So many edits a gap that nothing divides is seen at once, by the work there is. */
const SIGHT = { least: 64, most: 512 } as const;

/**
 * What stands in place of each other in two rows of tokens: in ascending order on both sides, never touching; what stands
 * between is the same on both sides. With the fewest edits in small gaps. Large ones are divided at what is on both sides
 * and nowhere else; where that, or the work there is, does not do, with few edits.
 */
export function tokenChanges(a: Int32Array, b: Int32Array, work: WordWork): Replaced[] {
  const total = a.length + b.length;
  const limit = work.limitFor(total);
  const runs: Replaced[] = [];
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
    const edits = fewestEdits(a, b, gap, work, own);
    if (edits === null && !isDoubtful) {
      divide(gap, DOUBTFUL, true);
      return;
    }
    const sight = Math.max(SIGHT.least, Math.min(SIGHT.most, Math.floor((own - work.done) / tokens)));
    for (const run of edits ?? fewEdits(a, b, gap, work, sight)) runs.push(run);
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
  return runs;
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
