import { leadsOf, type Stretch } from './candidates.ts';
import { heaviestChain } from './heaviestChain.ts';
import { type Bags, sharedWeight } from './stepBags.ts';

/** When two steps belong together. From the study in `bench/compare`. */
export interface AlignmentRules {
  /** Of what two steps weigh they must share this much. */
  readonly threshold: number;
  /** The same, of a pair that does not stand in the order of the others. */
  readonly moved: number;
  /** The same, of steps in a small gap between pairs: where they stand is evidence too. */
  readonly enclosed: number;
  /**
   * So many tokens that stand in one step alone are added to what two steps weigh before the thresholds are applied:
   * steps that say little must be more alike.
   */
  readonly doubt: number;
  readonly movedDoubt: number;
  readonly enclosedDoubt: number;
}

export const defaultRules: AlignmentRules = {
  threshold: 0.32,
  moved: 0.5,
  enclosed: 0.25,
  doubt: 8,
  movedDoubt: 10,
  enclosedDoubt: 1,
};

/** Gaps with at most so many pairs of steps are compared pair by pair. */
const SMALL_GAP = 400;
/** Gaps with at most so many, between two pairs or an end of both texts, tell by themselves what may belong together. */
const ENCLOSED_GAP = 9;
/** The same step with so many tokens, once in each text, is the same step wherever it stands. */
const TELLING = 3;
/** Steps of at most so many tokens are short: the doubt is so many times as great. */
const SHORT = 20;
const SHORT_DOUBT = 1.75;
/** Keeps steps that say nothing and are the same, such as rules, in the alignment. */
const LEAST_GAIN = 1e-9;

/** Two steps that belong together, by their 0-based indices. */
export interface StepPair {
  readonly left: number;
  readonly right: number;
  /** 0 to 1: Dice's coefficient of their features by weight. */
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
 * Pairs the steps of two texts. What is the same at both ends is paired first; a heavier alignment without it does not
 * exist. Between, of all pairs that are alike enough, those in one order in both texts that are heaviest together; the
 * gaps that they leave are looked through pair by pair; then, of the steps that are left, those that clearly moved.
 */
export function alignSteps(bags: Bags, rules: AlignmentRules = defaultRules): StepAlignment {
  const middle = withoutSameEnds(bags);
  const { pairs: leads, coarse } = leadsOf(bags, middle);
  const rightSteps = bags.right.identities.length;
  const candidates = new Candidates(bags, rules);
  for (const lead of leads) candidates.addAnywhere(Math.floor(lead / rightSteps), lead % rightSteps);
  let inOrder = candidates.chain();
  // Where nothing else is paired, nothing says that two steps stand at the same place.
  const isAlone =
    inOrder.length === 0 && middle.left[0] === 0 && middle.left[1] === bags.left.identities.length;
  const besidePairs = isAlone ? rules.threshold : rules.enclosed;
  for (const gap of gapsOf(inOrder, middle)) {
    const pairs = (gap.left[1] - gap.left[0]) * (gap.right[1] - gap.right[0]);
    if (pairs > SMALL_GAP) continue;
    const isEnclosed = pairs <= ENCLOSED_GAP;
    for (let left = gap.left[0]; left < gap.left[1]; left += 1)
      for (let right = gap.right[0]; right < gap.right[1]; right += 1)
        if (isEnclosed) candidates.add(left, right, besidePairs, rules.enclosedDoubt);
        else candidates.addAnywhere(left, right);
  }
  inOrder = candidates.chain();
  const pairs = [...endsOf(bags, middle), ...inOrder, ...candidates.movedBeside(inOrder)];
  return { pairs: pairs.sort((a, b) => a.left - b.left), coarse };
}

class Candidates {
  readonly #bags: Bags;
  readonly #rules: AlignmentRules;
  /** What a token that stands in one step alone weighs. */
  readonly #rarest: number;
  readonly #onlyOnce: readonly [left: ReadonlySet<number>, right: ReadonlySet<number>];
  readonly #known = new Set<number>();
  readonly #lefts: number[] = [];
  readonly #rights: number[] = [];
  readonly #shared: number[] = [];
  readonly #gains: number[] = [];

  constructor(bags: Bags, rules: AlignmentRules) {
    this.#bags = bags;
    this.#rules = rules;
    this.#onlyOnce = [onlyOnce(bags.left.identities), onlyOnce(bags.right.identities)];
    this.#rarest = Math.log(1 + bags.left.identities.length + bags.right.identities.length);
  }

  /** Two short steps have so little to tell them apart that they must be more alike still. */
  addAnywhere(left: number, right: number): void {
    const { left: a, right: b } = this.#bags;
    const isShort = Math.max(a.lengths[left] ?? 0, b.lengths[right] ?? 0) <= SHORT;
    const { threshold, doubt } = this.#rules;
    this.add(left, right, threshold, isShort ? doubt * SHORT_DOUBT : doubt);
  }

