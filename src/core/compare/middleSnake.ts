import type { Gap } from './myers.ts';
import type { WordWork } from './wordWork.ts';

/** After so many edits from each end, and twice, four times as many, it is asked whether the rest can be done. */
const FIRST_LOOK = 512;

/**
 * A place on a way with the fewest edits through a gap that needs two or more: with half of them before it and half
 * behind, found from both ends at once, so that no way back has to be kept (Myers 1986, section 4b). Null where the
 * limit of work is reached, or will be at this pace before all the edits of the gap are found.
 *
 * @param limit the value of `work.done` at which it ends
 * @returns an index in each row
 */
export function middleOf(
  rowA: Int32Array,
  rowB: Int32Array,
  { left, right }: Gap,
  work: WordWork,
  limit: number,
): readonly [left: number, right: number] | null {
  const [a, b] = [rowA.subarray(...left), rowB.subarray(...right)];
  const [n, m] = [a.length, b.length];
  const end = n - m;
  const isOdd = (end & 1) !== 0;
  const most = Math.ceil((n + m) / 2);
  const offset = most + 1;
  /** By diagonal, which is the place in `a` less that in `b`: the farthest place in `a` that was reached. */
  const reached = new Int32Array(2 * most + 3);
  /** The same from the end, by diagonal less that of the end: the first place in `a` that was reached. */
  const back = new Int32Array(2 * most + 3).fill(n);
  let look = FIRST_LOOK;
  for (let edits = 0; edits <= most; edits += 1) {
    // Diagonals outside of the gap lead nowhere.
    const [low, high] = [edits > m ? edits - 2 * m : -edits, edits > n ? 2 * n - edits : edits];
    let done = 0;
    let farthest = 0;
    for (let diagonal = low; diagonal <= high; diagonal += 2) {
      const at = offset + diagonal;
      const removing = reached[at - 1] ?? 0;
      const adding = reached[at + 1] ?? 0;
      const isAdded = diagonal === -edits || (diagonal !== edits && removing < adding);
      let x = edits === 0 ? 0 : isAdded ? adding : removing + 1;
      const start = x;
      while (x < n && x - diagonal < m && a[x] === b[x - diagonal]) x += 1;
      reached[at] = x;
      done += 1 + x - start;
      if (2 * x - diagonal > farthest) farthest = 2 * x - diagonal;
      const other = diagonal - end;
      if (isOdd && other > -edits && other < edits && x >= (back[offset + other] ?? n))
        return [left[0] + x, right[0] + x - diagonal];
    }
    const [lowest, highest] = [edits > n ? edits - 2 * n : -edits, edits > m ? 2 * m - edits : edits];
    for (let other = lowest; other <= highest; other += 2) {
      const at = offset + other;
      const removing = back[at + 1] ?? n;
      const adding = back[at - 1] ?? n;
      const isAdded = other === edits || (other !== -edits && adding < removing);
      let x = edits === 0 ? n : isAdded ? adding : removing - 1;
      const diagonal = other + end;
      const start = x;
      while (x > 0 && x > diagonal && a[x - 1] === b[x - diagonal - 1]) x -= 1;
      back[at] = x;
      done += 1 + start - x;
      if (!isOdd && diagonal >= -edits && diagonal <= edits && x <= (reached[offset + diagonal] ?? 0))
        return [left[0] + x, right[0] + x - diagonal];
    }
    work.done += done;
    if (work.done > limit) return null;
    if (edits === look) {
      look *= 2;
      // The halves take as much once more.
      const all = (edits * (n + m)) / (2 * farthest);
      if (work.done + 2 * (all ** 2 - edits ** 2) > limit) return null;
    }
  }
  return null;
}
