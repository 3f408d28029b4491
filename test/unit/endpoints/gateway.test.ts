import { describe, expect, test } from 'vitest';

import { ask, show, testEndpoint, testServers } from '../../support/asked.ts';
import {
  done,
  type FaultServer,
  finish,
  json,
  modelList,
  pause,
  type Reply,
  said,
  stream,
  text,
} from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';

/** Several servers below one origin, and endpoints with headers and limits of their own: over a real socket. */

const start = useServers();
const good = stream([said('42'), finish(), done]);

const vllm = (id: string, context: number): Reply =>
  json(200, { data: [{ id, owned_by: 'vllm', max_model_len: context }] });

const maxTokensOf = (server: FaultServer): unknown[] =>
  server.posts.map(({ body }) => (JSON.parse(body) as { max_tokens: unknown }).max_tokens);

describe('two servers below one origin', () => {
  test('each is asked what its own model can hold', async () => {
    const server = await start({
      replies: [good],
      routes: { '/a/v1/models': vllm('tiny', 4096), '/b/v1/models': vllm('tiny', 131_072) },
    });
    const { servers } = testServers();
    await ask(servers, `${server.origin}/a/v1`);
    await ask(servers, `${server.origin}/b/v1`);
    await ask(servers, `${server.origin}/a/v1`);
    const [a, b, again] = maxTokensOf(server);
    expect([Number(a) < 4096, Number(b) > 100_000, again === a]).toEqual([true, true, true]);
    expect(servers.status().map(({ baseUrl }) => baseUrl.replace(server.origin, ''))).toEqual([
      '/a/v1',
      '/b/v1',
    ]);
    servers.dispose();
  });

  test('a model that is missing is told with the models of its own path', async () => {
    const missing = json(404, { error: { message: 'model not found' } });
    const server = await start({
      replies: [missing],
      routes: { '/a/v1/models': modelList('somebody', 'ant'), '/b/v1/models': modelList('somebody', 'bee') },
    });
    const { servers } = testServers();
    await ask(servers, `${server.origin}/a/v1`);
    const asked = await ask(servers, `${server.origin}/b/v1`);
    expect(show(asked, server.origin)).toContain('SERVER has no model "tiny". It has: bee.');
    servers.dispose();
  });

  test("the origin's own routes tell nothing of a server below a path", async () => {
    const server = await start({
      routes: {
        '/': text(200, 'Ollama is running'),
        '/a/v1/models': json(200, { data: [{ id: 'tiny', owned_by: 'llamacpp' }] }),
        '/a/props': json(200, { total_slots: 2 }),
        '/props': json(200, { total_slots: 7 }),
        '/b/v1/models': modelList('me', 'tiny'),
      },
    });
    const { servers } = testServers();
    await servers.check(testEndpoint(`${server.origin}/a/v1`));
    await servers.check(testEndpoint(`${server.origin}/b/v1`));
    expect(servers.status().map(({ kind, limit }) => [kind, limit])).toEqual([
      ['llama.cpp', 2],
      ['llama-cpp-python', 1],
    ]);
    servers.dispose();
  });

  test('they share one queue', async () => {
    const server = await start({
      replies: [
        async (response, request) => {
          await pause(20);
          return good(response, request);
        },
      ],
      routes: { '/a/v1/models': modelList('me', 'tiny'), '/b/v1/models': modelList('me', 'tiny') },
    });
    const { servers } = testServers();
    await Promise.all(
      ['a', 'b', 'a', 'b'].map((path) =>
        ask(servers, `${server.origin}/${path}/v1`, { endpoint: { label: path } }),
      ),
    );
    expect(server.open.most).toBe(1);
    servers.dispose();
  });
});

test('what was sent is on the wire, whatever the limits of other endpoints of the server are', async () => {
  const holders: (() => void)[] = [];
  const held: Reply = async (response, request) => {
    await new Promise<void>((resolve) => {
      holders.push(resolve);
      if (holders.length >= 6) for (const release of holders) release();
    });
    return good(response, request);
  };
  const server = await start({ replies: [held] });
  const { servers } = testServers({ firstTokenSeconds: 3 });
  const wide = Array.from({ length: 5 }, () =>
    ask(servers, server.baseUrl, { endpoint: { label: 'wide', concurrency: 6 } }),
  );
  while (server.posts.length < 5) await pause(5);
  const narrow = ask(servers, server.baseUrl, { endpoint: { label: 'narrow', concurrency: 1 } });
  const traces = (await Promise.all([...wide, narrow])).map(({ trace }) => trace.error?.kind ?? trace.status);
  expect(traces).toEqual(Array.from({ length: 6 }, () => 'complete'));
  expect(server.open.most).toBe(6);
  servers.dispose();
});

describe('a check', () => {
  const guarded: Reply = (response, request) =>
    (request.headers['x-api-key'] === 'sk-header' ? modelList('vllm', 'tiny') : json(401, {}))(
      response,
      request,
    );

  test('has the headers of the endpoint, secrets filled in', async () => {
    const server = await start({ replies: [good], routes: { '/v1/models': guarded } });
    const { servers } = testServers({ secret: () => Promise.resolve('sk-header') });
    const endpoint = testEndpoint(server.baseUrl, { headers: { 'x-api-key': '${secret:K}' } });
    expect(await servers.check(endpoint)).toMatchObject({ ok: true, server: { kind: 'vLLM' } });
    expect(servers.status()[0]?.problem).toBeNull();
    expect(await servers.check(testEndpoint(server.baseUrl))).toMatchObject({
      ok: false,
      kind: 'unauthorized',
    });
    servers.dispose();
  });

  test('a header with a key that is refused counts as a key', async () => {
    const server = await start({ routes: { '/v1/models': guarded } });
    const { servers } = testServers({ secret: () => Promise.resolve('sk-wrong') });
    const endpoint = testEndpoint(server.baseUrl, { headers: { 'x-api-key': '${secret:K}' } });
    expect(await servers.check(endpoint)).toMatchObject({
      message: `The server at ${server.origin} does not accept the API key (401).`,
    });
    servers.dispose();
  });

  test('without a secret that is not set nothing is asked, and nothing is known of the server', async () => {
    const server = await start({ routes: { '/v1/models': guarded } });
    const { servers } = testServers();
    const endpoint = testEndpoint(server.baseUrl, { headers: { 'x-api-key': '${secret:K}' } });
    expect(await servers.check(endpoint)).toMatchObject({ ok: false, kind: 'unauthorized' });
    expect([server.gets.length, servers.status()[0]?.problem]).toEqual([0, null]);
    servers.dispose();
  });
});
