import type { Bags, TextBags } from './stepBags.ts';

/** A feature in more steps of the right text than this says nothing of which two belong together. */
const MOST_STEPS = 64;
/** A step's rarest features are followed until they led to so many steps. */
const MOST_LEADS = 1_000;
/** Of a step's features no more than these are told apart. */
const MOST_FEATURES = 2 ** 24;
/** Of the steps that have rare features in common with one, so many are compared with it whole. */
const MOST_COMPARED = 12;
/** Of steps that are the same as one, so many nearest to its place are looked at. */
const MOST_IDENTICAL = 16;
/** Texts with more steps that are the same as each other, in both, are too repetitive to try all their pairs. */
const MOST_REPEATS = 3_500;

/** A stretch of both texts' steps, half-open. */
export interface Stretch {
  readonly left: readonly [number, number];
  readonly right: readonly [number, number];
}

export interface Leads {
  /** Pairs that may belong together, each once: left × right steps + right, ascending. */
  readonly pairs: readonly number[];
  readonly coarse: boolean;
}

/**
 * The pairs of steps that are worth comparing: for each left step the same ones, and those with which it shares most
 * of its rare features. Of equal ones the nearest to its place.
 */
export function leadsOf(bags: Bags, within: Stretch): Leads {
  const { left, right, weights } = bags;
  const { first, steps } = postingsOf(right, within.right, weights.length);
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
  const scale = (within.right[1] - within.right[0]) / Math.max(1, within.left[1] - within.left[0]);
  const scores = new Float64Array(rightSteps);
  const rare = new Int32Array(left.ids.length);
  const pairs: number[] = [];
  let coarse = false;
  for (const step of range(within.left)) {
    const place = within.right[0] + (step - within.left[0]) * scale;
    const nearer = (a: number, b: number): number => Math.abs(a - place) - Math.abs(b - place) || a - b;
    const identity = left.identities[step] ?? -1;
    const same = byIdentity.get(identity) ?? [];
    coarse ||= Math.min(same.length, repeats.get(identity) ?? 0) > MOST_REPEATS;
    const found = new Set(nearest(same, place, MOST_IDENTICAL));
    // Of a loop the first round is the first one, and the last the last, also where other steps push it far away.
    const rank = ranks[step] ?? 0;
    for (const other of [same[rank], same[same.length - (repeats.get(identity) ?? 0) + rank]])
      if (other !== undefined) found.add(other);
    const touched: number[] = [];
    let leads = 0;
    const from = left.first[step] ?? 0;
    let many = 0;
    for (let at = from; at < (left.first[step + 1] ?? 0); at += 1) {
      const id = left.ids[at] ?? 0;
      const spread = (first[id + 1] ?? 0) - (first[id] ?? 0);
      // One number to sort by: how many steps have the feature, then its place in the step.
      if (spread > 0 && spread <= MOST_STEPS)
        rare[many++] = spread * MOST_FEATURES + Math.min(at - from, MOST_FEATURES - 1);
    }
    for (const key of rare.subarray(0, many).sort()) {
      if (leads > MOST_LEADS) break;
      const at = from + (key % MOST_FEATURES);
      const id = left.ids[at] ?? 0;
      const weight = (weights[id] ?? 0) * (left.counts[at] ?? 0);
      leads += Math.floor(key / MOST_FEATURES);
      for (let post = first[id] ?? 0; post < (first[id + 1] ?? 0); post += 1) {
        const other = steps[post] ?? 0;
        if (scores[other] === 0) touched.push(other);
        scores[other] = (scores[other] ?? 0) + weight;
      }
    }
    const total = left.weights[step] ?? 0;
    const share = (other: number): number => (scores[other] ?? 0) / (total + (right.weights[other] ?? 0));
    for (const other of best(touched, share, nearer)) found.add(other);
    for (const other of touched) scores[other] = 0;
    for (const other of [...found].sort((a, b) => a - b)) pairs.push(step * rightSteps + other);
  }
  return { pairs, coarse };
}

/** Where each feature is in the steps of a stretch. */
function postingsOf(text: TextBags, [from, to]: Stretch['right'], features: number) {
  const first = new Int32Array(features + 1);
  const [start, end] = [text.first[from] ?? 0, text.first[to] ?? 0];
  for (let at = start; at < end; at += 1) {
    const id = (text.ids[at] ?? 0) + 1;
    first[id] = (first[id] ?? 0) + 1;
  }
  for (let id = 0; id < features; id += 1) first[id + 1] = (first[id + 1] ?? 0) + (first[id] ?? 0);
  const next = first.slice();
  const steps = new Int32Array(end - start);
  for (let step = from; step < to; step += 1) {
    for (let at = text.first[step] ?? 0; at < (text.first[step + 1] ?? 0); at += 1) {
      const id = text.ids[at] ?? 0;
      const place = next[id] ?? 0;
      steps[place] = step;
      next[id] = place + 1;
    }
  }
  return { first, steps };
}

/** The best few, without sorting all of them. */
function best(
  steps: readonly number[],
  share: (step: number) => number,
  nearer: (a: number, b: number) => number,
): readonly number[] {
  if (steps.length <= MOST_COMPARED) return steps;
  const kept: number[] = [];
  const worse = (a: number, b: number): boolean => {
    const difference = share(a) - share(b);
    return difference < 0 || (difference === 0 && nearer(a, b) > 0);
  };
  for (const step of steps) {
    if (kept.length === MOST_COMPARED && worse(step, kept[MOST_COMPARED - 1] ?? step)) continue;
    let at = Math.min(kept.length, MOST_COMPARED - 1);
    for (; at > 0 && worse(kept[at - 1] ?? step, step); at -= 1) kept[at] = kept[at - 1] ?? step;
    kept[at] = step;
  }
  return kept;
}

/** Of ascending numbers those nearest to a place. */
function nearest(steps: readonly number[], place: number, most: number): readonly number[] {
  if (steps.length <= most) return steps;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const start = Math.min(Math.max(0, low - (most >> 1)), steps.length - most);
  return steps.slice(start, start + most);
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
