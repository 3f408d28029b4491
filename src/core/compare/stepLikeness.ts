import { sharedWeight } from './sharedFeatures.ts';
import type { Bags } from './stepBags.ts';
import { LONE_NUMBER } from './stepFrames.ts';

/** The same step of so many tokens, or so many times what the rarest weighs, once in each text, is one step. */
const TELLING = 3;
const TELLING_WEIGHT = 1.2;
/** Where steps of so many words share this much, with a doubt of so many tokens, it need not surprise. */
const OBVIOUS_WORDS = 4;
const OBVIOUS = 0.6;
const OBVIOUS_DOUBT = 2;
/** What a text says so often, but for its numbers, it says all along: a loop. */
const LOOP = 3;

/** How alike a step of the left text and one of the right text are. */
export class StepLikeness {
  readonly #bags: Bags;
  readonly #onlyOnce: readonly [left: ReadonlySet<number>, right: ReadonlySet<number>];
  /** The frames of loops. */
  readonly #loops: readonly [left: ReadonlySet<number>, right: ReadonlySet<number>];

  constructor(bags: Bags) {
    this.#bags = bags;
    this.#onlyOnce = [onlyOnce(bags.left.identities), onlyOnce(bags.right.identities)];
    this.#loops = [loopsOf(bags.left.frames), loopsOf(bags.right.frames)];
  }

  /** What both steps have in common, in the measure of `total`, which it is for steps that are the same. */
  shared(left: number, right: number): number {
    return this.isIdentical(left, right)
      ? this.total(left, right)
      : 2 * sharedWeight(this.#bags, left, right);
  }

  /** So much of what several words say is shared that nothing of it has to be rare: both texts may say it all along. */
  isObvious(left: number, right: number, shared: number, total: number): boolean {
    const { left: a, right: b } = this.#bags;
    const words = Math.min(a.words[left] ?? 0, b.words[right] ?? 0);
    return words >= OBVIOUS_WORDS && this.isEnough(shared, total, OBVIOUS, OBVIOUS_DOUBT);
  }

  isEnough(shared: number, total: number, threshold: number, doubt: number): boolean {
    return total > 0 && shared >= threshold * (total + doubt * this.#bags.rarest);
  }

  /** The same words stand once in each text, and are enough to tell: no other step may be meant. */
  isOneStep(left: number, right: number): boolean {
    const identity = this.#bags.left.identities[left] ?? -1;
    const { lengths, weights } = this.#bags.left;
    const isTelling =
      (lengths[left] ?? 0) >= TELLING || (weights[left] ?? 0) >= TELLING_WEIGHT * this.#bags.rarest;
    return isTelling && this.isIdentical(left, right) && this.#standsOnce(identity);
  }

  /** The same step is once in each text. */
  #standsOnce(identity = -1): boolean {
    const [lefts, rights] = this.#onlyOnce;
    return lefts.has(identity) && rights.has(identity);
  }

  /** Of two steps that are not the same. */
  oneStandsElsewhere(left: number, right: number): boolean {
    const { left: a, right: b } = this.#bags;
    return this.#standsOnce(a.identities[left]) || this.#standsOnce(b.identities[right]);
  }

  /** Other numbers stand in the same words and signs, or each step is a number alone. */
  hasSameFrame(left: number, right: number): boolean {
    const frame = this.#bags.left.frames[left];
    return frame === this.#bags.right.frames[right] && frame !== undefined && frame >= LONE_NUMBER;
  }

  /** Each step is a round of a loop in its text. */
  areRounds(left: number, right: number): boolean {
    return this.isRound(0, left) && this.isRound(1, right);
  }

  isRound(side: 0 | 1, step: number): boolean {
    const { frames } = side === 0 ? this.#bags.left : this.#bags.right;
    return this.#loops[side].has(frames[step] ?? -1);
  }

  total(left: number, right: number): number {
    return (this.#bags.left.weights[left] ?? 0) + (this.#bags.right.weights[right] ?? 0);
  }

  isIdentical(left: number, right: number): boolean {
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

function loopsOf(frames: Int32Array): Set<number> {
  const many = new Map<number, number>();
  for (const frame of frames) many.set(frame, (many.get(frame) ?? 0) + 1);
  return new Set([...many.keys()].filter((frame) => frame >= 0 && (many.get(frame) ?? 0) >= LOOP));
}
