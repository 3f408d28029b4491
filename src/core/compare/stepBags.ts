import { PairIds } from './pairIds.ts';
import type { TextTokens, Vocabulary } from './textTokens.ts';
import type { TokenKind } from './tokens.ts';

/** How much a token counts beside a word of the same rarity: what is computed tells steps apart better than words. */
const weightOf: Readonly<Record<TokenKind, number>> = {
  word: 1,
  number: 3,
  command: 1,
  sign: 0.4,
  marker: 0.1,
};
/**
 * Tokens of fewer characters count less: in any alphabet the words that hold sentences together are short, and numbers
 * of one digit are in every step.
 */
const LONG: Readonly<Partial<Record<TokenKind, number>>> = { word: 8, number: 4 };
/** Two tokens that follow each other in both steps count this much of what the lesser one counts. */
const together = 0.5;

/** The steps of a text as bags of features: its tokens, and each two that follow each other. In columns, step by step. */
export interface TextBags {
  /** For each step and one more: where its features begin. */
  readonly first: Int32Array;
  /** Ascending in each step. */
  readonly ids: Int32Array;
  readonly counts: Uint16Array;
  /** For each step: what its features count together. */
  readonly weights: Float64Array;
  /** For each step: equal for steps that are the same but for white space, in both texts. */
  readonly identities: Int32Array;
  /** For each step: how many tokens it has. */
  readonly lengths: Int32Array;
}

/** Steps of both texts as bags over the same features. */
export interface Bags {
  readonly left: TextBags;
  readonly right: TextBags;
  /** By feature id: its kind's weight times its rarity among all steps of both texts. */
  readonly weights: Float64Array;
}

/** Rarity is `log(1 + steps / steps with the feature)`, never 0. Nearly linear in the texts. */
export function stepBags(left: TextTokens, right: TextTokens, { kinds, keys }: Vocabulary): Bags {
  const kindWeights = kinds.map((kind, id) => {
    const long = LONG[kind];
    return weightOf[kind] * (long === undefined ? 1 : Math.min(1, ((keys[id] ?? '').length + 1) / long));
  });
  const features = new Features(kindWeights, left.ids.length + right.ids.length);
  const bags = { left: features.bagsOf(left), right: features.bagsOf(right) };
  const steps = left.identities.length + right.identities.length;
  const weights = Float64Array.from(
    features.weights,
    (weight, id) => weight * Math.log(1 + steps / Math.max(1, features.steps[id] ?? 1)),
  );
  for (const text of [bags.left, bags.right]) weigh(text, weights);
  return { ...bags, weights };
}

class Features {
  readonly weights: number[];
  /** By feature id: in how many steps it is. */
  readonly steps: number[];
  readonly #pairs: PairIds;

  constructor(kindWeights: readonly number[], tokens: number) {
    this.#pairs = new PairIds(tokens >> 1);
    this.weights = [...kindWeights];
    this.steps = kindWeights.map(() => 0);
  }

  bagsOf({ first, ids, identities }: TextTokens): TextBags {
    const bags = {
      first: new Int32Array(first.length),
      ids: new Int32Array(2 * ids.length),
      counts: new Uint16Array(2 * ids.length),
    };
    let size = 0;
    const found = new Int32Array(2 * ids.length);
    for (let step = 0; step + 1 < first.length; step += 1) {
      const [from, to] = [first[step] ?? 0, first[step + 1] ?? 0];
      let many = 0;
      for (let at = from; at < to; at += 1) {
        const id = ids[at] ?? 0;
        found[many++] = id;
        if (at > from) found[many++] = this.#pairOf(ids[at - 1] ?? 0, id);
      }
      const sorted = found.subarray(0, many).sort();
      for (let at = 0; at < many;) {
        const id = sorted[at] ?? 0;
        let behind = at + 1;
        while (behind < many && sorted[behind] === id) behind += 1;
        bags.ids[size] = id;
        bags.counts[size] = Math.min(behind - at, 0xffff);
        size += 1;
        this.steps[id] = (this.steps[id] ?? 0) + 1;
        at = behind;
      }
      bags.first[step + 1] = size;
    }
    return {
      first: bags.first,
      ids: bags.ids.slice(0, size),
      counts: bags.counts.slice(0, size),
      weights: new Float64Array(first.length - 1),
      identities,
      lengths: Int32Array.from(identities, (_, step) => (first[step + 1] ?? 0) - (first[step] ?? 0)),
    };
  }

  #pairOf(a: number, b: number): number {
    return this.#pairs.idOf(a, b, () => {
      this.steps.push(0);
      return this.weights.push(together * Math.min(this.weights[a] ?? 0, this.weights[b] ?? 0)) - 1;
    });
  }
}

function weigh({ first, ids, counts, weights }: TextBags, features: Float64Array): void {
  for (let step = 0; step < weights.length; step += 1) {
    let sum = 0;
    for (let at = first[step] ?? 0; at < (first[step + 1] ?? 0); at += 1)
      sum += (counts[at] ?? 0) * (features[ids[at] ?? 0] ?? 0);
    weights[step] = sum;
  }
}

/** What two steps have in common, by weight: each feature as often as the one has it that has it less. */
export function sharedWeight({ left, right, weights }: Bags, a: number, b: number): number {
  const [aEnd, bEnd] = [left.first[a + 1] ?? 0, right.first[b + 1] ?? 0];
  let shared = 0;
  for (let i = left.first[a] ?? 0, j = right.first[b] ?? 0; i < aEnd && j < bEnd;) {
    const [x, y] = [left.ids[i] ?? 0, right.ids[j] ?? 0];
    if (x === y) {
      shared += Math.min(left.counts[i] ?? 0, right.counts[j] ?? 0) * (weights[x] ?? 0);
      i += 1;
      j += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return shared;
}
