import { afterEach, describe, expect, test } from 'vitest';

import type { FaultServer, Reply } from '../../support/faultServer.ts';
import {
  done,
  finish,
  freePort,
  json,
  pause,
  said,
  startFaultServer,
  stream,
} from '../../support/faultServer.ts';
import { ask, show, testServers } from '../../support/asked.ts';
import { failed, play } from '../../support/played.ts';

/** What a server does in place of an answer, after which it is asked again: each over a real socket. */

let server: FaultServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const good = stream([said('42'), finish(), done]);
const whole = 'complete, finish stop\nanswer: "42"';

describe('sent again', () => {
  test('refused: three tries in ten seconds', async () => {
    const port = await freePort();
    const { servers, waits } = testServers();
    const asked = await ask(servers, `http://127.0.0.1:${port}/v1`);
    expect(show(asked, `http://127.0.0.1:${port}`)).toBe(
      failed(
        'refused: Nothing answers at SERVER. Start the server, or correct the address of "tiny". Gave up after 3 tries in 8 s.',
      ),
    );
    expect(waits).toHaveLength(2);
    expect(waits.reduce((a, b) => a + b)).toBeLessThanOrEqual(10_000);
    expect(asked.events.map(({ type }) => type)).toEqual(['sent', 'retrying', 'sent', 'retrying', 'sent']);
    servers.dispose();
  });

  test('refused, then started', async () => {
    const port = await freePort();
    const { servers } = testServers({
      wait: async () => {
        server ??= await startFaultServer({ replies: [good], port });
      },
    });
    const asked = await ask(servers, `http://127.0.0.1:${port}/v1`);
    expect(show(asked, '')).toBe(whole);
    servers.dispose();
  });

  test('503 loading, then ready', async () => {
    const loading = json(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } });
    const { shown, waits, retries } = await play({ replies: [loading, loading, loading, good] });
    expect(shown).toBe(whole);
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(retries).toEqual([
      '2: The server at SERVER is loading the model or not ready yet.',
      '3: The server at SERVER is loading the model or not ready yet.',
      '4: The server at SERVER is loading the model or not ready yet.',
    ]);
  });

  test('429 without Retry-After', async () => {
    const { shown, waits, retries } = await play({
      replies: [json(429, { error: { message: 'slow down' } }), good],
    });
    expect([shown, waits]).toEqual([whole, [1000]]);
    expect(retries).toEqual(['2: The server at SERVER is busy and asks to wait.']);
  });

  test('429 with Retry-After, in seconds: never sooner', async () => {
    const { shown, waits } = await play({ replies: [json(429, {}, { 'retry-after': '7' }), good] });
    expect(shown).toBe(whole);
    expect(waits[0]).toBeGreaterThanOrEqual(7000);
    expect(waits[0]).toBeLessThan(8000);
  });

  test('429 with Retry-After, as a date', async () => {
    const at = new Date(Date.now() + 20_000).toUTCString();
    const { waits } = await play({ replies: [json(429, {}, { 'retry-after': at }), good] });
    expect(waits[0]).toBeGreaterThan(15_000);
    expect(waits[0]).toBeLessThan(21_000);
  });

  test.each([408, 409])('%d', async (status) => {
    const { shown, waits } = await play({ replies: [json(status, {}), good] });
    expect([shown, waits.length]).toEqual([whole, 1]);
  });

  test('no longer than the setting says', async () => {
    const { shown, waits } = await play(
      { replies: [json(429, { error: { message: 'slow down' } })] },
      {},
      { retrySeconds: 60 },
    );
    expect(shown).toBe(
      failed(
        'rate-limited: The server at SERVER is busy and asks to wait (429). It says: "slow down". Gave up after 6 tries in 31 s.',
      ),
    );
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test('not at all where the server asks for a longer wait than the setting allows', async () => {
    const { shown, waits, posts } = await play({ replies: [json(429, {}, { 'retry-after': '3600' })] });
    expect(shown).toBe(
      failed(
        'rate-limited: The server at SERVER is busy and asks to wait (429). It says: "{}". It asks to wait 3,600 s; requests are sent again for at most 600 s.',
      ),
    );
    expect([waits, posts.length]).toEqual([[], 1]);
  });

  test('the trace says how often it was sent and how long that took, and one that was sent once says nothing', async () => {
    const busy = json(429, {}, { 'retry-after': '5' });
    server = await startFaultServer({ replies: [busy, busy, good] });
    const { servers } = testServers();
    const { tries, waitedMs = 0 } = (await ask(servers, server.baseUrl)).trace.timing;
    expect(tries).toBe(3);
    expect(waitedMs).toBeGreaterThanOrEqual(10_000);
    expect(Object.keys((await ask(servers, server.baseUrl)).trace.timing)).toEqual([
      'startedAt',
      'ttftMs',
      'durationMs',
    ]);
    servers.dispose();
  });

  test('without stream_options, where the server knows no such field, and so from then on', async () => {
    server = await startFaultServer({
      replies: [
        json(400, { error: { message: 'Unrecognized request argument supplied: stream_options' } }),
        good,
      ],
    });
    const { servers, waits } = testServers();
    expect(show(await ask(servers, server.baseUrl), '')).toBe(whole);
    expect(show(await ask(servers, server.baseUrl), '')).toBe(whole);
    expect(server.posts.map(({ body }) => body.includes('stream_options'))).toEqual([true, false, false]);
    expect(waits).toEqual([]);
    servers.dispose();
  });

  test('without stream_options, where requests sent at the same time are all refused for it', async () => {
    const refuse: Reply = async (response, request) => {
      for (let i = 0; i < 500 && (server?.posts.length ?? 0) < 4; i += 1) await pause(10);
      return json(400, { error: { message: 'unknown field: stream_options' } })(response, request);
    };
    server = await startFaultServer({
      replies: [
        (response, request) => (request.body.includes('stream_options') ? refuse : good)(response, request),
      ],
    });
    const { servers } = testServers();
    const { baseUrl } = server;
    const asked = await Promise.all([1, 2, 3, 4].map(() => ask(servers, baseUrl)));
    expect(asked.map((one) => show(one, ''))).toEqual([whole, whole, whole, whole]);
    expect(server.posts).toHaveLength(8);
    servers.dispose();
  });
});
