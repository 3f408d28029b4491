import { PairIds } from './pairIds.ts';
import type { TokenKind } from './tokens.ts';

/** Tells steps by what they say without their numbers. */
export class Frames {
  readonly #kinds: readonly TokenKind[];
  /** By two hashes of what a step says. */
  readonly #known = new PairIds(1_024);
  #size = 0;

  constructor(kinds: readonly TokenKind[]) {
    this.#kinds = kinds;
  }

  /** -1 for a step of numbers alone. */
  of(ids: Int32Array, from: number, to: number): number {
    let one = 0;
    let other = 0;
    let many = 0;
    for (let at = from; at < to; at += 1) {
      const id = ids[at] ?? 0;
      const kind = this.#kinds[id];
      if (kind === 'number' || kind === 'marker') continue;
      many += 1;
      one = Math.imul(one ^ id, 0x9e3779b1) + 1;
      one ^= one >>> 15;
      other = (Math.imul(other, 31) + id) | 0;
    }
    if (many === 0) return -1;
    const id = this.#known.idOf(one, other, this.#size);
    if (id === this.#size) this.#size += 1;
    return id;
  }
}
