import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Plays an answer to a request, well or badly. */
export type Reply = (response: http.ServerResponse, request: SeenRequest) => void | Promise<void>;

export interface FaultServer {
  readonly origin: string;
  readonly baseUrl: string;
  readonly port: number;
  /** POST requests, in order. */
  readonly posts: readonly SeenRequest[];
  /** What was asked about the server itself, in order: paths of GET, and `POST /api/…` of Ollama's own routes. */
  readonly gets: readonly string[];
  /** POST requests under way now, and the most there ever were. */
  readonly open: { now: number; most: number };
  /** Resolves when the client closes the socket of a POST before its answer ended. */
  readonly hungUp: Promise<undefined>;
  close(): Promise<void>;
}

export interface FaultServerOptions {
  /** One for each POST in turn; the last one also for all that follow. */
  readonly replies?: readonly Reply[];
  /** Answers to GET by path, and to Ollama's own routes as `POST /api/…`; 404 for all others. */
  readonly routes?: Readonly<Record<string, Reply>>;
  readonly host?: string;
  /** Absent: any free one. */
  readonly port?: number;
}

/** A real HTTP server on a loopback port of its own, which plays every fault a model server has. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const posts: SeenRequest[] = [];
  const gets: string[] = [];
  const open = { now: 0, most: 0 };
  const hungUp = Promise.withResolvers<undefined>();
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(pieces).toString(),
      };
      const own = seen.path.startsWith('/api/');
      if (seen.method === 'GET' || own) {
        const asked = seen.method === 'GET' ? seen.path : `${seen.method} ${seen.path}`;
        gets.push(asked);
        void (options.routes?.[asked] ?? json(404, { error: { message: 'no such route' } }))(response, seen);
        return;
      }
      posts.push(seen);
      open.now += 1;
      open.most = Math.max(open.most, open.now);
      response.on('close', () => {
        open.now -= 1;
        if (!response.writableFinished) hungUp.resolve(undefined);
      });
      const replies = options.replies ?? [];
      void (replies[Math.min(posts.length, replies.length) - 1] ?? json(500, {}))(response, seen);
    });
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, host, resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    port,
    posts,
    gets,
    open,
    hungUp: hungUp.promise,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A loopback port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = await startFaultServer();
  await server.close();
  return server.port;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function json(status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function text(status: number, body: string, type = 'text/plain'): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };
}

export function beginStream(response: http.ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
}

/** Writes raw pieces of a stream, each flushed on its own, then does what `end` says. */
export function stream(pieces: readonly (string | Buffer)[], end: 'end' | 'reset' | 'stall' = 'end'): Reply {
  return async (response) => {
    beginStream(response);
    for (const piece of pieces) {
      response.write(piece);
      await pause(2);
    }
    if (end === 'end') response.end();
    else if (end === 'reset') response.socket?.resetAndDestroy();
  };
}

export function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** A chunk of a chat stream with one delta. */
export function delta(fields: Readonly<Record<string, unknown>>, finish: string | null = null): string {
  return event({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: fields, finish_reason: finish }],
  });
}

export const role = delta({ role: 'assistant', content: null });
export const said = (content: string): string => delta({ content });
export const finish = (reason = 'stop'): string => delta({}, reason);
export const usage = event({ choices: [], usage: { prompt_tokens: 7, completion_tokens: 3 } });
export const done = 'data: [DONE]\n\n';

/** A list of models as a kind of server gives it. */
export function modelList(owner: string, ...ids: readonly string[]): Reply {
  return json(200, { object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: owner })) });
}
