import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import type { FaultServerOptions } from '../../support/faultServer.ts';
import {
  beginStream,
  done,
  event,
  finish,
  json,
  modelList,
  pause,
  role,
  said,
  stream,
  text,
} from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { type AskOptions, ask, show, testServers, textPrompt } from '../../support/asked.ts';

/** What is sent, when, and how it is cancelled: each over a real socket. */

const start = useServers();

const good = stream([said('42'), finish(), done]);
const Body = v.record(v.string(), v.unknown());

async function sent(
  options: AskOptions,
  routes: FaultServerOptions['routes'] = {},
): Promise<{ path: string; body: Record<string, unknown> }> {
  const server = await start({ replies: [good], routes });
  const { servers: all } = testServers();
  await ask(all, server.baseUrl, options);
  all.dispose();
  const post = server.posts[0]!;
  return { path: post.path, body: v.parse(Body, JSON.parse(post.body)) };
}

describe('the body', () => {
  test('chat, with nothing asked: only what must be there', async () => {
    const { path, body } = await sent({});
    expect(path).toBe('/v1/chat/completions');
    expect(body).toEqual({
      model: 'tiny',
      messages: [{ role: 'user', content: 'What is 6 times 7?' }],
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 32_768,
    });
  });

  test('completions, with everything asked; each repeat has a seed of its own', async () => {
    const { path, body } = await sent({
      prompt: { ...textPrompt(), stop: ['\n\nQ:'] },
      repeat: 2,
      endpoint: {
        sampling: {
          repeats: 4,
          temperature: 0.6,
          topP: 0.95,
          maxTokens: 512,
          seed: 7,
          stop: ['END', '\n\nQ:'],
          extraBody: {
            top_k: 20,
            chat_template_kwargs: { enable_thinking: true },
            model: 'other',
            stream: false,
          },
        },
      },
    });
    expect(path).toBe('/v1/completions');
    expect(body).toEqual({
      model: 'tiny',
      prompt: '6 times 7 is',
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.6,
      top_p: 0.95,
      max_tokens: 512,
      seed: 9,
      stop: ['\n\nQ:', 'END'],
      top_k: 20,
      chat_template_kwargs: { enable_thinking: true },
    });
  });

  test('max_tokens is the context less more than the prompt takes', async () => {
    const list = json(200, { data: [{ id: 'tiny', owned_by: 'vllm', max_model_len: 4096 }] });
    const { body } = await sent({}, { '/v1/models': list });
    expect(body.max_tokens).toBeGreaterThan(3800);
    expect(body.max_tokens).toBeLessThan(4096 - 20);
  });
});

