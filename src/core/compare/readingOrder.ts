import type { Entry } from './comparison.ts';

/** All steps in reading order, as `Comparison.entries` describes it. */
export function readingOrder(pairs: readonly Entry[], lefts: number, rights: number): Entry[] {
  const byLeft = new Map(pairs.map((pair) => [pair.left, pair]));
  const paired = new Set(pairs.map(({ right }) => right));
  const alone = { moved: false, similarity: 0, edits: null, disagrees: false } as const;
  const entries: Entry[] = [];
  let next = 0;
  const rightUpTo = (end: number): void => {
    for (; next < end; next += 1)
      if (!paired.has(next)) entries.push({ kind: 'right', left: null, right: next, ...alone });
  };
  for (let left = 0; left < lefts; left += 1) {
    const pair = byLeft.get(left);
    if (pair === undefined) entries.push({ kind: 'left', left, right: null, ...alone });
    else {
      if (!pair.moved && pair.right !== null) {
        rightUpTo(pair.right);
        next = Math.max(next, pair.right + 1);
      }
      entries.push(pair);
    }
  }
  rightUpTo(rights);
  return entries;
}
