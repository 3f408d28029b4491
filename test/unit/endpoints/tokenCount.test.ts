import { afterEach, expect, test } from 'vitest';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Prompt } from '../../../src/core/prompts/prompt.ts';
import { countTokens, type TokenCount } from '../../../src/endpoints/tokenCount.ts';
import type { ServerKind } from '../../../src/endpoints/serverInfo.ts';
import { json, startFaultServer, text, type FaultServer, type Reply } from '../../support/faultServer.ts';

let server: FaultServer | null = null;
afterEach(() => server?.close());

const chat: Prompt = {
  api: 'chat',
  messages: [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'What is 1 + 1?' },
  ],
  text: '',
  stop: [],
  choices: null,
  hash: 'h',
};
const completion: Prompt = { ...chat, api: 'completions', messages: [], text: 'Q: 1 + 1\nA:' };

/** Counts on a server that answers POST requests one after the other. */
async function count(
  kind: ServerKind,
  prompt: Prompt,
  replies: Reply[],
  fields: Partial<Endpoint> = {},
): Promise<TokenCount> {
  server = await startFaultServer({ replies });
  const endpoint: Endpoint = {
    label: 'm',
    baseUrl: server.baseUrl,
    model: 'org/m',
    api: prompt.api,
    sampling: { repeats: 1, temperature: 0.6 },
    headers: {},
    ...fields,
  };
  const { origin } = server;
  return countTokens(endpoint, prompt, {
    server: kind,
    timeoutMs: 500,
    keyFor: (asked) => Promise.resolve(asked === origin ? 'sk-own' : undefined),
    secret: () => Promise.resolve(undefined),
  });
}

const seen = (): unknown[] =>
  (server?.posts ?? []).map(({ path, body, headers }) => [
    path,
    JSON.parse(body) as unknown,
    headers.authorization,
  ]);
const estimate = { kind: 'estimated', tokens: 6 };

test('vLLM counts messages with its chat template, beside the OpenAI base, with the key of its origin', async () => {
  const kwargs = { chat_template_kwargs: { enable_thinking: false } };
  const counted = await count('vLLM', chat, [json(200, { count: 153, max_model_len: 4096, tokens: [1] })], {
    sampling: { repeats: 1, extraBody: { ...kwargs, top_k: 5 } },
  });
  expect(counted).toEqual({ kind: 'counted', tokens: 153, by: 'vLLM /tokenize' });
  expect(seen()).toEqual([
    ['/tokenize', { ...kwargs, model: 'org/m', messages: chat.messages }, 'Bearer sk-own'],
  ]);
});

test('vLLM counts a text', async () => {
  expect(await count('vLLM', completion, [json(200, { count: 9 })])).toMatchObject({ tokens: 9 });
  expect(seen()).toEqual([['/tokenize', { model: 'org/m', prompt: completion.text }, 'Bearer sk-own']]);
});

test('llama.cpp makes the text of the messages first, then counts it as it would read it', async () => {
  const replies = [json(200, { prompt: '<s>user: …' }), json(200, { tokens: [1, 2, 3] })];
  expect(await count('llama.cpp', chat, replies)).toEqual({
    kind: 'counted',
    tokens: 3,
    by: 'llama.cpp /tokenize',
  });
  expect(seen()).toEqual([
    ['/apply-template', { model: 'org/m', messages: chat.messages }, 'Bearer sk-own'],
    [
      '/tokenize',
      { model: 'org/m', content: '<s>user: …', add_special: true, parse_special: true },
      'Bearer sk-own',
    ],
  ]);
});

test('llama.cpp counts a text at once', async () => {
  expect(await count('llama.cpp', completion, [json(200, { tokens: [1, 2] })])).toMatchObject({ tokens: 2 });
  expect(server?.posts.map(({ path }) => path)).toEqual(['/tokenize']);
});

test.each([
  ['a route that is not there', json(404, { error: 'no' })],
  ['an answer that is no count', json(200, { count: 'many' })],
  ['a page', text(200, '<html>', 'text/html')],
  ['silence', () => undefined],
  ['a closed connection', (response) => void response.socket?.resetAndDestroy()],
] satisfies [string, Reply][])('%s leaves an estimate', async (_, reply) => {
  expect(await count('vLLM', chat, [reply])).toEqual(estimate);
});

test('a server that is not known to count is not asked', async () => {
  expect(await count('Ollama', chat, [json(200, { count: 1 })])).toEqual(estimate);
  expect(seen()).toEqual([]);
});

test('a header whose secret is not set sends nothing', async () => {
  const fields = { headers: { 'x-team': '${secret:TEAM}' } };
  expect(await count('vLLM', chat, [json(200, { count: 1 })], fields)).toEqual(estimate);
  expect(seen()).toEqual([]);
});
