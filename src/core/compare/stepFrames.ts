import { PairIds } from './pairIds.ts';
import type { Vocabulary } from './textTokens.ts';

/** The frame of a step that is one number and nothing else; and of one of several, or of nothing that says anything. */
export const LONE_NUMBER = -1;
const NO_FRAME = -2;

/** Tells steps by what they say without their numbers. */
export class Frames {
  readonly #kinds: Vocabulary['kinds'];
  /** The token id of a minus. */
  readonly #minus: number;
  /** By two hashes of what a step says. */
  readonly #known = new PairIds(1_024);
  #size = 0;

  constructor({ kinds, keys }: Pick<Vocabulary, 'kinds' | 'keys'>) {
    this.#kinds = kinds;
    this.#minus = keys.indexOf('-');
  }

  /** Below 0 for a step of numbers alone. */
  of(ids: Int32Array, from: number, to: number): number {
    let one = 0;
    let other = 0;
    let many = 0;
    let numbers = 0;
    for (let at = from; at < to; at += 1) {
      const id = ids[at] ?? 0;
      const kind = this.#kinds[id];
      if (kind === 'number') numbers += 1;
      if (kind === 'number' || kind === 'marker' || this.#isOfNumber(ids, at, from, to)) continue;
      many += 1;
      one = Math.imul(one ^ id, 0x9e3779b1) + 1;
      one ^= one >>> 15;
      other = (Math.imul(other, 31) + id) | 0;
    }
    if (many === 0) return numbers === 1 ? LONE_NUMBER : NO_FRAME;
    const id = this.#known.idOf(one, other, this.#size);
    if (id === this.#size) this.#size += 1;
    return id;
  }

  /** A minus before a number that has nothing, or another sign, before it. */
  #isOfNumber(ids: Int32Array, at: number, from: number, to: number): boolean {
    if (ids[at] !== this.#minus || at + 1 === to || this.#kinds[ids[at + 1] ?? 0] !== 'number') return false;
    return at === from || ['sign', 'command'].includes(this.#kinds[ids[at - 1] ?? 0] ?? '');
  }
}
