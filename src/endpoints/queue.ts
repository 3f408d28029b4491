/** A request that waits for its turn. */
export interface Waiting {
  readonly model: string;
  /** It may start while fewer than this many are running. */
  readonly limit: number;
  readonly start: () => void;
  /** Told how many stand before it, when that changes. */
  readonly onAhead: (ahead: number) => void;
}

/** Telling every one of thousands that it moved up by one would cost more than the requests. */
const toldOf = 32;

/**
 * The queue of one server. First come, first served, except on a server that holds one model at a time: there
 * the requests for the model it used last go first, so that it does not load models to and fro.
 */
export class RequestQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #lastModel: string | null = null;
  /** Whether changing the model costs the server a load. */
  oneModelAtATime = false;

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#waiting.length;
  }

  /** `first`: it has had its turn, so it goes before those that have not. */
  add(request: Waiting, first = false): void {
    if (first) this.#waiting.unshift(request);
    else this.#waiting.push(request);
    this.#next();
    this.#tell(request);
  }

  /** Takes a waiting request out; nothing where it does not wait. */
  remove(request: Waiting): void {
    const index = this.#waiting.indexOf(request);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.#next();
    this.#tell();
  }

  /** A running request gave up its place. */
  release(): void {
    this.#running -= 1;
    this.#next();
    this.#tell();
  }

  #next(): void {
    for (;;) {
      const index = this.#choose();
      const request = this.#waiting[index];
      if (request === undefined) return;
      this.#waiting.splice(index, 1);
      this.#running += 1;
      this.#lastModel = request.model;
      request.start();
    }
  }

  /** -1 where none may start. */
  #choose(): number {
    const mayStart = (request: Waiting): boolean => this.#running < request.limit;
    if (this.oneModelAtATime) {
      const same = this.#waiting.findIndex((request) => request.model === this.#lastModel);
      // Another model has to wait until all of this one are done.
      if (same >= 0)
        return this.#waiting.findIndex(
          (request, at) => at >= same && request.model === this.#lastModel && mayStart(request),
        );
      if (this.#running > 0) return -1;
    }
    return this.#waiting.findIndex(mayStart);
  }

  #tell(newcomer?: Waiting): void {
    for (const [ahead, request] of this.#waiting.slice(0, toldOf).entries()) request.onAhead(ahead);
    const at = newcomer === undefined ? -1 : this.#waiting.indexOf(newcomer);
    if (at >= toldOf) newcomer?.onAhead(at);
  }
}
