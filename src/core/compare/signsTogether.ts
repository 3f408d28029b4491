import type { TextBags } from './stepBags.ts';
import type { TokenKind } from './tokens.ts';

/** So many signs, the most common ones, are looked at together: a step's are the bits of a number. */
const MOST_SIGNS = 31;
/** How many steps have some signs is counted less so many standard deviations: few steps say little. */
const DEVIATIONS = 2;

/**
 * How little the signs that two steps share are expected together. Signs do not come alone: who writes `x^2` in a text
 * of quadratic equations writes `+`, `-` and `=` too, and each of them by itself would be evidence again.
 */
export class SignsTogether {
  /** By token id: its bit; 0 for what is no common sign. */
  readonly bits: Int32Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  /** Which signs steps have, and how many steps have just these; steps that are the same count once. */
  readonly #kinds: Int32Array;
  readonly #counts: Int32Array;
  readonly #steps: number;
  readonly #known = new Map<number, number>();

  constructor(left: TextBags, right: TextBags, kinds: readonly TokenKind[]) {
    this.bits = bitsOf([left, right], kinds);
    [this.#left, this.#right] = [signsOf(left, this.bits), signsOf(right, this.bits)];
    const counts = new Map<number, number>();
    const seen = new Set<number>();
    const count = ({ identities }: TextBags, signs: Int32Array): void => {
      identities.forEach((identity, step) => {
        if (seen.has(identity)) return;
        seen.add(identity);
        const of = signs[step] ?? 0;
        counts.set(of, (counts.get(of) ?? 0) + 1);
      });
    };
    count(left, this.#left);
    count(right, this.#right);
    this.#steps = seen.size;
    this.#kinds = Int32Array.from(counts.keys());
    this.#counts = Int32Array.from(counts.values());
  }

  /** In nats; infinite where too few other steps have all of them to tell. */
  surprise(left: number, right: number): number {
    const shared = (this.#left[left] ?? 0) & (this.#right[right] ?? 0);
    const known = this.#known.get(shared);
    if (known !== undefined) return known;
    let others = -2;
    for (let at = 0; at < this.#kinds.length; at += 1)
      if (((this.#kinds[at] ?? 0) & shared) === shared) others += this.#counts[at] ?? 0;
    const surely = others - DEVIATIONS * Math.sqrt(Math.max(0, others));
    const found = surely > 0 ? Math.log(this.#steps / surely) : Infinity;
    this.#known.set(shared, found);
    return found;
  }
}

/** The bits of the signs that are in most steps. */
function bitsOf(texts: readonly TextBags[], kinds: readonly TokenKind[]): Int32Array {
  const steps = new Int32Array(kinds.length);
  for (const { ids } of texts) for (const id of ids) if (id < kinds.length) steps[id] = (steps[id] ?? 0) + 1;
  const signs = kinds.flatMap((kind, id) => (kind === 'sign' ? [id] : []));
  signs.sort((a, b) => (steps[b] ?? 0) - (steps[a] ?? 0) || a - b);
  const bits = new Int32Array(kinds.length);
  signs.slice(0, MOST_SIGNS).forEach((id, at) => (bits[id] = 1 << at));
  return bits;
}

function signsOf({ first, ids, identities }: TextBags, bits: Int32Array): Int32Array {
  const signs = new Int32Array(identities.length);
  for (let step = 0; step < signs.length; step += 1) {
    let found = 0;
    for (let at = first[step] ?? 0; at < (first[step + 1] ?? 0); at += 1) found |= bits[ids[at] ?? 0] ?? 0;
    signs[step] = found;
  }
  return signs;
}
