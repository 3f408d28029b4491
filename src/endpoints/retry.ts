import type { Failure } from './failures.ts';

/** Three tries in ten seconds. */
const refusedWaitsMs = [2000, 6000];
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/**
 * The policy of one request: how long to wait before it is sent again. Refused connections get three tries;
 * a server that is loading or asks to wait is asked again until `budgetMs` is spent; all else is final.
 */
export class RetryPolicy {
  readonly #random: () => number;
  #refused = 0;
  #later = 0;
  #spentMs = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds to wait, or null where it is over. `tookMs`: what the failed attempt took. */
  next(failure: Failure | null, tookMs: number, budgetMs: number): number | null {
    if (!failure?.retry) return null;
    if (failure.retry === 'refused') {
      const wait = refusedWaitsMs[this.#refused] ?? null;
      this.#refused += 1;
      return wait;
    }
    this.#spentMs += tookMs;
    const backoff = Math.min(firstWaitMs * 2 ** this.#later, longestWaitMs);
    // Give or take a quarter, so that requests turned away together do not come back together.
    const wait =
      (failure.retryAfterMs ?? backoff) +
      backoff * (this.#random() / 2 - (failure.retryAfterMs === null ? 0.25 : 0));
    this.#later += 1;
    if (this.#spentMs + wait > budgetMs) return null;
    this.#spentMs += wait;
    return wait;
  }

  /** What to add to the last failure's message, so that it says how long it was tried. */
  get givenUp(): string {
    if (this.#later > 1)
      return ` Gave up after ${this.#later} tries in ${Math.round(this.#spentMs / 1000)} s.`;
    return this.#refused > 1 ? ` Gave up after ${this.#refused} tries.` : '';
  }

  /** Attempts so far that were turned away. */
  get attempts(): number {
    return this.#refused + this.#later;
  }
}
