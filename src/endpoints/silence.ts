/** Longest delay of a timer; a longer one would go off at once. */
export const longestTimerMs = 2 ** 31 - 1;

/**
 * Watches a stream for silence. Every byte counts as a sign of life, a keep-alive comment too: a server that is
 * merely slow is waited for. The timer is set once a limit, not once a byte.
 */
export class SilenceWatch {
  #limitMs: number;
  #last = performance.now();
  #timer: NodeJS.Timeout;
  readonly #onSilence: () => void;

  constructor(limitMs: number, onSilence: () => void) {
    this.#limitMs = Math.min(limitMs, longestTimerMs);
    this.#onSilence = onSilence;
    this.#timer = setTimeout(() => this.#check(), this.#limitMs);
  }

  heard(): void {
    this.#last = performance.now();
  }

  /** From now on another silence is too long. */
  setLimit(limitMs: number): void {
    this.#limitMs = Math.min(limitMs, longestTimerMs);
    this.heard();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), this.#limitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #check(): void {
    const rest = this.#last + this.#limitMs - performance.now();
    if (rest <= 1) this.#onSilence();
    else this.#timer = setTimeout(() => this.#check(), rest);
  }
}