  /** Takes a pair that is alike enough to stand in order. */
  add(left: number, right: number, threshold: number, doubt: number): void {
    if (this.#known.has(left * this.#bags.right.identities.length + right)) return;
    const isIdentical = this.#isIdentical(left, right);
    const total = this.#total(left, right);
    const shared = isIdentical ? total : 2 * sharedWeight(this.#bags, left, right);
    if (!isIdentical && shared < threshold * (total + doubt * this.#rarest)) return;
    if (!isIdentical && total === 0) return;
    this.#known.add(left * this.#bags.right.identities.length + right);
    this.#lefts.push(left);
    this.#rights.push(right);
    this.#shared.push(shared);
    this.#gains.push(shared - threshold * total + LEAST_GAIN);
  }

  chain(): StepPair[] {
    const columns = { lefts: this.#lefts, rights: this.#rights, gains: this.#gains };
    return heaviestChain(columns, this.#bags.right.identities.length).map((at) => this.#pair(at, false));
  }

  /**
   * Pairs of steps that an alignment leaves apart, the most alike first, where they have enough in common; with what
   * stands beside them.
   */
  movedBeside(inOrder: readonly StepPair[]): StepPair[] {
    const lefts = new Set(inOrder.map(({ left }) => left));
    const rights = new Set(inOrder.map(({ right }) => right));
    const { moved, movedDoubt } = this.#rules;
    const strong = [...this.#lefts.keys()].filter((at) => {
      const [left, right] = [this.#lefts[at] ?? 0, this.#rights[at] ?? 0];
      if (lefts.has(left) || rights.has(right)) return false;
      if (this.#isOneStep(left, right)) return true;
      return (this.#shared[at] ?? 0) >= moved * (this.#total(left, right) + movedDoubt * this.#rarest);
    });
    strong.sort((a, b) => (this.#gains[b] ?? 0) - (this.#gains[a] ?? 0) || a - b);
    const pairs: StepPair[] = [];
    const take = (pair: StepPair): void => {
      lefts.add(pair.left);
      rights.add(pair.right);
      pairs.push(pair);
    };
    const isFree = (left: number, right: number): boolean => !lefts.has(left) && !rights.has(right);
    for (const at of strong) {
      const first = this.#pair(at, true);
      if (!isFree(first.left, first.right)) continue;
      take(first);
      for (const by of [1, -1]) {
        for (let [left, right] = [first.left + by, first.right + by]; isFree(left, right);) {
          const beside = this.#besideMoved(left, right);
          if (beside === null) break;
          take(beside);
          [left, right] = [left + by, right + by];
        }
      }
    }
    return pairs;
  }

  /** What stands beside a moved step in both texts moved with it. */
  #besideMoved(left: number, right: number): StepPair | null {
    const { left: a, right: b } = this.#bags;
    if (left < 0 || right < 0 || left >= a.identities.length || right >= b.identities.length) return null;
    const total = this.#total(left, right);
    const identical = this.#isIdentical(left, right);
    const shared = identical ? total : 2 * sharedWeight(this.#bags, left, right);
    const { enclosed, enclosedDoubt } = this.#rules;
    if (!identical && (total === 0 || shared < enclosed * (total + enclosedDoubt * this.#rarest)))
      return null;
    return { left, right, similarity: identical ? 1 : Math.min(1, shared / total), identical, moved: true };
  }

  #pair(at: number, moved: boolean): StepPair {
    const [left, right] = [this.#lefts[at] ?? 0, this.#rights[at] ?? 0];
    const identical = this.#isIdentical(left, right);
    const similarity = identical ? 1 : Math.min(1, (this.#shared[at] ?? 0) / this.#total(left, right));
    return { left, right, similarity, identical, moved };
  }

  /** The same words stand once in each text, and are enough to tell: no other step may be meant. */
  #isOneStep(left: number, right: number): boolean {
    const identity = this.#bags.left.identities[left] ?? -1;
    const [lefts, rights] = this.#onlyOnce;
    return (
      this.#isIdentical(left, right) &&
      (this.#bags.left.lengths[left] ?? 0) >= TELLING &&
      lefts.has(identity) &&
      rights.has(identity)
    );
  }

  #total(left: number, right: number): number {
    return (this.#bags.left.weights[left] ?? 0) + (this.#bags.right.weights[right] ?? 0);
  }

  #isIdentical(left: number, right: number): boolean {
    return this.#bags.left.identities[left] === this.#bags.right.identities[right];
  }
}

function onlyOnce(identities: Int32Array): Set<number> {
  const [once, more] = [new Set<number>(), new Set<number>()];
  for (const identity of identities) {
    if (more.has(identity)) continue;
    if (once.delete(identity)) more.add(identity);
    else once.add(identity);
  }
  return once;
}

/** What an alignment leaves between its pairs. */
function gapsOf(inOrder: readonly StepPair[], within: Stretch): Stretch[] {
  const ends = [...inOrder, { left: within.left[1], right: within.right[1] }];
  return ends.flatMap(({ left, right }, at) => {
    const before = ends[at - 1];
    const [a, b] =
      before === undefined ? [within.left[0], within.right[0]] : [before.left + 1, before.right + 1];
    return a < left && b < right ? [{ left: [a, left], right: [b, right] } as const] : [];
  });
}

/** The stretch between what is the same at both ends. */
function withoutSameEnds({ left, right }: Bags): Stretch {
  const [a, b] = [left.identities, right.identities];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { left: [start, a.length - end], right: [start, b.length - end] };
}

function endsOf({ left, right }: Bags, middle: Stretch): StepPair[] {
  const pairs: StepPair[] = [];
  const take = (a: number, b: number): void => {
    pairs.push({ left: a, right: b, similarity: 1, identical: true, moved: false });
  };
  for (let at = 0; at < middle.left[0]; at += 1) take(at, at);
  const [lefts, rights] = [left.identities.length, right.identities.length];
  for (let at = 0; at < lefts - middle.left[1]; at += 1)
    take(middle.left[1] + at, rights - (lefts - middle.left[1]) + at);
  return pairs;
}
