import type { Replaced } from './disagreement.ts';
import { middleOf } from './middleSnake.ts';
import { fewestEdits, type Gap } from './myers.ts';
import type { WordWork } from './wordWork.ts';

/**
 * What `fewestEdits` gives, for gaps with more edits than it keeps the way of: in memory that is linear in the gap. Null
 * where the limit of work is reached.
 *
 * @param limit the value of `work.done` at which it ends
 */
export function manyEdits(
  a: Int32Array,
  b: Int32Array,
  gap: Gap,
  work: WordWork,
  limit: number,
): Replaced[] | null {
  const middle = middleOf(a, b, gap, work, limit);
  if (middle === null) return null;
  const [x, y] = middle;
  const runs: Replaced[] = [];
  for (const half of [
    { left: [gap.left[0], x], right: [gap.right[0], y] },
    { left: [x, gap.left[1]], right: [y, gap.right[1]] },
  ] satisfies Gap[]) {
    const isEmpty = half.left[0] === half.left[1] || half.right[0] === half.right[1];
    const found = isEmpty
      ? [half]
      : (fewestEdits(a, b, half, work, limit) ?? manyEdits(a, b, half, work, limit));
    if (found === null) return null;
    for (const run of found) append(runs, run);
  }
  return runs;
}

/** Adds a run, to the one before it where no token stands between. */
function append(runs: Replaced[], { left, right }: Replaced): void {
  const last = runs.at(-1);
  if (left[0] === left[1] && right[0] === right[1]) return;
  if (last === undefined || last.left[1] < left[0]) runs.push({ left, right });
  else runs[runs.length - 1] = { left: [last.left[0], left[1]], right: [last.right[0], right[1]] };
}
