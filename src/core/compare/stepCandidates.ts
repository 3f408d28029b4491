import type { AlignmentRules } from './alignmentRules.ts';
import type { Stretch } from './candidates.ts';
import { heaviestChain } from './heaviestChain.ts';
import { repeatsLeft } from './movedRepeats.ts';
import { sharedSurprise } from './sharedFeatures.ts';
import type { Bags } from './stepBags.ts';
import { StepLikeness } from './stepLikeness.ts';

/**
 * What two steps share must be so rare that it is not expected once among all pairs of steps: its surprise is held
 * against the logarithm of their number, more than once since tokens do not come alone, and less something since few
 * steps leave no room for much surprise.
 */
const AMONG_ALL = 1.5;
const AMONG_FEW = 4;
/** Between two pairs a step is in place of another where they share this much of what surprises. */
const IN_PLACE = 1 / 3;
/** The same of two steps of at most so many tokens that stand alone between the pairs; and so much in nats at least. */
const SHORT = 5;
const IN_PLACE_SHORT = 0.2;
const LEAST_OF_SHORT = 1;
/** So many steps in a row that are the same but for their numbers are so in both texts for a reason. */
const RUN = 3;
/** What two steps share for their place must surprise so much (nats): what every step has says nothing of two. */
const LEAST_SURPRISE = 2;
/**
 * What a pair adds to an alignment at least, the more the more alike its steps are: it keeps steps that say nothing and
 * are the same, such as rules, and pairs that their place alone makes, where no other pair is in their way.
 */
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

/** Pairs of steps that are alike enough to stand in an alignment. */
export class Candidates {
  readonly #bags: Bags;
  readonly #rules: AlignmentRules;
  /** What two steps must share at least to be paired wherever they stand, in nats. */
  readonly #leastSurprise: number;
  readonly #likeness: StepLikeness;
  readonly #known = new Set<number>();
  readonly #lefts: number[] = [];
  readonly #rights: number[] = [];
  readonly #shared: number[] = [];
  readonly #gains: number[] = [];

  constructor(bags: Bags, rules: AlignmentRules) {
    this.#bags = bags;
    this.#rules = rules;
    this.#likeness = new StepLikeness(bags);
    this.#leastSurprise = AMONG_ALL * Math.log(Math.max(1, bags.left.told * bags.right.told)) - AMONG_FEW;
  }

  /** Takes a pair that is alike enough wherever it stands. */
  addAnywhere(left: number, right: number): void {
    const { threshold, doubt } = this.#rules;
    this.#add(left, right, threshold, doubt, this.#leastSurprise);
  }

  /** All pairs of a gap. */
  addWithin({ left: [from, to], right }: Stretch): void {
    for (let a = from; a < to; a += 1) for (let b = right[0]; b < right[1]; b += 1) this.addAnywhere(a, b);
  }

