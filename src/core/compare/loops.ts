import type { Stretch } from './candidates.ts';
import { nearest, range } from './places.ts';
import { MOST_STEPS } from './rareLeads.ts';
import { sharedWeight } from './sharedFeatures.ts';
import { type Bags, TELLING_WORDS } from './stepBags.ts';

/** So many loops of the right text, the longest ones, are held against the steps of the left one. */
const MOST_LOOPS = 16;
/** Of what a step and a round of a loop weigh, they share this much at least. */
const ALIKE = 0.3;
/** Of a loop so many rounds nearest to a step's place are looked at. */
const MOST_IN_LOOP = 4;

/** Steps of several words that stand in the right text so often that none of their features is rare there. */
export class Loops {
  readonly #bags: Bags;
  readonly #rights: readonly (readonly number[])[];
  /** For each left step: how many before it are the same but for their numbers; and, by frame, how many there are. */
  readonly #ranks: Int32Array;
  readonly #repeats = new Map<number, number>();
  /** By frame of left steps: the loops that are alike. */
  readonly #alike = new Map<number, readonly (readonly number[])[]>();

  constructor(bags: Bags, within: Stretch) {
    const { left, right } = bags;
    this.#bags = bags;
    const byFrame = new Map<number, number[]>();
    for (const step of range(within.right)) {
      if ((right.words[step] ?? 0) < TELLING_WORDS) continue;
      const frame = right.frames[step] ?? -1;
      const steps = byFrame.get(frame);
      if (steps === undefined) byFrame.set(frame, [step]);
      else steps.push(step);
    }
    this.#rights = [...byFrame.values()]
      .filter((steps) => steps.length > MOST_STEPS)
      .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
      .slice(0, MOST_LOOPS);
    this.#ranks = new Int32Array(left.frames.length);
    if (this.#rights.length === 0) return;
    for (const step of range(within.left)) {
      const frame = left.frames[step] ?? -1;
      this.#ranks[step] = this.#repeats.get(frame) ?? 0;
      this.#repeats.set(frame, (this.#ranks[step] ?? 0) + 1);
    }
  }

  /** Adds right steps that a left step may belong to: of each loop those nearest, and those as far from its ends. */
  addLikely(step: number, place: number, found: Set<number>): void {
    if ((this.#bags.left.words[step] ?? 0) < TELLING_WORDS || this.#rights.length === 0) return;
    const frame = this.#bags.left.frames[step] ?? -1;
    const rank = this.#ranks[step] ?? 0;
    const repeats = this.#repeats.get(frame) ?? 0;
    for (const steps of this.#alikeTo(frame, step)) {
      for (const other of nearest(steps, place, MOST_IN_LOOP)) found.add(other);
      for (const other of [steps[rank], steps[Math.max(0, steps.length - repeats + rank)]])
        if (other !== undefined) found.add(other);
    }
  }

  #alikeTo(frame: number, step: number): readonly (readonly number[])[] {
    const known = this.#alike.get(frame);
    if (known !== undefined) return known;
    const { left, right } = this.#bags;
    const found = this.#rights.filter(([other = 0]) => {
      const total = (left.weights[step] ?? 0) + (right.weights[other] ?? 0);
      return 2 * sharedWeight(this.#bags, step, other) >= ALIKE * total;
    });
    this.#alike.set(frame, found);
    return found;
  }
}
