/** Pairs of steps in columns. */
export interface PairColumns {
  readonly lefts: readonly number[];
  readonly rights: readonly number[];
  /** What the pair adds to an alignment, above 0. */
  readonly gains: readonly number[];
}

/**
 * Of all pairs those, ascending in both texts, whose gains sum to most: a chain by a tree of prefix maxima (Fenwick),
 * O(n log n). Of chains that are equally heavy it is always the same one.
 *
 * @param rightSteps how many steps the right text has
 * @returns indices of pairs in ascending order of both texts
 */
export function heaviestChain({ lefts, rights, gains }: PairColumns, rightSteps: number): number[] {
  // The right ones descending, so that no two pairs of one left step follow each other.
  const order = ascendingBy(
    lefts,
    ascendingBy(
      rights,
      Uint32Array.from(gains, (_, at) => at),
    ).reverse(),
  );
  const best = new Float64Array(gains.length);
  const before = new Int32Array(gains.length).fill(-1);
  const tree = new Int32Array(rightSteps + 1).fill(-1);
  const heaviestBelow = (right: number): number => {
    let found = -1;
    for (let at = right; at > 0; at -= at & -at) {
      const here = tree[at] ?? -1;
      if (here >= 0 && (found < 0 || (best[here] ?? 0) > (best[found] ?? 0))) found = here;
    }
    return found;
  };
  for (const pair of order) {
    const right = rights[pair] ?? 0;
    const previous = heaviestBelow(right);
    before[pair] = previous;
    const sum = (gains[pair] ?? 0) + (previous < 0 ? 0 : (best[previous] ?? 0));
    best[pair] = sum;
    for (let at = right + 1; at <= rightSteps; at += at & -at) {
      const here = tree[at] ?? -1;
      if (here < 0 || sum > (best[here] ?? 0)) tree[at] = pair;
    }
  }
  const chain: number[] = [];
  for (let at = heaviestBelow(rightSteps); at >= 0; at = before[at] ?? -1) chain.push(at);
  return chain.reverse();
}

/** Indices sorted by a column of small whole numbers; of equal ones the first stays first. In linear time. */
function ascendingBy(column: readonly number[], order: Uint32Array): Uint32Array {
  const most = column.reduce((found, value) => Math.max(found, value), 0);
  /** By value: where the next one goes. */
  const next = new Uint32Array(most + 2);
  for (const index of order) {
    const value = (column[index] ?? 0) + 1;
    next[value] = (next[value] ?? 0) + 1;
  }
  for (let value = 0; value <= most; value += 1)
    next[value + 1] = (next[value + 1] ?? 0) + (next[value] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const index of order) {
    const value = column[index] ?? 0;
    const place = next[value] ?? 0;
    sorted[place] = index;
    next[value] = place + 1;
  }
  return sorted;
}
