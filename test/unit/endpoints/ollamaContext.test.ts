import { afterEach, expect, test } from 'vitest';

import { promptTokens } from '../../../src/endpoints/maxTokens.ts';
import { ask, chatPrompt, testServers } from '../../support/asked.ts';
import {
  done,
  finish,
  json,
  modelList,
  said,
  startFaultServer,
  stream,
  text,
} from '../../support/faultServer.ts';
import type { FaultServer, FaultServerOptions } from '../../support/faultServer.ts';

let server: FaultServer;
afterEach(() => server.close());

const good = stream([said('It is 42.'), finish(), done]);
/** An Ollama whose model is not in memory until a request loads it. */
function sleeping(context: number | null): NonNullable<FaultServerOptions['routes']> {
  let loaded = false;
  return {
    '/v1/models': modelList('library', 'tiny:latest', 'other:1b'),
    '/': text(200, 'Ollama is running'),
    'POST /api/generate': (response, request) => {
      loaded = true;
      return json(200, { model: 'tiny', done: true, done_reason: 'load' })(response, request);
    },
    '/api/ps': (response, request) => {
      const models = loaded && context !== null ? [{ name: 'tiny:latest', context_length: context }] : [];
      return json(200, { models })(response, request);
    },
  };
}

async function maxTokensSent(
  routes: FaultServerOptions['routes'],
  sampling: { maxTokens?: number } = {},
): Promise<{ maxTokens: unknown; asked: readonly string[] }> {
  server = await startFaultServer({ replies: [good], ...(routes ? { routes } : {}) });
  const { servers } = testServers();
  const { trace } = await ask(servers, server.baseUrl, {
    endpoint: { sampling: { repeats: 1, ...sampling } },
  });
  servers.dispose();
  expect(trace.status).toBe('complete');
  const { max_tokens: maxTokens } = JSON.parse(server.posts[0]?.body ?? '{}') as { max_tokens: unknown };
  return { maxTokens, asked: server.gets.slice(server.gets.indexOf('POST /api/generate')) };
}

test('the first request to a model that sleeps gets what the context it is loaded with leaves', async () => {
  const { maxTokens, asked } = await maxTokensSent(sleeping(4096));
  expect(maxTokens).toBe(4096 - promptTokens(chatPrompt()));
  expect(asked).toEqual(['POST /api/generate', '/api/ps']);
});

test('an Ollama that does not say leaves the context unknown', async () => {
  expect((await maxTokensSent(sleeping(null))).maxTokens).toBe(32_768);
  await server.close();
  const { 'POST /api/generate': _, ...without } = sleeping(4096);
  expect((await maxTokensSent(without)).maxTokens).toBe(32_768);
});

test('nothing is loaded to find out what the user has said', async () => {
  await maxTokensSent(sleeping(4096), { maxTokens: 100 });
  expect(server.gets).not.toContain('POST /api/generate');
});

test('cancelled while the model loads: the socket is closed and nothing is sent', async () => {
  const loading = Promise.withResolvers<undefined>();
  const closed = Promise.withResolvers<undefined>();
  const routes: FaultServerOptions['routes'] = {
    ...sleeping(4096),
    'POST /api/generate': (response) => {
      response.on('close', () => closed.resolve(undefined));
      loading.resolve(undefined);
    },
  };
  server = await startFaultServer({ replies: [good], routes });
  const { servers } = testServers();
  const controller = new AbortController();
  const asking = ask(servers, server.baseUrl, { signal: controller.signal });
  await loading.promise;
  controller.abort();
  expect((await asking).trace.status).toBe('cancelled');
  await closed.promise;
  expect(server.posts).toHaveLength(0);
  servers.dispose();
});
