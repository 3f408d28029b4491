import http from 'node:http';

import { describe, expect, test } from 'vitest';

import { errorCode } from '../../../src/endpoints/connectionFailure.ts';
import { httpFetch } from '../../../src/endpoints/httpFetch.ts';
import type { Reply } from '../../support/faultServer.ts';
import { done, finish, pause, said, stream, text } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';
import { ask, show, testServers } from '../../support/asked.ts';

/** Sockets that are kept alive, over a real one. */

const start = useServers();

const good = stream([said('42'), finish(), done]);

describe('a reset on a socket that is used again', () => {
  /** Two requests in a row over one socket; the second is first answered as `second` says. */
  async function twice(second: Reply, staleMs: number): Promise<{ shown: string; posts: number }> {
    const server = await start({ replies: [text(200, 'first'), second, text(200, 'again')] });
    const agent = new http.Agent({ keepAlive: true });
    const send = httpFetch({ agent, staleMs });
    const post = { method: 'POST', body: '{}' };
    expect(await (await send(server.baseUrl, post)).text()).toBe('first');
    const shown = await send(server.baseUrl, post).then(
      (response) => response.text(),
      (error: unknown) => errorCode(error),
    );
    agent.destroy();
    return { shown, posts: server.posts.length };
  }

  test('at once: the server had closed it, and the request is sent anew', async () => {
    const reset: Reply = (response) => void response.socket?.resetAndDestroy();
    expect(await twice(reset, 60_000)).toEqual({ shown: 'again', posts: 3 });
  });

  test('after a while: the server had worked on it, and the request is not sent twice', async () => {
    const reset: Reply = async (response) => {
      await pause(60);
      response.socket?.resetAndDestroy();
    };
    expect(await twice(reset, 20)).toEqual({ shown: 'ECONNRESET', posts: 2 });
  });

  test('after a while, as it is by default', async () => {
    const reset: Reply = async (response) => {
      await pause(300);
      response.socket?.resetAndDestroy();
    };
    const server = await start({ replies: [good, reset, good] });
    const { servers: all } = testServers();
    await ask(all, server.baseUrl);
    expect(show(await ask(all, server.baseUrl), server.origin)).toBe(
      'failed, finish none\nanswer: ""\nreset: The server at SERVER closed the connection before it answered. Its log may say why.',
    );
    expect(server.posts).toHaveLength(2);
    all.dispose();
  });
});
