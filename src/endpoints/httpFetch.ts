import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

import { MessageChunks } from './messageChunks.ts';

/** Free sockets are closed before a server's own keep-alive limit (uvicorn: 5 s) can meet a new request. */
const freeSocketMs = 4000;
/** A reset that comes later than this after the request was written was no socket closed beforehand. */
const staleMs = 100;

/** Keep-alive agents, one an origin. They open as many sockets as are asked for: the queue alone holds back. */
export class Agents {
  readonly #agents = new Map<string, http.Agent>();

  agentFor(origin: string): http.Agent {
    let agent = this.#agents.get(origin);
    if (agent === undefined) {
      const options = {
        keepAlive: true,
        timeout: freeSocketMs,
        scheduling: 'lifo',
        maxSockets: Infinity,
      } as const;
      agent = origin.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
      this.#agents.set(origin, agent);
    }
    return agent;
  }

  dispose(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}

export interface FetchOptions {
  /** Absent: a connection for this request alone. */
  readonly agent?: http.Agent;
  /** Sent in place of the headers the caller gives; a caller's own additions then never leave this process. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Told of every piece of a response's body, and of its headers with null. */
  readonly onBytes?: (bytes: Buffer | null) => void;
  /** How soon a reset must come on a kept-alive socket for the request to be sent anew; default 100. */
  readonly staleMs?: number;
  /** Name look-up other than the system's. */
  readonly lookup?: LookupFunction;
}

/**
 * A `fetch` over `node:http(s)`: keep-alive as its agent says, no time limit of its own (the built-in one stops
 * after 300 s), no redirects, no decoding. Rejects with Node's own errors, so that `code` tells what happened.
 */
export function httpFetch(
  options: FetchOptions = {},
): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    if (url instanceof Request) throw new TypeError('A request object is not supported.');
    const message = await sendAgainIfStale(new URL(url), init, options);
    options.onBytes?.(null);
    return toResponse(message, options.onBytes);
  };
}

/**
 * A server may close a kept-alive socket just as a request is written to it: that request is sent anew. One that
 * was taken and worked on is not, since it would be done twice.
 */
async function sendAgainIfStale(
  url: URL,
  init: RequestInit,
  options: FetchOptions,
): Promise<http.IncomingMessage> {
  try {
    return await send(url, init, options);
  } catch (error) {
    if (!(error instanceof StaleSocketError)) throw error;
    return await send(url, init, options, true);
  }
}

class StaleSocketError extends Error {}

function send(
  url: URL,
  init: RequestInit,
  options: FetchOptions,
  fresh = false,
): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const { body, signal } = init;
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw new TypeError('Only text is sent as a body.');
  }
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: init.method ?? 'GET',
    headers: {
      ...(options.headers ?? Object.fromEntries(new Headers(init.headers))),
      ...(typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {}),
    },
    agent: fresh ? false : (options.agent ?? false),
    ...(options.lookup ? { lookup: options.lookup } : {}),
    ...(signal ? { signal } : {}),
  });
  let writtenAt = Infinity;
  request.once('socket', () => {
    writtenAt = performance.now();
  });
  request.once('response', resolve);
  request.once('error', (error: NodeJS.ErrnoException) => {
    const reset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    const atOnce = performance.now() - writtenAt <= (options.staleMs ?? staleMs);
    const stale = request.reusedSocket && reset && atOnce;
    reject(stale && !signal?.aborted ? new StaleSocketError(error.message) : error);
  });
  request.end(body ?? undefined);
  return promise;
}

const bodiless = new Set([204, 205, 304]);

function toResponse(message: http.IncomingMessage, onBytes: FetchOptions['onBytes']): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headersDistinct)) {
    for (const one of value ?? []) headers.append(name, one);
  }
  const status = message.statusCode ?? 0;
  const empty = bodiless.has(status);
  if (empty) message.on('error', () => undefined).resume();
  return new Response(empty ? null : bodyStream(message, onBytes), { status, headers });
}

/**
 * The body as a web stream. Who iterates over it, as the `openai` package does, gets the chunks of the socket
 * directly: going through the web stream's queue would cost more than all the rest of reading a token.
 */
function bodyStream(
  message: http.IncomingMessage,
  onBytes: FetchOptions['onBytes'],
): ReadableStream<Uint8Array> {
  const chunks = new MessageChunks(message, onBytes);
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
  Object.defineProperty(stream, Symbol.asyncIterator, { value: () => chunks });
  return stream;
}