  /**
   * The same, of a gap in which their place says that they may belong together. What stands word for word elsewhere in
   * the other text belongs there.
   */
  addBeside({ left: [from, to], right }: Stretch, threshold: number): void {
    for (let a = from; a < to; a += 1)
      for (let b = right[0]; b < right[1]; b += 1)
        if (this.#likeness.isIdentical(a, b) || !this.#likeness.oneStandsElsewhere(a, b))
          this.#add(a, b, threshold, this.#rules.enclosedDoubt, 0);
  }

  /** From a pair on, in one direction, what follows in both texts as long as it is alike. */
  addAlong(left: number, right: number, by: 1 | -1, within: Stretch): void {
    const { enclosed, enclosedDoubt } = this.#rules;
    for (let [a, b] = [left, right]; isIn(a, within.left) && isIn(b, within.right);) {
      if (!this.#add(a, b, enclosed, enclosedDoubt, LEAST_SURPRISE)) return;
      [a, b] = [a + by, b + by];
    }
  }

  /**
   * All pairs of a gap between two pairs that share what is rare in them: one word of a short step is another.
   */
  addInPlace({ left: [from, to], right }: Stretch): void {
    const { left, right: other } = this.#bags;
    const isOnlyOne = to - from === 1 && right[1] - right[0] === 1;
    for (let a = from; a < to; a += 1) {
      for (let b = right[0]; b < right[1]; b += 1) {
        if (this.#likeness.oneStandsElsewhere(a, b)) continue;
        const surprises = ((left.surprises[a] ?? 0) + (other.surprises[b] ?? 0)) / 2;
        const isShort = isOnlyOne && Math.max(left.lengths[a] ?? 0, other.lengths[b] ?? 0) <= SHORT;
        const least = isShort
          ? Math.max(LEAST_OF_SHORT, IN_PLACE_SHORT * surprises)
          : Math.max(LEAST_SURPRISE, IN_PLACE * surprises);
        this.#add(a, b, 0, 0, least);
      }
    }
  }

  /**
   * From an end of a gap on, in one direction, what is the same but for its numbers in both texts: where so many steps
   * follow each other, or the whole gap is nothing else, other numbers in the same words are enough. So are other words
   * in rounds of loops; what stands before the first round need not belong together.
   */
  addRun(by: 1 | -1, gap: Stretch, isBesidePair: boolean): void {
    const [left, right] = by === 1 ? [gap.left[0], gap.right[0]] : [gap.left[1] - 1, gap.right[1] - 1];
    const many = this.#runFrom(left, right, by, gap);
    const isAll = many === gap.left[1] - gap.left[0] && many === gap.right[1] - gap.right[0];
    if (many >= RUN || (isAll && isBesidePair)) this.#addRun(left, right, by, many);
    else {
      let [a, b] = [left, right];
      while (isIn(a, gap.left) && !this.#likeness.isRound(0, a)) a += by;
      while (isIn(b, gap.right) && !this.#likeness.isRound(1, b)) b += by;
      const rounds = a === left && b === right ? 0 : this.#runFrom(a, b, by, gap);
      if (rounds >= RUN) this.#addRun(a, b, by, rounds);
    }
  }

  #runFrom(left: number, right: number, by: 1 | -1, gap: Stretch): number {
    let many = 0;
    for (let [a, b] = [left, right]; isIn(a, gap.left) && isIn(b, gap.right); [a, b] = [a + by, b + by]) {
      if (!this.#likeness.hasSameFrame(a, b) && !this.#areAlikeRounds(a, b)) break;
      many += 1;
    }
    return many;
  }

  #addRun(left: number, right: number, by: 1 | -1, many: number): void {
    for (let at = 0; at < many; at += 1) this.#add(left + at * by, right + at * by, 0, 0, 0);
  }

  #areAlikeRounds(left: number, right: number): boolean {
    if (!this.#likeness.areRounds(left, right)) return false;
    const { enclosed, enclosedDoubt } = this.#rules;
    const [shared, total] = [this.#likeness.shared(left, right), this.#likeness.total(left, right)];
    return this.#likeness.isEnough(shared, total, enclosed, enclosedDoubt);
  }

  chain(): StepPair[] {
    const columns = { lefts: this.#lefts, rights: this.#rights, gains: this.#gains };
    return heaviestChain(columns, this.#bags.right.identities.length).map((at) => this.#pair(at, false));
  }

  /**
   * Pairs of steps that an alignment leaves apart, the most alike first, where they have enough in common; with what
   * stands beside them.
   *
   * @param within the stretch that the alignment is of: what stands around it is paired already
   */
  movedBeside(inOrder: readonly StepPair[], within: Stretch): StepPair[] {
    const lefts = new Set(inOrder.map(({ left }) => left));
    const rights = new Set(inOrder.map(({ right }) => right));
    const { moved, movedDoubt } = this.#rules;
    const strong = [...this.#lefts.keys()].filter((at) => {
      const [left, right] = [this.#lefts[at] ?? 0, this.#rights[at] ?? 0];
      if (lefts.has(left) || rights.has(right)) return false;
      if (this.#likeness.isOneStep(left, right)) return true;
      const doubt = movedDoubt * this.#bags.rarest;
      return (this.#shared[at] ?? 0) >= moved * (this.#likeness.total(left, right) + doubt);
    });
    strong.sort((a, b) => (this.#gains[b] ?? 0) - (this.#gains[a] ?? 0) || a - b);
    const pairs: StepPair[] = [];
    const take = (pair: StepPair): void => {
      lefts.add(pair.left);
      rights.add(pair.right);
      pairs.push(pair);
    };
    const isFree = (left: number, right: number): boolean =>
      isIn(left, within.left) && isIn(right, within.right) && !lefts.has(left) && !rights.has(right);
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
    const isTaken = [(step: number) => lefts.has(step), (step: number) => rights.has(step)] as const;
    for (const [left, right] of repeatsLeft(this.#bags, within, inOrder, isTaken))
      take({ left, right, similarity: 1, identical: true, moved: true });
    return pairs;
  }

  /** Takes a pair that shares this much; false where it does not. @param surprise in nats */
  #add(left: number, right: number, threshold: number, doubt: number, surprise: number): boolean {
    const key = left * this.#bags.right.identities.length + right;
    if (this.#known.has(key)) return true;
    const isIdentical = this.#likeness.isIdentical(left, right);
    const total = this.#likeness.total(left, right);
    const shared = this.#likeness.shared(left, right);
    if (!isIdentical && !this.#likeness.isEnough(shared, total, threshold, doubt)) return false;
    if (!isIdentical && surprise > 0 && !this.#likeness.isObvious(left, right, shared, total))
      if (sharedSurprise(this.#bags, left, right) < surprise) return false;
    this.#known.add(key);
    this.#lefts.push(left);
    this.#rights.push(right);
    this.#shared.push(shared);
    // One measure for all pairs, however they were found: of two that exclude each other the more alike is taken.
    const gain = Math.max(0, shared - this.#rules.threshold * total);
    this.#gains.push(gain + LEAST_GAIN * (1 + (isIdentical ? 1 : shared / total)));
    return true;
  }

  /** What stands beside a moved step in both texts moved with it. */
  #besideMoved(left: number, right: number): StepPair | null {
    const total = this.#likeness.total(left, right);
    const identical = this.#likeness.isIdentical(left, right);
    const shared = this.#likeness.shared(left, right);
    const { enclosed, enclosedDoubt } = this.#rules;
    if (!identical && !this.#likeness.isEnough(shared, total, enclosed, enclosedDoubt)) return null;
    if (!identical && sharedSurprise(this.#bags, left, right) < LEAST_SURPRISE) return null;
    return { left, right, similarity: identical ? 1 : Math.min(1, shared / total), identical, moved: true };
  }

  #pair(at: number, moved: boolean): StepPair {
    const [left, right] = [this.#lefts[at] ?? 0, this.#rights[at] ?? 0];
    const identical = this.#likeness.isIdentical(left, right);
    const similarity = identical
      ? 1
      : Math.min(1, (this.#shared[at] ?? 0) / this.#likeness.total(left, right));
    return { left, right, similarity, identical, moved };
  }
}

function isIn(at: number, [from, to]: readonly [number, number]): boolean {
  return at >= from && at < to;
}
