import { afterEach, describe, expect, test } from 'vitest';

import { type FaultServer, type FaultServerOptions, type Reply } from '../../support/faultServer.ts';
import {
  done,
  finish,
  json,
  modelList,
  pause,
  said,
  startFaultServer,
  stream,
  text,
} from '../../support/faultServer.ts';
import { ask, testEndpoint, testServers } from '../../support/asked.ts';

/** Who is asked when: over a real socket, against servers that answer as their kind does. */

let server: FaultServer | null = null;
/** Whether all who will ask stand in the queue: what a test says of turns must not hang on who came in time. */
let allHere: () => boolean = () => true;
afterEach(async () => {
  allHere = () => true;
  await server?.close();
  server = null;
});

/** Answers nobody until all are here. */
function late(reply: Reply): Reply {
  return async (response, request) => {
    for (let i = 0; i < 500 && !allHere(); i += 1) await pause(10);
    await pause(15);
    return reply(response, request);
  };
}

const slow = late(stream([said('42'), finish(), done]));

/** Answers nobody until as many as `limit` have asked, so that what is counted does not hang on time. */
function held(limit: number): Reply {
  return async (response, request) => {
    for (let i = 0; i < 500 && (server?.open.most ?? 0) < limit; i += 1) await pause(10);
    return slow(response, request);
  };
}

const kinds: Record<string, FaultServerOptions['routes']> = {
  Ollama: {
    '/v1/models': modelList('library', 'a', 'b'),
    '/': text(200, 'Ollama is running'),
    '/api/version': json(200, { version: '0.30.1' }),
    '/api/ps': json(200, { models: [] }),
  },
  'llama.cpp': { '/v1/models': modelList('llamacpp', 'a'), '/props': json(200, { total_slots: 3 }) },
  'LM Studio': { '/v1/models': modelList('organization_owner', 'a') },
  'llama-cpp-python': { '/v1/models': modelList('me', 'a') },
  unknown: {},
};

/** Asks models (a letter each) at the same time, one request each; gives them in the order the server saw them. */
async function order(
  routes: FaultServerOptions['routes'],
  models: string,
  concurrency?: number,
  replies: readonly Reply[] = [slow],
): Promise<{ seen: string; most: number; queued: number[][] }> {
  const letters = models.split('');
  server = await startFaultServer({ replies, ...(routes ? { routes } : {}) });
  const { servers } = testServers();
  const { baseUrl } = server;
  let came = 0;
  allHere = () => {
    const { running, queued } = servers.status()[0]!;
    came = Math.max(came, running + queued);
    return came === letters.length;
  };
  const asked = await Promise.all(
    letters.map((model) =>
      ask(servers, baseUrl, { endpoint: { model, ...(concurrency ? { concurrency } : {}) } }),
    ),
  );
  servers.dispose();
  expect(asked.map(({ trace }) => trace.status)).toEqual(letters.map(() => 'complete'));
  return {
    seen: server.posts.map(({ body }) => /"model":"(\w+)"/.exec(body)?.[1]).join(''),
    most: server.open.most,
    queued: asked.map(({ events }) =>
      events.flatMap((event) => (event.type === 'queued' ? [event.ahead] : [])),
    ),
  };
}

describe('requests at once', () => {
  const eight = 'a'.repeat(8);
  test.each([
    ['Ollama', 1],
    ['llama.cpp', 3],
    ['LM Studio', 4],
    ['llama-cpp-python', 1],
    ['unknown', 4],
  ])('%s: %d', async (kind, limit) => {
    expect((await order(kinds[kind], eight, undefined, [held(limit)])).most).toBe(limit);
  });

  test('vLLM: as many as there are', async () => {
    const routes = { '/v1/models': modelList('vllm', 'a') };
    expect((await order(routes, 'a'.repeat(30), undefined, [held(30)])).most).toBe(30);
  });

  test('as many as the endpoint says', async () => {
    expect((await order(kinds.unknown, eight, 2, [held(2)])).most).toBe(2);
  });
});

test('each one waiting is told how many stand before it', async () => {
  const { queued } = await order(kinds.Ollama, 'aaa');
  expect(queued).toEqual([[], [0], [1, 0]]);
});

