import type { Bags, TextBags } from './stepBags.ts';

/** A feature in more steps of the right text than this says nothing of which two belong together. */
export const MOST_STEPS = 64;
/** A step's rarest features are followed until they led to so many steps. */
const MOST_LEADS = 1_000;
/** Of a step's features no more than these are told apart. */
const MOST_FEATURES = 2 ** 24;
/** Of the steps that have rare features in common with one, so many are compared with it whole. */
const MOST_COMPARED = 12;

/**
 * Where the rare features of a left step lead to in a stretch of the right text. What is done for each feature is in
 * small methods: the engine compiles them while the first steps are read.
 */
export class RareLeads {
  readonly #bags: Bags;
  /** Where each feature is in the steps of the stretch. */
  readonly #first: Int32Array;
  readonly #steps: Int32Array;
  /** By right step: what it shares with the left step that is followed; else 0. */
  readonly #scores: Float64Array;
  /** Room for the features of a step. */
  readonly #rare: Int32Array;

  /** @param stretch of the right text's steps, half-open */
  constructor(bags: Bags, stretch: readonly [number, number]) {
    this.#bags = bags;
    [this.#first, this.#steps] = postingsOf(bags.right, stretch, bags.weights.length);
    this.#scores = new Float64Array(bags.right.identities.length);
    this.#rare = new Int32Array(bags.left.ids.length);
  }

  /** The right steps that share most of its rare features with a left step; of equal ones the nearest to a place. */
  of(step: number, place: number): readonly number[] {
    const touched: number[] = [];
    this.#follow(step, this.#rarestFirst(step), touched);
    const scores = this.#scores;
    const { left, right } = this.#bags;
    const total = left.weights[step] ?? 0;
    for (const other of touched) scores[other] = (scores[other] ?? 0) / (total + (right.weights[other] ?? 0));
    const found = best(touched, scores, place);
    for (const other of touched) scores[other] = 0;
    return found;
  }

  /** One number to sort by: how many steps have a feature, then its place in the step. */
  #rarestFirst(step: number): Int32Array {
    const { first, ids } = this.#bags.left;
    const [from, to] = [first[step] ?? 0, first[step + 1] ?? 0];
    const rare = this.#rare;
    let many = 0;
    for (let at = from; at < to; at += 1) {
      const id = ids[at] ?? 0;
      const spread = (this.#first[id + 1] ?? 0) - (this.#first[id] ?? 0);
      if (spread > 0 && spread <= MOST_STEPS)
        rare[many++] = spread * MOST_FEATURES + Math.min(at - from, MOST_FEATURES - 1);
    }
    return rare.subarray(0, many).sort();
  }

  #follow(step: number, rare: Int32Array, touched: number[]): void {
    const { left, weights } = this.#bags;
    const from = left.first[step] ?? 0;
    let leads = 0;
    for (let rank = 0; rank < rare.length && leads <= MOST_LEADS; rank += 1) {
      const at = from + ((rare[rank] ?? 0) % MOST_FEATURES);
      const id = left.ids[at] ?? 0;
      const post = this.#first[id] ?? 0;
      const end = this.#first[id + 1] ?? 0;
      raise(this.#scores, (weights[id] ?? 0) * (left.counts[at] ?? 0), this.#steps, post, end, touched);
      leads += end - post;
    }
  }
}

/** Where each feature is in the steps of a stretch: by feature id and one more the first place in the second. */
function postingsOf(
  text: TextBags,
  [from, to]: readonly [number, number],
  features: number,
): [Int32Array, Int32Array] {
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
  return [first, steps];
}

/** Adds a feature's weight to the steps that have it. */
function raise(
  scores: Float64Array,
  weight: number,
  steps: Int32Array,
  from: number,
  to: number,
  touched: number[],
): void {
  for (let post = from; post < to; post += 1) {
    const other = steps[post] ?? 0;
    const score = scores[other] ?? 0;
    if (score === 0) touched.push(other);
    scores[other] = score + weight;
  }
}

/** The best few, without sorting all of them; of equally good ones the nearest to the place. */
function best(steps: readonly number[], shares: Float64Array, place: number): readonly number[] {
  if (steps.length <= MOST_COMPARED) return steps;
  const kept: number[] = [];
  for (const step of steps) {
    if (kept.length === MOST_COMPARED && isWorse(step, kept[MOST_COMPARED - 1] ?? step, shares, place))
      continue;
    let at = Math.min(kept.length, MOST_COMPARED - 1);
    for (; at > 0 && isWorse(kept[at - 1] ?? step, step, shares, place); at -= 1)
      kept[at] = kept[at - 1] ?? step;
    kept[at] = step;
  }
  return kept;
}

function isWorse(a: number, b: number, shares: Float64Array, place: number): boolean {
  // No destructuring where much is done before it is compiled: it makes an array and an iterator.
  const one = shares[a] ?? 0;
  const other = shares[b] ?? 0;
  return one < other || (one === other && (Math.abs(a - place) - Math.abs(b - place) || a - b) > 0);
}
