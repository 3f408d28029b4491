import { describe, expect, test } from 'vitest';

import { RequestQueue, type Waiting } from '../../../src/endpoints/queue.ts';

/** Who has the next turn, by the queue alone. */

describe('endpoints on one server take turns', () => {
  /** Requests as `label` or `label:model`; what runs ends one after the other. Gives the order of their starts. */
  function starts(
    requests: string,
    options: {
      readonly limits?: Readonly<Record<string, number>>;
      readonly server?: number;
      readonly swaps?: boolean;
    } = {},
  ): { readonly order: string; readonly ahead: string; readonly most: number } {
    const queue = new RequestQueue();
    queue.oneModelAtATime = options.swaps ?? false;
    const running: Waiting[] = [];
    const started: string[] = [];
    const ahead = new Map<number, number>();
    const serverLimit = options.server ?? 1;
    let most = 0;
    for (const [index, name] of requests.split(' ').entries()) {
      const [endpoint = '', model = endpoint] = name.split(':');
      const waiting: Waiting = {
        endpoint,
        model,
        limit: options.limits?.[endpoint] ?? serverLimit,
        serverLimit,
        start: () => {
          running.push(waiting);
          started.push(endpoint);
          ahead.delete(index);
        },
        onAhead: (count) => ahead.set(index, count),
      };
      queue.add(waiting);
    }
    const told = [...ahead.values()].join(' ');
    for (let next = running[0]; next !== undefined; next = running[0]) {
      most = Math.max(most, running.length);
      running.shift();
      queue.release(next);
    }
    expect([queue.running, queue.queued]).toEqual([0, 0]);
    return { order: started.join(''), ahead: told, most };
  }

  test('none waits for all of another', () => {
    expect(starts('a a a a a b b')).toEqual({
      order: 'ababaaa',
      ahead: '1 3 4 5 0 2',
      most: 1,
    });
  });

  test('one with a limit of its own starts beside one that has many waiting', () => {
    const { order, most } = starts('a a a a a a a a b b', { limits: { b: 1 }, server: 4 });
    expect(order).toBe('aaaabaaaba');
    expect(most).toBe(4);
  });

  test('an endpoint has no more than its own limit at once', () => {
    expect(starts('b b b b', { limits: { b: 2 }, server: 64 }).most).toBe(2);
    expect(starts('a a a b b b', { limits: { a: 1, b: 1 }, server: 64 }).most).toBe(2);
    expect(starts('a a a b b b', { limits: { a: 1, b: 1 }, server: 1 }).most).toBe(1);
  });

  test('one that is told to send more than the kind of server allows keeps nobody waiting', () => {
    const { order, most } = starts('a a a a a a a a a b', { limits: { a: 6 }, server: 4 });
    expect(order).toBe('aaaaaabaaa');
    expect(most).toBe(6);
  });

  test('of one model they take turns, but models do not', () => {
    expect(starts('a:m a:m c:n b:m a:m b:m c:n', { swaps: true })).toEqual({
      order: 'ababacc',
      ahead: '1 4 0 3 2 5',
      most: 1,
    });
  });
});
