import { afterEach, describe, expect, test } from 'vitest';

import type { Reply, FaultServer } from '../../support/faultServer.ts';
import {
  beginStream,
  delta,
  done,
  event,
  finish,
  pause,
  role,
  said,
  startFaultServer,
  stream,
  text,
  usage,
} from '../../support/faultServer.ts';
import { type Asked, ask, follow, show, testServers } from '../../support/asked.ts';

/** What a server does once it has begun to answer: each over a real socket. */

let server: FaultServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function play(
  reply: Reply,
  limits: { firstTokenSeconds?: number; idleSeconds?: number } = {},
): Promise<Asked & { shown: string }> {
  server = await startFaultServer({ replies: [reply] });
  const { servers, waits } = testServers(limits);
  const asked = await ask(servers, server.baseUrl);
  expect(follow(asked.events)).toEqual({ reasoning: asked.trace.reasoning, answer: asked.trace.answer });
  expect(waits).toEqual([]);
  expect(server.posts).toHaveLength(1);
  expect(servers.status()[0]).toMatchObject({ running: 0, queued: 0, retrying: 0 });
  servers.dispose();
  return { ...asked, shown: show(asked, server.origin) };
}

const whole = 'complete, finish stop\nanswer: "It is 42."';
const good = [role, said('It is'), said(' 42.'), finish(), usage, done];

describe('changes nothing', () => {
  test('a plain answer, with its tokens', async () => {
    const { shown, trace } = await play(stream(good));
    expect(shown).toBe(whole);
    expect(trace.usage).toEqual({ promptTokens: 7, completionTokens: 3, reasoningTokens: null });
    expect(trace.timing.ttftMs).toBeGreaterThan(0);
    expect(trace.timing.durationMs).toBeGreaterThanOrEqual(trace.timing.ttftMs ?? Infinity);
  });

  test('keep-alive comments, before the first token and between tokens', async () => {
    const alive = ': keep-alive\n\n';
    const { shown } = await play(
      stream([alive, role, alive, said('It is'), alive, alive, said(' 42.'), finish(), alive, done]),
    );
    expect(shown).toBe(whole);
  });

  test('keep-alive comments while the model is silent for longer than the limit', async () => {
    const { shown } = await play(
      async (response) => {
        beginStream(response);
        response.write(said('It is'));
        for (let i = 0; i < 12; i += 1) {
          await pause(50);
          response.write(': keep-alive\n\n');
        }
        response.end(said(' 42.') + finish() + done);
      },
      { idleSeconds: 0.4 },
    );
    expect(shown).toBe(whole);
  });

  test('a chunk split inside a UTF-8 character', async () => {
    const bytes = Buffer.from(said('π ≈ 3, 🙂'));
    const pieces = [...bytes].map((byte) => Buffer.from([byte]));
    const { trace } = await play(stream([...pieces, finish(), done]));
    expect(trace.answer).toBe('π ≈ 3, 🙂');
  });

  test('1 MB in one chunk', async () => {
    const long = 'all work and no play '.repeat(50_000);
    const { trace } = await play(stream([said(long), finish(), done]));
    expect(trace.status).toBe('complete');
    expect(trace.answer).toBe(long);
  });

  test('a role chunk with null content, and nulls elsewhere', async () => {
    const nulls = delta({ role: 'assistant', content: null, reasoning_content: null, tool_calls: null });
    const { shown } = await play(stream([nulls, ...good, event({ choices: [], usage: null })]));
    expect(shown).toBe(whole);
  });

  test('limits that are longer than a timer can be', async () => {
    const warnings: string[] = [];
    const warned = (warning: Error): void => void warnings.push(warning.name);
    process.on('warning', warned);
    const { shown } = await play(
      async (response) => {
        await pause(50);
        beginStream(response);
        response.write(said('It is'));
        await pause(50);
        response.end(said(' 42.') + finish() + done);
      },
      { firstTokenSeconds: 10_000_000, idleSeconds: Infinity },
    );
    process.off('warning', warned);
    expect(shown).toBe(whole);
    // Node sets such a timer to 1 ms, and says so.
    expect(warnings).toEqual([]);
  });

  test('one byte a moment, in all far longer than the limits', async () => {
    const bytes = Buffer.from(said('slow') + finish() + done);
    const started = performance.now();
    const { shown } = await play(
      async (response) => {
        beginStream(response);
        for (const byte of bytes) {
          response.write(Buffer.from([byte]));
          await pause(4);
        }
        response.end();
      },
      { firstTokenSeconds: 0.5, idleSeconds: 0.5 },
    );
    expect(shown).toBe('complete, finish stop\nanswer: "slow"');
    expect(performance.now() - started).toBeGreaterThan(600);
  });

  test('a stream that is called JSON', async () => {
    const { shown } = await play((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(good.join(''));
    });
    expect(shown).toBe(whole);
  });

  test('CRLF line ends, and events without a space after the colon', async () => {
    const crlf = good.map((piece) => piece.replaceAll('\n', '\r\n').replace('data: ', 'data:'));
    expect((await play(stream(crlf))).shown).toBe(whole);
  });

  test('a server that says [DONE] and keeps the connection open', async () => {
    expect((await play(stream([said('It is 42.'), finish(), done], 'stall'))).shown).toBe(whole);
  });

  test('a connection that breaks after the finish reason', async () => {
    expect((await play(stream([said('It is 42.'), finish()], 'reset'))).shown).toBe(whole);
  });
});