test('models on one Ollama do not take turns', async () => {
  expect((await order(kinds.Ollama, 'abababab')).seen).toBe('aaaabbbb');
});

test('where several models are served at once, first come is first served', async () => {
  expect((await order(kinds.unknown, 'abababab', 1)).seen).toBe('abababab');
});

test('who waits before asking again holds up nobody, and comes next', async () => {
  const { seen } = await order({}, 'abcd', 1, [late(json(429, {})), slow]);
  expect(seen).toBe('abacd');
});

test('two endpoints on one origin share its queue', async () => {
  server = await startFaultServer({ replies: [slow], routes: { ...kinds['llama-cpp-python'] } });
  const { servers } = testServers();
  const { baseUrl, origin } = server;
  const seen: string[] = [];
  const listener = servers.onDidChange(() => {
    const { running, queued } = servers.status()[0]!;
    seen.push(`${running}+${queued}`);
  });
  await Promise.all([
    ask(servers, baseUrl, { endpoint: { label: 'x' } }),
    ask(servers, baseUrl, { endpoint: { label: 'y' } }),
  ]);
  listener.dispose();
  expect(servers.status().map((status) => [status.origin, status.kind, status.limit])).toEqual([
    [origin, 'llama-cpp-python', 1],
  ]);
  expect(seen).toContain('1+1');
  expect(seen.at(-1)).toBe('0+0');
  expect(server.open.most).toBe(1);
  servers.dispose();
});

test('what a server is asked about itself is asked once', async () => {
  await order(kinds['llama.cpp'], 'aaaa');
  expect(server?.gets).toEqual(['/v1/models', '/props']);
});

test('Ollama drops top_k: the trace says so', async () => {
  server = await startFaultServer({ replies: [slow], routes: { ...kinds.Ollama } });
  const { servers } = testServers();
  const asking = (extraBody: Record<string, number>): ReturnType<typeof ask> =>
    ask(servers, server!.baseUrl, { endpoint: { sampling: { repeats: 1, extraBody } } });
  expect((await asking({ top_k: 20 })).trace.flags).toEqual(['sampling-ignored']);
  expect((await asking({ frequency_penalty: 1 })).trace.flags).toEqual([]);
  servers.dispose();
});

test('a server that does not answer a check is still what it was, and is asked again before the next request', async () => {
  let list: Reply = modelList('me', 'tiny');
  server = await startFaultServer({
    replies: [slow],
    routes: { '/v1/models': (response, request) => list(response, request) },
  });
  const { servers } = testServers();
  const { baseUrl } = server;
  const shown = (): string => {
    const { kind, limit, info, problem } = servers.status()[0]!;
    return `${kind}, ${limit} at once, ${info?.models.length ?? 'no'} models, ${problem === null ? 'well' : 'a problem'}`;
  };
  await servers.check(testEndpoint(baseUrl));
  expect(shown()).toBe('llama-cpp-python, 1 at once, 1 models, well');
  list = json(500, {});
  await servers.check(testEndpoint(baseUrl));
  expect(shown()).toBe('llama-cpp-python, 1 at once, 1 models, a problem');
  await Promise.all([ask(servers, baseUrl), ask(servers, baseUrl)]);
  expect(server.open.most).toBe(1);
  expect(shown()).toBe('llama-cpp-python, 1 at once, 1 models, a problem');
  list = modelList('me', 'tiny', 'small');
  await ask(servers, baseUrl);
  expect(shown()).toBe('llama-cpp-python, 1 at once, 2 models, well');
  servers.dispose();
});

test('a server that was off when it was checked is asked again before the first request', async () => {
  let list: Reply = json(503, {});
  server = await startFaultServer({
    replies: [slow],
    routes: { '/v1/models': (response, request) => list(response, request) },
  });
  const { servers } = testServers();
  const { baseUrl } = server;
  await servers.check(testEndpoint(baseUrl));
  list = modelList('me', 'tiny');
  await Promise.all([ask(servers, baseUrl), ask(servers, baseUrl)]);
  expect(server.open.most).toBe(1);
  servers.dispose();
});
