import type { Gap } from './myers.ts';

/** Fewer places may be in one order by chance. */
const FEWEST = 4;

/** Two places that belong together: an index in each row of tokens. */
export type Anchor = readonly [left: number, right: number];

/**
 * Places of a gap from where on so many tokens are the same on both sides and stand nowhere else in either, as many as
 * are in one order on both: the patience difference of Bram Cohen, over several tokens. In ascending order; none where
 * they meet by chance. Linear in the gap but for the order of what was found.
 */
export function anchorsIn(a: Int32Array, b: Int32Array, gap: Gap, size: number): Anchor[] {
  const [places, others] = [placesOf(a, gap.left, size), placesOf(b, gap.right, size)];
  const found: Anchor[] = [];
  for (const [key, place] of places) {
    const other = place < 0 ? undefined : others.get(key);
    // A key stands for its tokens only almost surely.
    if (other !== undefined && other >= 0 && isSame(a, place, b, other, size)) found.push([place, other]);
  }
  const chain = ascending(found);
  return isByChance(found.length, chain.length) ? [] : chain;
}

/** Whether so few of the places are in one order as of places that meet by chance: of n some 2 √n ascend. */
function isByChance(places: number, ascending: number): boolean {
  return ascending < FEWEST || (ascending <= 0.75 * places && ascending <= 4 * Math.sqrt(places));
}

/** Where so many tokens begin, by a key made of them: -1 where they are there more often. In order of the first. */
function placesOf(row: Int32Array, [from, to]: Gap['left'], size: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at + size <= to; at += 1) {
    let key = 0;
    for (let next = at; next < at + size; next += 1) {
      key = Math.imul(key ^ (row[next] ?? 0), 0x9e3779b1);
      key ^= key >>> 15;
    }
    // A number of 30 bits is not put on the heap.
    key &= 0x3fff_ffff;
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

function isSame(a: Int32Array, from: number, b: Int32Array, other: number, size: number): boolean {
  for (let at = 0; at < size; at += 1) if (a[from + at] !== b[other + at]) return false;
  return true;
}

/** Of anchors that ascend on the left the most that ascend on the right too. */
function ascending(anchors: readonly Anchor[]): Anchor[] {
  /** By length less one: the anchor with the smallest right place that ends a chain so long. */
  const ends: number[] = [];
  const before = new Int32Array(anchors.length);
  anchors.forEach(([, right], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((anchors[ends[half] ?? 0]?.[1] ?? 0) < right) low = half + 1;
      else high = half;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const chain: Anchor[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) chain.push(...anchors.slice(at, at + 1));
  return chain.reverse();
}