describe('keeps the text and says what happened', () => {
  test('reset before the first token', async () => {
    expect((await play(stream([role], 'reset'))).shown).toBe(
      'failed, finish none\nanswer: ""\nreset: The server at SERVER closed the connection before it answered. Its log may say why.',
    );
  });

  test('reset before any answer', async () => {
    expect((await play((response) => void response.socket?.resetAndDestroy())).shown).toBe(
      'failed, finish none\nanswer: ""\nreset: The server at SERVER closed the connection before it answered. Its log may say why.',
    );
  });

  test('reset after the first token', async () => {
    expect((await play(stream([role, said('It is')], 'reset'))).shown).toBe(
      'failed, finish none\nanswer: "It is"\nreset: The server at SERVER closed the connection in the middle of its answer. The text so far is kept, but not scored. Its log may say why.',
    );
  });

  test('a malformed chunk', async () => {
    expect(
      (await play(stream([said('It is'), 'data: {"choices":[{"del\n\n', said(' 42.'), finish(), done])))
        .shown,
    ).toBe(
      'failed, finish none\nanswer: "It is"\nmalformed-chunk: The server at SERVER sent an event that is not JSON. The text so far is kept, but not scored.',
    );
  });

  test('a chunk of the wrong shape', async () => {
    const { shown } = await play(
      stream([said('It is'), event({ choices: 'none' }), said(' 42.'), finish(), done]),
    );
    expect(shown).toMatch(
      /^failed, finish none\nanswer: "It is"\nmalformed-chunk: .*not part of an OpenAI stream \(choices: /,
    );
  });

  test.each([
    ['nested', { error: { message: 'CUDA out of memory', code: 500 } }],
    ['as text', { error: 'CUDA out of memory', error_type: 'generation' }],
    ['flat', { object: 'error', message: 'CUDA out of memory', code: 500 }],
    ['as a message alone', { message: 'CUDA out of memory' }],
    ['as a message, without any choice', { choices: [], message: 'CUDA out of memory' }],
    ['as a detail', { detail: 'CUDA out of memory' }],
  ])('an error object inside the stream, %s', async (_shape, body) => {
    expect((await play(stream([said('It is'), event(body), done]))).shown).toBe(
      'failed, finish none\nanswer: "It is"\nstream-error: The server at SERVER reported an error in the middle of its answer: CUDA out of memory',
    );
  });

  test('an event of the type error', async () => {
    const { shown } = await play(stream([said('It is'), 'event: error\ndata: {"message":"boom"}\n\n']));
    expect(shown).toBe(
      'failed, finish none\nanswer: "It is"\nstream-error: The server at SERVER reported an error in the middle of its answer: boom',
    );
  });

  const missing =
    'failed [finish-missing], finish none\nanswer: "It is 4"\nfinish-missing: The server at SERVER ended the response without saying that it was finished. The text so far is kept, but not scored.';

  test('[DONE] with no finish_reason', async () => {
    expect((await play(stream([said('It is 4'), done]))).shown).toBe(missing);
  });

  test('[DONE] with no finish_reason and a connection kept open', async () => {
    expect((await play(stream([said('It is 4'), done], 'stall'))).shown).toBe(missing);
  });

  test('end of stream with neither', async () => {
    expect((await play(stream([said('It is 4')]))).shown).toBe(missing);
  });

  test('a server that gives up by its finish reason', async () => {
    expect((await play(stream([said('It is'), finish('abort'), done]))).shown).toBe(
      'failed, finish abort\nanswer: "It is"\nstream-error: The server at SERVER gave up on the response (finish reason "abort"). The text so far is kept, but not scored.',
    );
  });

  test('a silent server', async () => {
    expect((await play(() => undefined, { firstTokenSeconds: 0.2 })).shown).toBe(
      'failed, finish none\nanswer: ""\nfirst-token-timeout: The server at SERVER sent nothing for 0.2 s before the first token.',
    );
    await server?.hungUp;
  });

  test('one that stalls', async () => {
    expect((await play(stream([role, said('It is')], 'stall'), { idleSeconds: 0.2 })).shown).toBe(
      'failed, finish none\nanswer: "It is"\nidle: The server at SERVER stopped in the middle of its answer and sent nothing for 0.2 s. The text so far is kept, but not scored.',
    );
    await server?.hungUp;
  });

  test('HTML instead of JSON, said to be a stream', async () => {
    expect(
      (await play(text(200, '<!doctype html><title>Welcome</title>', 'text/event-stream'))).shown,
    ).toMatch(
      /^failed, finish none\nanswer: ""\nnot-openai: The server at SERVER answered with a web page rather than the OpenAI API\. /,
    );
  });
});
