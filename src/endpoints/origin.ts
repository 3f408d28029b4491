import type { Identified } from './identify.ts';
import { RequestQueue } from './queue.ts';
import { requestLimit, type ServerInfo, type ServerKind } from './serverInfo.ts';

/** What the view shows of a server. */
export interface ServerStatus {
  readonly origin: string;
  readonly baseUrl: string;
  /** `unknown` until it was asked. */
  readonly kind: ServerKind;
  /** What it last said of itself, also where it did not answer since; null where it never did. */
  readonly info: ServerInfo | null;
  /** What was wrong when it was last asked; null where nothing was. */
  readonly problem: string | null;
  /** Requests sent at once. */
  readonly limit: number;
  readonly running: number;
  readonly queued: number;
  /** Requests that wait before they are sent again. */
  readonly retrying: number;
}

/** These load one model after another as requests ask for them. */
const swapping: ReadonlySet<ServerKind> = new Set(['Ollama', 'llama-cpp-python']);

/** One server: its queue, and what is known of it. */
export class Origin {
  readonly origin: string;
  readonly baseUrl: string;
  readonly queue = new RequestQueue();
  retrying = 0;
  /** The server answered 400 to `stream_options`. */
  refusesUsage = false;
  #info: ServerInfo | null = null;
  /** What was wrong when it was last asked. */
  #problem: string | null = null;
  #asking: Promise<Identified> | null = null;

  constructor(origin: string, baseUrl: string) {
    this.origin = origin;
    this.baseUrl = baseUrl;
  }

  /** What it last said of itself, also where it did not answer since. */
  get info(): ServerInfo | null {
    return this.#info;
  }

  get limit(): number {
    return requestLimit(this.info);
  }

  /**
   * Asks who it is where that is not known, or where it did not say when it was last asked; those who ask at the
   * same time get the same answer.
   */
  async identify(ask: () => Promise<Identified>): Promise<ServerInfo | null> {
    if (this.#info === null || this.#problem !== null) {
      this.#asking ??= ask().finally(() => {
        this.#asking = null;
      });
      this.take(await this.#asking);
    }
    return this.#info;
  }

  /** A server that fails to answer is still of the kind it was: how many requests it bears does not change. */
  take(identified: Identified): void {
    this.#problem = identified.ok ? null : identified.message;
    if (!identified.ok) return;
    this.#info = identified.server;
    this.queue.oneModelAtATime = swapping.has(identified.server.kind);
  }

  status(): ServerStatus {
    return {
      origin: this.origin,
      baseUrl: this.baseUrl,
      kind: this.info?.kind ?? 'unknown',
      info: this.info,
      problem: this.#problem,
      limit: this.limit,
      running: this.queue.running,
      queued: this.queue.queued,
      retrying: this.retrying,
    };
  }
}
