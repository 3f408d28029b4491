import type { SteppedText } from './comparison.ts';
import { SameValues } from './sameValues.ts';
import { keyOf, readTokens, type TokenKind } from './tokens.ts';

/** White space that is no single blank. */
const blanks = /[^\S ]| {2}/;

/** The tokens of a text, step by step, in columns. */
export interface TextTokens {
  /** For each step and one more: where its tokens begin in the columns. */
  readonly first: Int32Array;
  /** UTF-16 offsets in the whole text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Equal for tokens that are compared as equal, in both texts. */
  readonly ids: Int32Array;
  /** For each step: equal for steps that are the same but for white space, in both texts. */
  readonly identities: Int32Array;
}

/** Gives both texts' tokens and steps their ids. */
export class Vocabulary {
  /** By token id: its kind, and what it is compared by. */
  readonly kinds: TokenKind[] = [];
  readonly keys: string[] = [];
  /** What was asked of the values of their formulas. */
  readonly values = new SameValues();
  readonly #byKey = new Map<string, number>();
  /** By what stands in the text. The same digits may be a number here and a marker there, all else is of one kind. */
  readonly #bySource = new Map<string, number>();
  readonly #markers = new Map<string, number>();
  readonly #identities = new Map<string, number>();

  /** Reads each step by itself, so that no token belongs to two. Linear in the text. */
  read({ text, steps }: SteppedText): TextTokens {
    const first = new Int32Array(steps.length + 1);
    const identities = new Int32Array(steps.length);
    let size = 0;
    let capacity = (text.length >> 2) + 16;
    let starts: Int32Array = new Int32Array(capacity);
    let ends: Int32Array = new Int32Array(capacity);
    let ids: Int32Array = new Int32Array(capacity);
    const grow = (): void => {
      capacity *= 2;
      [starts, ends, ids] = [larger(starts, capacity), larger(ends, capacity), larger(ids, capacity)];
    };
    steps.forEach(({ start, end }, at) => {
      const source = text.slice(start, end);
      identities[at] = this.#identityOf(source);
      readTokens(source, (from, to, token, kind) => {
        const id = this.#idOf(token, kind);
        if (id < 0) return;
        if (size === capacity) grow();
        starts[size] = start + from;
        ends[size] = start + to;
        ids[size] = id;
        size += 1;
      });
      first[at + 1] = size;
    });
    return {
      first,
      starts: starts.slice(0, size),
      ends: ends.slice(0, size),
      ids: ids.slice(0, size),
      identities,
    };
  }

  /** -1 for what says nothing. */
  #idOf(source: string, kind: TokenKind): number {
    const known = kind === 'marker' ? this.#markers : this.#bySource;
    const id = known.get(source);
    if (id !== undefined) return id;
    const found = this.#idOfKey(keyOf(source, kind), kind);
    known.set(source, found);
    return found;
  }

  #idOfKey(key: string, kind: TokenKind): number {
    if (key === '') return -1;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const id = this.kinds.length;
    this.#byKey.set(key, id);
    this.kinds.push(kind);
    this.keys.push(key);
    return id;
  }

  #identityOf(source: string): number {
    const trimmed = source.trim();
    const plain = blanks.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
    const known = this.#identities.get(plain);
    if (known !== undefined) return known;
    const identity = this.#identities.size;
    this.#identities.set(plain, identity);
    return identity;
  }
}

function larger(column: Int32Array, capacity: number): Int32Array {
  const copy = new Int32Array(capacity);
  copy.set(column);
  return copy;
}
