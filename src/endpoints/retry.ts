import type { Failure } from './failures.ts';
import { say } from '../core/say.ts';

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
  readonly #budgetMs: number;
  #refused = 0;
  #later = 0;
  /** Waits and failed tries of servers that asked to wait, which the budget is for. */
  #spentMs = 0;
  #waitedMs = 0;

  constructor(random: () => number, budgetMs: number) {
    this.#random = random;
    this.#budgetMs = budgetMs;
  }

  /** Milliseconds to wait, or null where it is over. `tookMs`: what the failed attempt took. */
  next(failure: Failure | null, tookMs: number): number | null {
    if (!failure?.retry) return null;
    const wait = failure.retry === 'refused' ? this.#nextRefused() : this.#nextLater(failure, tookMs);
    if (wait !== null) this.#waitedMs += tookMs + wait;
    return wait;
  }

  #nextRefused(): number | null {
    const wait = refusedWaitsMs[this.#refused] ?? null;
    this.#refused += 1;
    return wait;
  }

  #nextLater({ retryAfterMs }: Failure, tookMs: number): number | null {
    this.#spentMs += tookMs;
    const backoff = Math.min(firstWaitMs * 2 ** this.#later, longestWaitMs);
    // Give or take a quarter, so that requests turned away together do not come back together.
    const wait =
      (retryAfterMs ?? backoff) + backoff * (this.#random() / 2 - (retryAfterMs === null ? 0.25 : 0));
    this.#later += 1;
    if (this.#spentMs + wait > this.#budgetMs) return null;
    this.#spentMs += wait;
    return wait;
  }

  /** The message of a failure that is the last, with how long it was tried, and why no longer. */
  givenUp(message: string, { retry, retryAfterMs }: Failure): string {
    if (retry === null) return message;
    const asked =
      retry === 'later' && retryAfterMs !== null
        ? say`${message} It asks to wait ${seconds(retryAfterMs)}; requests are sent again for at most ${seconds(this.#budgetMs)}.`
        : message;
    return this.attempts > 1
      ? say`${asked} Gave up after ${this.attempts} tries in ${seconds(this.#waitedMs)}.`
      : asked;
  }

  /** Attempts so far that were turned away. */
  get attempts(): number {
    return this.#refused + this.#later;
  }

  /** Milliseconds from the first attempt to the one under way: attempts that were turned away, and waits. */
  get waitedMs(): number {
    return this.#waitedMs;
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000).toLocaleString('en')} s`;
}
