import { type Bags, similarityOf, type StepBag, weightOfBag } from './stepBags.ts';

/** Steps that are less alike stay apart. From the study in `bench/compare`. */
export const threshold = 0.35;
/** A token in more steps than this says nothing of which two belong together. */
const MOST_STEPS = 64;

/** Two steps that belong together, by their 0-based indices. */
export interface StepPair {
  readonly left: number;
  readonly right: number;
  readonly similarity: number;
  readonly identical: boolean;
  readonly moved: boolean;
}

export interface StepAlignment {
  /** In ascending order of `left`. */
  readonly pairs: readonly StepPair[];
  readonly coarse: boolean;
}

/**
 * Pairs the steps of two texts: of all pairs that are alike enough, those in one order in both texts that are heaviest
 * together; then, of the steps that are left, those that moved.
 */
export function alignSteps(bags: Bags): StepAlignment {
  const candidates = candidatesOf(bags);
  const inOrder = heaviestChain(candidates, bags.right.length);
  const [lefts, rights] = [new Set<number>(), new Set<number>()];
  const pairs: StepPair[] = [];
  const take = (pair: Candidate, moved: boolean): void => {
    lefts.add(pair.left);
    rights.add(pair.right);
    const { left, right, similarity, identical } = pair;
    pairs.push({ left, right, similarity, identical, moved });
  };
  for (const pair of inOrder) take(pair, false);
  const rest = candidates.filter(({ left, right }) => !lefts.has(left) && !rights.has(right));
  rest.sort((a, b) => b.gain - a.gain || a.left - b.left || a.right - b.right);
  for (const pair of rest) if (!lefts.has(pair.left) && !rights.has(pair.right)) take(pair, true);
  return { pairs: pairs.sort((a, b) => a.left - b.left), coarse: false };
}

interface Candidate {
  readonly left: number;
  readonly right: number;
  readonly similarity: number;
  readonly identical: boolean;
  /** What the pair adds to an alignment: its similarity times what both steps weigh. */
  readonly gain: number;
}

function candidatesOf({ left, right, weights }: Bags): Candidate[] {
  const found: Candidate[] = [];
  const places = new Map<number, number[]>();
  right.forEach(({ ids }, at) => {
    for (const id of ids) {
      const list = places.get(id);
      if (list === undefined) places.set(id, [at]);
      else list.push(at);
    }
  });
  const byIdentity = Map.groupBy(right.keys(), (at) => right[at]?.identity ?? '');
  const weightsOf = (bags: readonly StepBag[]): number[] => bags.map((bag) => weightOfBag(bag, weights));
  const [leftWeights, rightWeights] = [weightsOf(left), weightsOf(right)];
  left.forEach((bag, at) => {
    const seen = new Set<number>((byIdentity.get(bag.identity) ?? []).slice(0, MOST_STEPS));
    for (const id of bag.ids) {
      const list = places.get(id) ?? [];
      if (list.length <= MOST_STEPS) for (const place of list) seen.add(place);
    }
    for (const place of seen) {
      const other = right[place];
      if (other === undefined) continue;
      const identical = other.identity === bag.identity;
      const similarity = identical ? 1 : similarityOf(bag, other, weights);
      if (similarity < threshold) continue;
      const weight = (leftWeights[at] ?? 0) + (rightWeights[place] ?? 0) + 0.001;
      found.push({ left: at, right: place, similarity, identical, gain: similarity * weight });
    }
  });
  return found;
}

/** The pairs, ascending in both texts, whose gains sum to most: a chain by a tree of prefix maxima, O(n log n). */
function heaviestChain(candidates: readonly Candidate[], rights: number): Candidate[] {
  const sorted = [...candidates].sort((a, b) => a.left - b.left || b.right - a.right);
  const best = new Float64Array(sorted.length);
  const before = new Int32Array(sorted.length).fill(-1);
  const tree = new Int32Array(rights + 1).fill(-1);
  const bestBelow = (right: number): number => {
    let found = -1;
    for (let at = right; at > 0; at -= at & -at) {
      const here = tree[at] ?? -1;
      if (here >= 0 && (found < 0 || (best[here] ?? 0) > (best[found] ?? 0))) found = here;
    }
    return found;
  };
  sorted.forEach(({ right, gain }, index) => {
    const previous = bestBelow(right);
    before[index] = previous;
    best[index] = gain + (previous < 0 ? 0 : (best[previous] ?? 0));
    for (let at = right + 1; at <= rights; at += at & -at) {
      const here = tree[at] ?? -1;
      if (here < 0 || (best[index] ?? 0) > (best[here] ?? 0)) tree[at] = index;
    }
  });
  const chain: Candidate[] = [];
  for (let at = bestBelow(rights); at >= 0; at = before[at] ?? -1) {
    const pair = sorted[at];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.reverse();
}