test('the headers are ours alone: nothing from the environment, no key of another origin', async () => {
  const names = [
    'OPENAI_API_KEY',
    'OPENAI_ORG_ID',
    'OPENAI_PROJECT_ID',
    'OPENAI_CUSTOM_HEADERS',
    'OPENAI_ADMIN_KEY',
  ];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = name === 'OPENAI_CUSTOM_HEADERS' ? 'x-leak: 1' : 'leak';
  try {
    const server = await start({ replies: [good] });
    const { servers: all } = testServers({
      keyFor: (origin) => Promise.resolve(origin === server.origin ? undefined : 'key-of-another'),
      secret: (origin, name) =>
        Promise.resolve(origin === server.origin && name === 'TEAM' ? 'blue' : undefined),
    });
    await ask(all, server.baseUrl, { endpoint: { headers: { 'X-Team': '${secret:TEAM}' } } });
    all.dispose();
    const {
      host: _host,
      connection: _connection,
      'content-length': _length,
      ...headers
    } = server.posts[0]!.headers;
    expect(headers).toEqual({
      accept: 'text/event-stream, application/json',
      'content-type': 'application/json',
      'x-team': 'blue',
    });
  } finally {
    for (const [index, name] of names.entries()) {
      if (before[index] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[index];
    }
  }
});

test('a secret that is not set: nothing is sent', async () => {
  const server = await start({ replies: [good] });
  const { servers: all } = testServers();
  const asked = await ask(all, server.baseUrl, { endpoint: { headers: { 'X-Team': '${secret:TEAM}' } } });
  expect(show(asked, server.origin)).toBe(
    'failed, finish none\nanswer: ""\nunauthorized: A header of "tiny" needs the secret "TEAM" for SERVER, which is not set.',
  );
  expect([server.posts.length, server.gets.length]).toEqual([0, 0]);
});

describe('reasoning', () => {
  test('in a field of its own, under each of its names', async () => {
    const both = { reasoning: ' then', reasoning_content: ' then' };
    const pieces = [
      event({ choices: [{ delta: { reasoning_content: 'First' } }] }),
      event({ choices: [{ delta: both }] }),
      event({ choices: [{ delta: { reasoning_details: [{ type: 'reasoning.text', text: ' last.' }] } }] }),
      said('42'),
      finish(),
      done,
    ];
    const server = await start({ replies: [stream(pieces)] });
    const { servers: all } = testServers();
    expect(show(await ask(all, server.baseUrl), '')).toBe(
      'complete, finish stop\nreasoning: "First then last."\nanswer: "42"',
    );
  });

  test('in tags broken across chunks, the opener pre-filled by the template', async () => {
    const server = await start({
      replies: [stream([said('6 sevens'), said(' are</thi'), said('nk>\n\n4'), said('2'), finish(), done])],
    });
    const { servers: all } = testServers();
    const asked = await ask(all, server.baseUrl);
    expect(
      asked.events.map((e) =>
        e.type === 'reasoning' || e.type === 'answer' ? `${e.type} ${e.text}` : e.type,
      ),
    ).toEqual(['sent', 'answer 6 sevens', 'answer  are', 'answer-was-reasoning', 'answer 4', 'answer 2']);
    expect(show(asked, '')).toBe('complete, finish stop\nreasoning: "6 sevens are"\nanswer: "42"');
  });

  test('an opener at the end of the prompt: the response begins inside', async () => {
    const server = await start({ replies: [stream([said('hm, 42'), finish(), done])] });
    const { servers: all } = testServers();
    const asked = await ask(all, server.baseUrl, { prompt: textPrompt('Q: 6 times 7?\n<think>\n') });
    expect(show(asked, '')).toBe(
      'truncated [reasoning-unclosed], finish stop\nreasoning: "hm, 42"\nanswer: ""',
    );
  });
});

describe('cancel', () => {
  test('closes the socket; what had arrived is kept', async () => {
    const server = await start({ replies: [stream([role, said('It is')], 'stall')] });
    const { servers: all } = testServers();
    const controller = new AbortController();
    const asked = await ask(all, server.baseUrl, {
      signal: controller.signal,
      onEvent: (e) => e.type === 'answer' && controller.abort(),
    });
    expect(show(asked, '')).toBe('cancelled, finish none\nanswer: "It is"');
    await server.hungUp;
    expect(server.open.now).toBe(0);
  });

  test('of one: the other columns go on', async () => {
    const slow = async (response: Parameters<typeof good>[0]): Promise<void> => {
      beginStream(response);
      response.write(said('It is'));
      await pause(150);
      response.end(said(' 42') + finish() + done);
    };
    const server = await start({ replies: [slow] });
    const { servers: all } = testServers();
    const controller = new AbortController();
    const [one, other] = await Promise.all([
      ask(all, server.baseUrl, {
        signal: controller.signal,
        onEvent: (e) => e.type === 'answer' && controller.abort(),
      }),
      ask(all, server.baseUrl),
    ]);
    expect([show(one, ''), show(other, '')]).toEqual([
      'cancelled, finish none\nanswer: "It is"',
      'complete, finish stop\nanswer: "It is 42"',
    ]);
  });

  test('of all, by dispose: running, waiting and retrying', async () => {
    const server = await start({
      replies: [stream([said('It is')], 'stall')],
      routes: { '/v1/models': modelList('library', 'tiny'), '/': text(200, 'Ollama is running') },
    });
    const busy = await start({ replies: [json(503, {})] });
    const { servers: all } = testServers({
      wait: (_ms, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    const running = Promise.withResolvers<undefined>();
    const retrying = Promise.withResolvers<undefined>();
    const asked = [
      ask(all, server.baseUrl, { onEvent: (e) => e.type === 'answer' && running.resolve(undefined) }),
      ask(all, server.baseUrl),
      ask(all, busy.baseUrl, { onEvent: (e) => e.type === 'retrying' && retrying.resolve(undefined) }),
    ];
    await Promise.all([running.promise, retrying.promise]);
    expect(
      all
        .status()
        .map(({ kind, limit, running: now, queued, retrying: later }) => [kind, limit, now, queued, later]),
    ).toEqual([
      ['Ollama', 1, 1, 1, 0],
      ['unknown', 4, 0, 0, 1],
    ]);
    all.dispose();
    expect((await Promise.all(asked)).map((one) => show(one, ''))).toEqual([
      'cancelled, finish none\nanswer: "It is"',
      'cancelled, finish none\nanswer: ""',
      'cancelled, finish none\nanswer: ""',
    ]);
    expect(server.posts).toHaveLength(1);
  });

  test('before anything was sent', async () => {
    const server = await start({ replies: [good] });
    const { servers: all } = testServers();
    const asked = await ask(all, server.baseUrl, { signal: AbortSignal.abort() });
    expect(show(asked, '')).toBe('cancelled, finish none\nanswer: ""');
    expect(server.posts).toHaveLength(0);
  });
});

test('one failing server does not keep the others', async () => {
  const bad = await start({ replies: [json(500, {})] });
  const fine = await start({ replies: [good] });
  const { servers: all } = testServers();
  const asked = await Promise.all([ask(all, bad.baseUrl), ask(all, fine.baseUrl)]);
  expect(asked.map(({ trace }) => trace.status)).toEqual(['failed', 'complete']);
});

test('a socket is used again', async () => {
  const ports = new Set<number | undefined>();
  const server = await start({
    replies: [
      (response, request) => {
        ports.add(response.socket?.remotePort);
        return good(response, request);
      },
    ],
  });
  const { servers: all } = testServers();
  for (let i = 0; i < 3; i += 1) await ask(all, server.baseUrl);
  all.dispose();
  expect(server.posts).toHaveLength(3);
  expect(ports.size).toBe(1);
});
