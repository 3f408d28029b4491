/** Frames for each column: one brings its texts to where the reader was, the other draws what is there. */
const FRAMES = 2;

/**
 * Which columns have their texts in sight. Out of sight they stay in the page; back they come a column at a time, for
 * to lay out six long texts at once takes longer than a frame may.
 */
export class TextsInTurn {
  readonly #onNext: () => void;
  /** How many columns, from the first one on. */
  #seen = Infinity;
  #frame: number | null = null;

  /** @param onNext called when the next column's texts are to come into sight */
  constructor(onNext: () => void) {
    this.#onNext = onNext;
  }

  /** @param index 0-based place of the column */
  isSeen(index: number): boolean {
    return index < this.#seen;
  }

  /** Takes whether texts are out of sight altogether, and how many columns there are. */
  set(hidden: boolean, columns: number): void {
    if (hidden) {
      if (this.#frame !== null) cancelAnimationFrame(this.#frame);
      this.#frame = null;
      this.#seen = 0;
    } else if (this.#seen >= columns) this.#seen = Infinity;
    else if (this.#frame === null) {
      this.#seen += 1;
      this.#nextIn(FRAMES);
    }
  }

  #nextIn(frames: number): void {
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      if (frames > 1) this.#nextIn(frames - 1);
      else this.#onNext();
    });
  }
}
