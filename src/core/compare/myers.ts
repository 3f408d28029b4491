import type { Replaced } from './disagreement.ts';
import type { WordWork } from './wordWork.ts';

/** Of more edits the way back is not kept: each takes a row twice as long as their number, here 16 MB together. */
const MOST_EDITS = 2_000;

/** A part of two rows of tokens, by half-open indices. */
export type Gap = Replaced;

/**
 * What of a gap is not in the other side, with the fewest edits there are, by the greedy algorithm of Myers: "An O(ND)
 * Difference Algorithm and Its Variations", 1986. Of equally few edits those that take away first. Null where the limit
 * of work or of edits is reached.
 *
 * @param limit the value of `work.done` at which it ends
 */
export function fewestEdits(
  a: Int32Array,
  b: Int32Array,
  { left: [fromA, toA], right: [fromB, toB] }: Gap,
  work: WordWork,
  limit: number,
): Replaced[] | null {
  const [n, m] = [toA - fromA, toB - fromB];
  const most = Math.min(n + m, MOST_EDITS);
  /** By diagonal, which is the place in `a` less that in `b`: the farthest place in `a` that was reached. */
  const reached = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const rows: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    // Diagonals outside of the gap lead nowhere.
    const lowest = edits > m ? edits - 2 * m : -edits;
    const highest = edits > n ? 2 * n - edits : edits;
    for (let diagonal = lowest; diagonal <= highest; diagonal += 2) {
      const at = middle + diagonal;
      const removing = reached[at - 1] ?? 0;
      const adding = reached[at + 1] ?? 0;
      const isAdded = diagonal === -edits || (diagonal !== edits && removing < adding);
      let x = edits === 0 ? 0 : isAdded ? adding : removing + 1;
      const start = x;
      while (x < n && x - diagonal < m && a[fromA + x] === b[fromB + x - diagonal]) x += 1;
      reached[at] = x;
      work.done += 1 + x - start;
      if (x >= n && x - diagonal >= m) return traced(rows, diagonal, fromA, fromB);
    }
    if (work.done > limit) return null;
    rows.push(reached.slice(middle - edits, middle + edits + 1));
  }
  return null;
}

/** The way back from the end of the gap, by what was reached with each number of edits. */
function traced(rows: readonly Int32Array[], last: number, fromA: number, fromB: number): Replaced[] {
  const runs: Replaced[] = [];
  let diagonal = last;
  for (let edits = rows.length; edits > 0; edits -= 1) {
    const row = rows[edits - 1] ?? new Int32Array(0);
    const middle = edits - 1;
    const removing = row[middle + diagonal - 1] ?? -1;
    const adding = row[middle + diagonal + 1] ?? -1;
    const isAdded = diagonal === -edits || (diagonal !== edits && removing < adding);
    diagonal += isAdded ? 1 : -1;
    const from = isAdded ? adding : removing;
    // What was read between this edit and the one behind it is in both.
    const [behindX, behindY] = isAdded ? [from, from - diagonal + 1] : [from + 1, from - diagonal];
    const next = runs.at(-1);
    // Where no token stands between two edits on the left, none does on the right.
    const joined = next?.left[0] === fromA + behindX ? next : null;
    const run: Replaced = {
      left: [fromA + from, joined?.left[1] ?? fromA + behindX],
      right: [fromB + from - diagonal, joined?.right[1] ?? fromB + behindY],
    };
    if (joined !== null) runs[runs.length - 1] = run;
    else runs.push(run);
  }
  return runs.reverse();
}
