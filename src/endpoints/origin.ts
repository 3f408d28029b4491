import type { Identified } from './identify.ts';
import { RequestQueue } from './queue.ts';
import { requestLimit, type ServerInfo, type ServerKind } from './serverInfo.ts';

/** What the view shows of a server. */
export interface ServerStatus {
  readonly origin: string;
  readonly baseUrl: string;
  /** `unknown` until it was asked. */
  readonly kind: ServerKind;
  /** What it last said of itself; null where it was not asked or did not answer. */
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
  #identified: Identified | null = null;
  #asking: Promise<Identified> | null = null;

  constructor(origin: string, baseUrl: string) {
    this.origin = origin;
    this.baseUrl = baseUrl;
  }

  get info(): ServerInfo | null {
    return this.#identified?.ok ? this.#identified.server : null;
  }

  get limit(): number {
    return requestLimit(this.info);
  }

  /** Asks who it is, once; further callers get the same answer. */
  async identify(ask: () => Promise<Identified>): Promise<ServerInfo | null> {
    if (this.#identified === null) {
      this.#asking ??= ask();
      this.take(await this.#asking);
      this.#asking = null;
    }
    return this.info;
  }

  take(identified: Identified): void {
    this.#identified = identified;
    this.queue.oneModelAtATime = swapping.has(this.info?.kind ?? 'unknown');
  }

  /** What a request was told makes an earlier failure to ask out of date: the next request asks again. */
  forgetFailure(): void {
    if (!this.#identified?.ok) this.#identified = null;
  }

  status(): ServerStatus {
    const identified = this.#identified;
    return {
      origin: this.origin,
      baseUrl: this.baseUrl,
      kind: this.info?.kind ?? 'unknown',
      info: this.info,
      problem: identified === null || identified.ok ? null : identified.message,
      limit: this.limit,
      running: this.queue.running,
      queued: this.queue.queued,
      retrying: this.retrying,
    };
  }
}
