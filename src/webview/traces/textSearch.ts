export interface FindOptions {
  readonly caseSensitive: boolean;
}

/** Finds a text in a growing trace; what was searched once is not searched again. */
export class TextSearch {
  #pattern: RegExp | null = null;
  #query = '';
  #size = 0;
  #searched = 0;
  readonly #found: (readonly [number, number])[] = [];

  /** Half-open UTF-16 offsets in the trace, in order, without overlap. */
  get found(): readonly (readonly [number, number])[] {
    return this.#found;
  }

  /** What matches the text that is searched for; null where none is. */
  get pattern(): RegExp | null {
    return this.#pattern;
  }

  /** Was something found in [start, end)? */
  isIn(start: number, end: number): boolean {
    let [low, high] = [0, this.#found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#found[middle]?.[1] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const first = this.#found[low];
    return first !== undefined && first[0] < end;
  }

  /** Searches for a text, an empty one is nowhere; false where it is the one searched for already. */
  set(query: string, { caseSensitive }: FindOptions): boolean {
    if (query === this.#query && this.#pattern?.ignoreCase !== caseSensitive) return false;
    this.#query = query;
    const literal = query.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    this.#pattern = query === '' ? null : new RegExp(literal, caseSensitive ? 'gu' : 'giu');
    this.#size = query.length;
    this.#searched = 0;
    this.#found.length = 0;
    return true;
  }

  /** Searches what was added to the text; true where something more was found. */
  update(text: string): boolean {
    if (this.#pattern === null) return false;
    const before = this.#found.length;
    this.#pattern.lastIndex = Math.max(this.#found.at(-1)?.[1] ?? 0, this.#searched - 2 * this.#size);
    for (let hit = this.#pattern.exec(text); hit !== null; hit = this.#pattern.exec(text)) {
      this.#found.push([hit.index, hit.index + hit[0].length]);
    }
    this.#searched = text.length;
    return this.#found.length > before;
  }

  /** The text begins anew. */
  restart(): void {
    this.#searched = 0;
    this.#found.length = 0;
  }
}
