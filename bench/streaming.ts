import { spawn } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

import OpenAI from 'openai';
import * as v from 'valibot';

import { Servers } from '../src/endpoints/servers.ts';
import { outcome, outcomeText } from './support/outcome.ts';

/**
 * What a streamed token costs this side: CPU of the client process per 1,000 tokens with many streams open, and
 * the time to the first token beyond what a bare reader sees. The server is a process of its own; the ways take
 * turns in every round. "bytes" is the limit: it reads the sockets and looks at nothing.
 */
const rounds = 5;
const streams = 32;
const tokens = 200;
/** Between two tokens of one stream: 100 tokens a second, as a fast local server gives. */
const everyMs = 10;
const firstTokens = 60;
/** Reading into traces costs no more than the package alone does with the built-in fetch. */
const yardstick = 'openai + built-in fetch';
const targetRatio = 1;

/** Reads one response to its end; gives the milliseconds to its first token. */
type Way = (origin: string, count: number) => Promise<number>;

const ways: Readonly<Record<string, Way>> = {
  bytes: (origin, count) => readWith(origin, count, () => undefined),
  'node:http + JSON': (origin, count) => readWith(origin, count, parseLines()),
  'openai + built-in fetch': readWithOpenAi,
  'this project': readWithServers,
};
const bare = 'node:http + JSON';

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === 'server') {
    serve();
    return;
  }
  const server = spawn(process.execPath, [process.argv[1] ?? '', 'server'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const port = await firstLine(server.stdout);
    const origin = `http://127.0.0.1:${port}`;
    const cpu = new Map(Object.keys(ways).map((way) => [way, [] as number[]]));
    const ttft = new Map(Object.keys(ways).map((way) => [way, [] as number[]]));
    // The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, way] of Object.entries(ways)) {
        const cost = await cpuOf(() =>
          Promise.all(Array.from({ length: streams }, () => way(origin, tokens))),
        );
        if (round > 0) cpu.get(name)?.push((cost / (streams * tokens)) * 1000);
      }
    }
    for (let request = 0; request <= firstTokens; request += 1) {
      for (const [name, way] of Object.entries(ways)) {
        const ms = await way(origin, 2);
        if (request > 0) ttft.get(name)?.push(ms);
      }
    }
    report(rowsOf(cpu, ttft), args.includes('--json'));
  } finally {
    clients.dispose();
    server.kill();
  }
}

interface Row {
  readonly way: string;
  readonly cpuMs: number;
  /** Times the bare reader. */
  readonly ratio: number;
  readonly ttftMs: number;
  readonly addedTtftMs: number;
}

function rowsOf(
  cpu: ReadonlyMap<string, readonly number[]>,
  ttft: ReadonlyMap<string, readonly number[]>,
): Row[] {
  const of = (found: ReadonlyMap<string, readonly number[]>, way: string): number =>
    median(found.get(way) ?? []);
  return Object.keys(ways).map((way) => ({
    way,
    cpuMs: of(cpu, way),
    ratio: of(cpu, way) / of(cpu, bare),
    ttftMs: of(ttft, way),
    addedTtftMs: of(ttft, way) - of(ttft, bare),
  }));
}

function report(rows: readonly Row[], json: boolean): void {
  const numbers = rows.flatMap(({ way, cpuMs, ratio, ttftMs, addedTtftMs }) => [
    { name: `${way}: CPU`, value: cpuMs, unit: 'ms/1,000 tokens' },
    { name: `${way}: CPU ratio`, value: ratio, unit: '× bare' },
    { name: `${way}: first token`, value: ttftMs, unit: 'ms' },
    { name: `${way}: added to first token`, value: addedTtftMs, unit: 'ms' },
  ]);
  const cpuMsOf = (name: string): number => rows.find(({ way }) => way === name)?.cpuMs ?? Number.NaN;
  const target = { row: `this project: CPU beside ${yardstick}`, under: targetRatio };
  const beside = { name: target.row, value: cpuMsOf('this project') / cpuMsOf(yardstick), unit: '×' };
  const pace = `${streams} streams of ${1000 / everyMs} tokens/s, ${tokens} tokens each`;
  const name = `streaming, ${pace}, medians of ${rounds} rounds`;
  console.log(outcomeText(outcome(name, [...numbers, beside], target), json));
}

