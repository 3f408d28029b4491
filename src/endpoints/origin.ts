import type { Identified } from './identify.ts';
import { RequestQueue } from './queue.ts';
import { requestLimit, type ServerInfo, type ServerKind } from './serverInfo.ts';

/** What the view shows of a server. Servers at one origin share its queue: its counts stand with each of them. */
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

/** One origin: its queue, and the servers that answer below its paths. */
export class Origin {
  readonly origin: string;
  readonly queue = new RequestQueue();
  retrying = 0;
  readonly #servers = new Map<string, Server>();

  constructor(origin: string) {
    this.origin = origin;
  }

  serverAt(baseUrl: string): Server {
    let server = this.#servers.get(baseUrl);
    if (server === undefined) {
      server = new Server(this, baseUrl);
      this.#servers.set(baseUrl, server);
    }
    return server;
  }

  /** A server said what it is. */
  identified(): void {
    this.queue.oneModelAtATime = [...this.#servers.values()].some(
      ({ info }) => info !== null && swapping.has(info.kind),
    );
  }
}

/** What is known of the server at one base URL: a gateway may have another one below each of its paths. */
export class Server {
  readonly origin: Origin;
  readonly baseUrl: string;
  /** The server answered 400 to `stream_options`. */
  refusesUsage = false;
  #info: ServerInfo | null = null;
  /** What was wrong when it was last asked. */
  #problem: string | null = null;
  readonly #asking = new Map<string, Promise<Identified>>();

  constructor(origin: Origin, baseUrl: string) {
    this.origin = origin;
    this.baseUrl = baseUrl;
  }

  /** What it last said of itself, also where it did not answer since. */
  get info(): ServerInfo | null {
    return this.#info;
  }

  /**
   * Asks who it is where that is not known, or where it did not say when it was last asked; those who ask at the
   * same time with the same headers get the same answer.
   */
  async identify(
    headers: Readonly<Record<string, string>>,
    ask: () => Promise<Identified>,
  ): Promise<ServerInfo | null> {
    if (this.#info === null || this.#problem !== null) {
      const key = JSON.stringify(headers);
      let asking = this.#asking.get(key);
      if (asking === undefined) {
        asking = ask().finally(() => this.#asking.delete(key));
        this.#asking.set(key, asking);
      }
      this.take(await asking);
    }
    return this.#info;
  }

  /** A server that fails to answer is still of the kind it was: how many requests it bears does not change. */
  take(identified: Identified): void {
    this.#problem = identified.ok ? null : identified.message;
    if (!identified.ok) return;
    this.#info = identified.server;
    this.origin.identified();
  }

  status(): ServerStatus {
    const { origin, queue, retrying } = this.origin;
    return {
      origin,
      baseUrl: this.baseUrl,
      kind: this.#info?.kind ?? 'unknown',
      info: this.#info,
      problem: this.#problem,
      limit: requestLimit(this.#info),
      running: queue.running,
      queued: queue.queued,
      retrying,
    };
  }
}
