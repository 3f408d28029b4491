import type { Bags } from './stepBags.ts';

/** What two steps have in common, by weight: each feature as often as the one has it that has it less. */
export function sharedWeight({ left, right, weights }: Bags, a: number, b: number): number {
  // No destructuring where much is done before it is compiled: it makes an array and an iterator.
  const aEnd = left.first[a + 1] ?? 0;
  const bEnd = right.first[b + 1] ?? 0;
  let shared = 0;
  for (let i = left.first[a] ?? 0, j = right.first[b] ?? 0; i < aEnd && j < bEnd;) {
    const x = left.ids[i] ?? 0;
    const y = right.ids[j] ?? 0;
    if (x === y) {
      shared += Math.min(left.counts[i] ?? 0, right.counts[j] ?? 0) * (weights[x] ?? 0);
      i += 1;
      j += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return shared;
}

/** How much what two steps have in common surprises, in nats: each token once, signs no more than they do together. */
export function sharedSurprise({ left, right, surprises, signs }: Bags, a: number, b: number): number {
  const aEnd = left.first[a + 1] ?? 0;
  const bEnd = right.first[b + 1] ?? 0;
  const tokens = surprises.length;
  const { bits } = signs;
  let shared = 0;
  let ofSigns = 0;
  for (let i = left.first[a] ?? 0, j = right.first[b] ?? 0; i < aEnd && j < bEnd;) {
    const x = left.ids[i] ?? 0;
    const y = right.ids[j] ?? 0;
    // What follows is two tokens together, which follows from each.
    if (x >= tokens || y >= tokens) break;
    if (x === y) {
      if (bits[x] === 0) shared += surprises[x] ?? 0;
      else ofSigns += surprises[x] ?? 0;
    }
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared + Math.min(ofSigns, signs.surprise(a, b));
}
