import { PairIds } from './pairIds.ts';
import { SignsTogether } from './signsTogether.ts';
import { Frames } from './stepFrames.ts';
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
  /** For each step: how much its tokens surprise together, each once. */
  readonly surprises: Float64Array;
  /** For each step: equal for steps that are the same but for their numbers, in both texts; below 0 for numbers alone. */
  readonly frames: Int32Array;
  /** For each step: how many words it has; a letter is none. */
  readonly words: Int32Array;
  /** For each step: how many numbers it has. */
  readonly numbers: Int32Array;
  /** How many steps there are, of those that say the same again only one. */
  readonly told: number;
}

/** Steps of both texts as bags over the same features. */
export interface Bags {
  readonly left: TextBags;
  readonly right: TextBags;
  /** By feature id: its kind's weight times its rarity among all steps of both texts. */
  readonly weights: Float64Array;
  /** What a token that stands in one step alone weighs. */
  readonly rarest: number;
  /** By token id, which are the first feature ids, in nats: how little a token is expected in a step. */
  readonly surprises: Float64Array;
  readonly signs: SignsTogether;
}

/** Steps of so many words that are the same are not so by chance. */
export const TELLING_WORDS = 4;
/** Nor are those of so many words or more that are the same but for their numbers. */
export const LONG_STEP = 8;

/**
 * Rarity is `log(1 + steps / steps with the feature)`, never 0; surprise is `log(steps / steps with the token)`. A step
 * that says again what another says, if it is long with other numbers perhaps, counts for its numbers alone: what a loop
 * says is not common for being said often. Nearly linear in the texts.
 */
export function stepBags(left: TextTokens, right: TextTokens, { kinds, keys }: Vocabulary): Bags {
  const kindWeights = kinds.map((kind, id) => {
    const long = LONG[kind];
    return weightOf[kind] * (long === undefined ? 1 : Math.min(1, ((keys[id] ?? '').length + 1) / long));
  });
  const features = new Features(kindWeights, { kinds, keys }, left.ids.length + right.ids.length);
  const bags = { left: features.bagsOf(left), right: features.bagsOf(right) };
  const steps = bags.left.told + bags.right.told;
  const weights = new Float64Array(features.weights.length);
  for (let id = 0; id < weights.length; id += 1)
    weights[id] = (features.weights[id] ?? 0) * Math.log(1 + steps / Math.max(1, features.steps[id] ?? 1));
  const surprises = new Float64Array(kinds.length);
  for (let id = 0; id < kinds.length; id += 1)
    if (kinds[id] !== 'marker')
      surprises[id] = Math.max(0, Math.log(steps / Math.max(1, features.steps[id] ?? 1)));
  for (const text of [bags.left, bags.right]) {
    weigh(text, weights);
    sumSurprises(text, surprises);
  }
  const signs = new SignsTogether(bags.left, bags.right, kinds);
  return { ...bags, weights, rarest: Math.log(1 + steps), surprises, signs };
}

class Features {
  readonly weights: number[];
  /** By feature id: in how many steps it is. */
  readonly steps: number[];
  readonly #pairs: PairIds;
  readonly #kinds: readonly TokenKind[];
  readonly #frames: Frames;
  /** By token id: 1 for a word. */
  readonly #isWord: Uint8Array;

  constructor(
    kindWeights: readonly number[],
    { kinds, keys }: Pick<Vocabulary, 'kinds' | 'keys'>,
    tokens: number,
  ) {
    this.#kinds = kinds;
    this.#frames = new Frames({ kinds, keys });
    this.#isWord = Uint8Array.from(kinds, (kind, id) =>
      kind === 'word' && !isVariable(keys[id] ?? '') ? 1 : 0,
    );
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
    const frames = new Int32Array(identities.length);
    const words = new Int32Array(identities.length);
    const numbers = new Int32Array(identities.length);
    const [seen, seenFrames] = [new Set<number>(), new Set<number>()];
    let told = 0;
    for (let step = 0; step + 1 < first.length; step += 1) {
      const from = first[step] ?? 0;
      const to = first[step + 1] ?? 0;
      const frame = this.#frames.of(ids, from, to);
      frames[step] = frame;
      for (let at = from; at < to; at += 1) {
        const id = ids[at] ?? 0;
        words[step] = (words[step] ?? 0) + (this.#isWord[id] ?? 0);
        if (this.#kinds[id] === 'number') numbers[step] = (numbers[step] ?? 0) + 1;
      }
      const identity = identities[step] ?? -1;
      const isTelling = (words[step] ?? 0) >= TELLING_WORDS;
      const isLong = (words[step] ?? 0) >= LONG_STEP;
      const isTold = !(isTelling && seen.has(identity)) && !(isLong && seenFrames.has(frame));
      if (isTold) told += 1;
      seen.add(identity);
      if (isLong) seenFrames.add(frame);
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
        if (isTold || this.#kinds[id] === 'number') this.steps[id] = (this.steps[id] ?? 0) + 1;
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
      surprises: new Float64Array(first.length - 1),
      frames,
      words,
      numbers,
      told,
    };
  }

  #pairOf(a: number, b: number): number {
    const next = this.weights.length;
    const id = this.#pairs.idOf(a, b, next);
    if (id === next) {
      this.steps.push(0);
      this.weights.push(together * Math.min(this.weights[a] ?? 0, this.weights[b] ?? 0));
    }
    return id;
  }
}

/** A single letter of a script with small and large ones: in reasoning it stands for something. */
function isVariable(key: string): boolean {
  return key.length === 1 && key.toUpperCase() !== key;
}

function sumSurprises({ first, ids, surprises }: TextBags, features: Float64Array): void {
  for (let step = 0; step < surprises.length; step += 1) {
    let sum = 0;
    for (let at = first[step] ?? 0; at < (first[step + 1] ?? 0); at += 1) sum += features[ids[at] ?? 0] ?? 0;
    surprises[step] = sum;
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
