import type { SteppedText } from './comparison.ts';
import { tokensOf, type TokenKind } from './tokens.ts';

/** How much a token counts beside a word of the same rarity: what is computed tells steps apart better than words. */
const weightOf: Readonly<Record<TokenKind, number>> = { word: 1, number: 2, command: 1, sign: 0.25 };

/** One step as a bag of token ids with their counts, in ascending order of id. */
export interface StepBag {
  /** Equal for steps that are the same but for white space. */
  readonly identity: string;
  readonly ids: Int32Array;
  readonly counts: Int32Array;
}

/** Steps of both texts as bags over one vocabulary, and how much each token counts. */
export interface Bags {
  readonly left: readonly StepBag[];
  readonly right: readonly StepBag[];
  /** By token id: its kind's weight times its rarity among all steps of both texts. */
  readonly weights: Float64Array;
}

/** @returns bags of all steps; rarity is `log(1 + steps / steps with the token)`, never 0. Linear in the texts. */
export function stepBags(left: SteppedText, right: SteppedText): Bags {
  const ids = new Map<string, number>();
  const kinds: number[] = [];
  const seenIn: number[] = [];
  const bagsOf = ({ text, steps }: SteppedText): StepBag[] =>
    steps.map(({ start, end }) => {
      const source = text.slice(start, end);
      const counts = new Map<number, number>();
      for (const { key, kind } of tokensOf(source)) {
        if (key === '') continue;
        let id = ids.get(key);
        if (id === undefined) {
          id = ids.size;
          ids.set(key, id);
          kinds.push(weightOf[kind]);
          seenIn.push(0);
        }
        const count = counts.get(id);
        if (count === undefined) seenIn[id] = (seenIn[id] ?? 0) + 1;
        counts.set(id, (count ?? 0) + 1);
      }
      const sorted = [...counts].sort(([a], [b]) => a - b);
      return {
        identity: source.trim().replace(/\s+/g, ' '),
        ids: Int32Array.from(sorted, ([id]) => id),
        counts: Int32Array.from(sorted, ([, count]) => count),
      };
    });
  const bags = { left: bagsOf(left), right: bagsOf(right) };
  const steps = left.steps.length + right.steps.length;
  const weights = Float64Array.from(kinds, (kind, id) => kind * Math.log(1 + steps / (seenIn[id] ?? 1)));
  return { ...bags, weights };
}

/** What a step weighs: the sum over its tokens. */
export function weightOfBag({ ids, counts }: StepBag, weights: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < ids.length; at += 1) sum += (counts[at] ?? 0) * (weights[ids[at] ?? 0] ?? 0);
  return sum;
}

/** Dice's coefficient of two bags by weight: 0 for nothing in common, 1 for the same tokens; two empty ones are alike. */
export function similarityOf(a: StepBag, b: StepBag, weights: Float64Array): number {
  const total = weightOfBag(a, weights) + weightOfBag(b, weights);
  if (total === 0) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length;) {
    const [x, y] = [a.ids[i] ?? 0, b.ids[j] ?? 0];
    if (x === y) {
      shared += Math.min(a.counts[i] ?? 0, b.counts[j] ?? 0) * (weights[x] ?? 0);
      i += 1;
      j += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return (2 * shared) / total;
}
