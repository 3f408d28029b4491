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
    this.#limitMs = limitMs;
    this.#onSilence = onSilence;
    this.#timer = setTimeout(() => this.#check(), limitMs);
  }

  heard(): void {
    this.#last = performance.now();
  }

  /** From now on another silence is too long. */
  setLimit(limitMs: number): void {
    this.#limitMs = limitMs;
    this.heard();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), limitMs);
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
