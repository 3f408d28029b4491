import type { Replaced } from './disagreement.ts';
import type { WordWork } from './wordWork.ts';

/** A part of two rows of tokens, by half-open indices. */
export type Gap = Replaced;

/** Of more edits the way back is not kept: it takes 8 MB. */
const MOST_EDITS = 2_000;
/** Room for the way of a few edits, as most gaps have; so much costs next to nothing. */
const SMALL_WAY = 16;

/** How far a gap was walked through. */
interface Walk {
  /**
   * By number of edits (see `rowAt`), and of these by how many take away: the farthest place on the left that was
   * reached, counted from the start of the gap.
   */
  readonly reached: Int32Array;
  readonly edits: number;
  /** Of the edits on the way that came farthest so many take away. */
  readonly removed: number;
  /** The way is through. */
  readonly isWhole: boolean;
}

/**
 * What of a gap is not in the other side, with the fewest edits there are. Of equally few edits those that take away
 * first. Null where the limit of work or of edits is reached.
 *
 * @param limit the value of `work.done` at which it ends
 */
export function fewestEdits(
  a: Int32Array,
  b: Int32Array,
  gap: Gap,
  work: WordWork,
  limit: number,
): Replaced[] | null {
  const walk = walked(a, b, gap, MOST_EDITS, work, limit);
  if (!walk.isWhole) return null;
  const runs: Replaced[] = [];
  takeWay(walk, walk.edits, gap, runs);
  return runs;
}

/**
 * The same, with few edits but not always the fewest, for gaps of any size: of the first so many edits on the way that
 * comes farthest half are kept, and it goes on behind them. So it costs about that much work a token at most.
 *
 * @param sight so many edits, at least two
 */
export function fewEdits(a: Int32Array, b: Int32Array, gap: Gap, work: WordWork, sight: number): Replaced[] {
  const runs: Replaced[] = [];
  let rest = gap;
  let room: Int32Array | undefined;
  for (;;) {
    // What is the same along many ways costs as well.
    const walk = walked(a, b, rest, sight, work, work.done + sight ** 2, room);
    const kept = walk.isWhole ? walk.edits : Math.ceil(walk.edits / 2);
    const [left, right] = takeWay(walk, kept, rest, runs);
    if (walk.isWhole) return runs;
    rest = { left: [left, rest.left[1]], right: [right, rest.right[1]] };
    room = walk.reached;
  }
}

/**
 * Walks through a gap as far as no edit, one, two and so on lead: the greedy algorithm of Myers, "An O(ND) Difference
 * Algorithm and Its Variations", 1986.
 *
 * @param room for `reached`, which may hold anything
 */
function walked(
  a: Int32Array,
  b: Int32Array,
  { left: [fromA, toA], right: [fromB, toB] }: Gap,
  mostEdits: number,
  work: WordWork,
  limit: number,
  room: Int32Array = new Int32Array(SMALL_WAY),
): Walk {
  const [n, m] = [toA - fromA, toB - fromB];
  let reached = room;
  for (let edits = 0; ; edits += 1) {
    const [before, row] = [rowAt(edits - 1), rowAt(edits)];
    if (row + edits >= reached.length) reached = larger(reached);
    let [done, farthest, best] = [0, -1, 0];
    // More than a side has is neither taken away nor added.
    const most = Math.min(edits, n);
    for (let removed = Math.max(0, edits - m); removed <= most; removed += 1) {
      const removing = removed > 0 ? (reached[before + removed - 1] ?? 0) : -1;
      const adding = removed < edits ? (reached[before + removed] ?? 0) : -1;
      let x = removing < adding ? adding : removing + 1;
      const diagonal = 2 * removed - edits;
      const start = x;
      while (x < n && x - diagonal < m && a[fromA + x] === b[fromB + x - diagonal]) x += 1;
      reached[row + removed] = x;
      done += 1 + x - start;
      // A way that is through a side goes on beside the gap.
      if (2 * x - diagonal > farthest && x <= n && x - diagonal <= m)
        [farthest, best] = [2 * x - diagonal, removed];
    }
    work.done += done;
    const isWhole = farthest === n + m;
    if (isWhole || edits === mostEdits || work.done > limit)
      return { reached, edits, removed: best, isWhole };
  }
}

/** Where the places that so many edits reach begin. */
function rowAt(edits: number): number {
  return (edits * (edits + 1)) / 2;
}

function larger(room: Int32Array): Int32Array {
  const copy = new Int32Array(2 * room.length);
  copy.set(room);
  return copy;
}

/**
 * Adds the first so many edits on the way that came farthest to the runs before them.
 *
 * @returns where it is behind them, and behind what is the same there: an index in each row
 */
function takeWay(
  { reached, edits, removed }: Walk,
  many: number,
  { left: [fromA], right: [fromB] }: Gap,
  runs: Replaced[],
): readonly [left: number, right: number] {
  const isAdded = (count: number, taken: number): boolean =>
    taken === 0 ||
    (taken < count &&
      (reached[rowAt(count - 1) + taken - 1] ?? 0) < (reached[rowAt(count - 1) + taken] ?? 0));
  let taken = removed;
  for (let count = edits; count > many; count -= 1) if (!isAdded(count, taken)) taken -= 1;
  const place = (count: number): readonly [left: number, right: number] => {
    const x = reached[rowAt(count) + taken] ?? 0;
    return [fromA + x, fromB + x - 2 * taken + count];
  };
  const end = place(many);
  const found: Replaced[] = [];
  for (let count = many; count > 0; count -= 1) {
    const added = isAdded(count, taken);
    if (!added) taken -= 1;
    const [left, right] = place(count - 1);
    found.push({ left: [left, left + (added ? 0 : 1)], right: [right, right + (added ? 1 : 0)] });
  }
  for (const run of found.reverse()) append(runs, run);
  return end;
}

/** Adds an edit to the run before it, where no token stands between. */
function append(runs: Replaced[], { left, right }: Replaced): void {
  const last = runs.at(-1);
  if (last === undefined || last.left[1] < left[0]) runs.push({ left, right });
  else runs[runs.length - 1] = { left: [last.left[0], left[1]], right: [last.right[0], right[1]] };
}