/** Milliseconds of CPU, user and system, that this process spends on something. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: streams });
const messages = [{ role: 'user' as const, content: 'What is 6 times 7?' }];

function readWith(origin: string, count: number, onText: (text: string) => void): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const started = performance.now();
  let first: number | null = null;
  const request = http.request(`${origin}/v1/chat/completions`, { method: 'POST', agent }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      first ??= performance.now() - started;
      onText(text);
    });
    response.on('end', () => resolve(first ?? Number.NaN));
    response.on('error', reject);
  });
  request.on('error', reject);
  request.end(JSON.stringify({ model: 'm', messages, stream: true, max_tokens: count }));
  return promise;
}

const Token = v.looseObject({ choices: v.array(v.looseObject({ delta: v.looseObject({}) })) });

/** The least that gets at the tokens: lines, JSON, the text of the delta. */
function parseLines(): (text: string) => void {
  let rest = '';
  let length = 0;
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue;
      const chunk = v.parse(Token, JSON.parse(line.slice(6)));
      const content = chunk.choices[0]?.delta.content;
      if (typeof content === 'string') length += content.length;
    }
    if (length < 0) throw new Error('a length is not negative');
  };
}

async function readWithOpenAi(origin: string, count: number): Promise<number> {
  const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'none', maxRetries: 0 });
  const started = performance.now();
  let first: number | null = null;
  // The one name for it that all servers take, which the package calls out of date.
  const limit: Record<string, unknown> = { max_tokens: count };
  const stream = await client.chat.completions.create({ model: 'm', messages, stream: true, ...limit });
  for await (const chunk of stream)
    if (chunk.choices[0]?.delta.content) first ??= performance.now() - started;
  return first ?? Number.NaN;
}

const clients = new Servers({
  keyFor: () => Promise.resolve(undefined),
  secret: () => Promise.resolve(undefined),
  limits: () => ({ firstTokenSeconds: 600, idleSeconds: 120, retrySeconds: 600 }),
});

async function readWithServers(origin: string, count: number): Promise<number> {
  const started = performance.now();
  const arrived: number[] = [];
  const trace = await clients.generate({
    endpoint: {
      label: 'm',
      baseUrl: `${origin}/v1`,
      model: 'm',
      api: 'chat',
      sampling: { repeats: 1, maxTokens: count },
      headers: {},
    },
    prompt: { api: 'chat', messages, text: '', stop: [], choices: null, hash: '' },
    repeat: 0,
    signal: new AbortController().signal,
    onEvent: ({ type }) => {
      if (type === 'answer') arrived.push(performance.now());
    },
  });
  if (trace.status !== 'complete') throw new Error(trace.error?.message ?? trace.status);
  return (arrived[0] ?? Number.NaN) - started;
}

const Asked = v.object({ max_tokens: v.number() });

/** Child process: streams tokens at a fixed pace to all who ask; prints its port. */
function serve(): void {
  process.stdin.on('end', () => process.exit()).resume();
  const chunk = (content: string, finish: string | null): string =>
    `data: ${JSON.stringify({ id: 'chatcmpl-uhndX3xLeDzfTJNw6ojbmf1Vyn3GxXsI', object: 'chat.completion.chunk', created: 1795313071, model: 'm', choices: [{ index: 0, delta: finish === null ? { content } : {}, finish_reason: finish }] })}\n\n`;
  const token = chunk(' token', null);
  const open = new Map<http.ServerResponse, number>();
  setInterval(() => {
    for (const [response, left] of open) {
      if (left > 0) {
        response.write(token);
        open.set(response, left - 1);
      } else {
        open.delete(response);
        response.end(`${chunk('', 'stop')}data: [DONE]\n\n`);
      }
    }
  }, everyMs);
  const server = http.createServer((request, response) => {
    if (request.method === 'GET') {
      // Said to be vLLM, so that all streams run at once.
      response.end(JSON.stringify({ data: [{ id: 'm', owned_by: 'vllm', max_model_len: 32_768 }] }));
      return;
    }
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(token);
      open.set(response, v.parse(Asked, JSON.parse(body)).max_tokens - 1);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    // A server that listens on a port has an address of this kind.
    console.log((server.address() as AddressInfo).port);
  });
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('The server did not start.');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
