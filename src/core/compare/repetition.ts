import type { StepPair } from './stepCandidates.ts';
import type { Bags } from './stepBags.ts';

/** Of a step that stands more often than this in both texts, not all pairs can be tried. */
const MOST_REPEATS = 3_500;
/** Of such a step this share may be left apart in both texts before a better alignment may have been missed. */
const LEFT_APART = 0.01;

/**
 * Whether texts are too repetitive to be aligned as exactly as others: steps that are the same, thousands of them in
 * both texts, are left apart in both. A loop, whose steps are paired one by one, is not.
 */
export function isCoarse({ left, right }: Bags, pairs: readonly StepPair[]): boolean {
  const [lefts, rights] = [left.identities, right.identities].map((identities) => {
    const counts = new Map<number, number>();
    for (const identity of identities) counts.set(identity, (counts.get(identity) ?? 0) + 1);
    return counts;
  });
  const often = new Map<number, { readonly many: number; left: number; right: number }>();
  for (const [identity, many] of lefts ?? []) {
    const least = Math.min(many, rights?.get(identity) ?? 0);
    if (least > MOST_REPEATS)
      often.set(identity, { many: least, left: many, right: rights?.get(identity) ?? 0 });
  }
  if (often.size === 0) return false;
  for (const pair of pairs) {
    const [a, b] = [
      often.get(left.identities[pair.left] ?? -1),
      often.get(right.identities[pair.right] ?? -1),
    ];
    if (a !== undefined) a.left -= 1;
    if (b !== undefined) b.right -= 1;
  }
  return [...often.values()].some((found) => Math.min(found.left, found.right) > found.many * LEFT_APART);
}
