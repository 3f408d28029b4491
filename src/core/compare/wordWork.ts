/**
 * What the word differences of a whole comparison may cost, counted in tokens that are looked at: some second on a busy
 * machine. What is still to come when it is spent costs some 64 a token (`fewEdits`), another second for 200,000 words
 * of which next to none stand in one order.
 */
const MOST_WORK = 60_000_000;

/** Work that pairs of steps share: each may cost what it is of the tokens that are still to come, and what others left. */
export class WordWork {
  /** How much was done. */
  done = 0;
  readonly #most: number;
  #tokens: number;

  /** @param tokens of both texts together */
  constructor(tokens: number, most = MOST_WORK) {
    this.#tokens = tokens;
    this.#most = most;
  }

  /** The value of `done` up to which so many tokens, of which none was counted before, may be worked on. */
  limitFor(tokens: number): number {
    const left = Math.max(0, this.#most - this.done);
    const share = left * Math.min(1, tokens / Math.max(1, this.#tokens));
    this.#tokens -= tokens;
    return this.done + share;
  }
}
