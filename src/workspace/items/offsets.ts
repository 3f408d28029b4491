/** A growing list of ascending offsets: four bytes each in files below 4 GB, eight above. */
export class Offsets {
  #values: Uint32Array | Float64Array;
  #length = 0;
  readonly #largest: number;

  /** @param largest the largest offset that will be added. */
  constructor(largest: number) {
    this.#largest = largest;
    this.#values = this.#allocate(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(offset: number): void {
    if (this.#length === this.#values.length) {
      const grown = this.#allocate(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = offset;
  }

  /** The offset at this place; NaN outside the list. */
  at(index: number): number {
    return index >= 0 && index < this.#length ? (this.#values[index] ?? Number.NaN) : Number.NaN;
  }

  /** How many offsets are at or below this one: the last of them is at that count less one. */
  countUpTo(offset: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #allocate(length: number): Uint32Array | Float64Array {
    return this.#largest < 2 ** 32 ? new Uint32Array(length) : new Float64Array(length);
  }
}
