import { Loops } from './loops.ts';
import { nearest, range } from './places.ts';
import { RareLeads } from './rareLeads.ts';
import type { Bags } from './stepBags.ts';

/** Of steps that are the same as one, so many nearest to its place are looked at; fewer where there are many steps. */
const MOST_IDENTICAL = 16;
const LEAST_IDENTICAL = 4;
/** So many pairs of steps that are the same are looked at, with some more for steps that are not many. */
const MOST_SAME_PAIRS = 400_000;

/** A stretch of both texts' steps, half-open. */
export interface Stretch {
  readonly left: readonly [number, number];
  readonly right: readonly [number, number];
}

/**
 * The pairs of steps that are worth comparing: for each left step the same ones, those with which it shares most of
 * its rare features, and some of a loop that says nearly the same. Of equal ones the nearest to its place.
 *
 * @returns pairs, each once: left × right steps + right, ascending
 */
export function leadsOf(bags: Bags, within: Stretch): readonly number[] {
  const { left, right } = bags;
  const byIdentity = Map.groupBy(range(within.right), (step) => right.identities[step] ?? -1);
  const repeats = new Map<number, number>();
  /** For each left step: how many before it are the same. */
  const ranks = new Int32Array(left.identities.length);
  for (const step of range(within.left)) {
    const identity = left.identities[step] ?? -1;
    ranks[step] = repeats.get(identity) ?? 0;
    repeats.set(identity, (ranks[step] ?? 0) + 1);
  }
  const rightSteps = right.identities.length;
  const lefts = Math.max(1, within.left[1] - within.left[0]);
  const scale = (within.right[1] - within.right[0]) / lefts;
  const mostIdentical = Math.max(
    LEAST_IDENTICAL,
    Math.min(MOST_IDENTICAL, Math.floor(MOST_SAME_PAIRS / lefts)),
  );
  const rare = new RareLeads(bags, within.right);
  const loops = new Loops(bags, within);
  const pairs: number[] = [];
  for (const step of range(within.left)) {
    const place = within.right[0] + (step - within.left[0]) * scale;
    const identity = left.identities[step] ?? -1;
    const same = byIdentity.get(identity) ?? [];
    const found = new Set(nearest(same, place, mostIdentical));
    // Of a loop the first round is the first one, and the last the last, also where other steps push it far away.
    const rank = ranks[step] ?? 0;
    for (const other of [same[rank], same[same.length - (repeats.get(identity) ?? 0) + rank]])
      if (other !== undefined) found.add(other);
    loops.addLikely(step, place, found);
    for (const other of rare.of(step, place)) found.add(other);
    for (const other of [...found].sort((a, b) => a - b)) pairs.push(step * rightSteps + other);
  }
  return pairs;
}
