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
