import { expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { endpoint, legs, trace } from '../results/fixtures.ts';
import { cancelled, endless, FakeNetwork, savedTexts, start, three, useFolder } from './evaluationRuns.ts';

useFolder();

test('cancelling one job keeps what had arrived of it, and the others go on', async () => {
  const network = new FakeNetwork((name, request) =>
    name.startsWith('slow') ? endless(name, request) : trace,
  );
  const { evaluation, told } = start(network, [legs(1)], [endpoint('slow'), endpoint('quick')], {
    onEvent: (event) => {
      if (event.type === 'ended' && event.job.endpoint.label === 'quick') {
        evaluation.cancel({ item: legs(1), endpoint: endpoint('slow'), repeat: 0 });
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 1, cancelled: 1, left: 0 });
  expect(told.words.slice(2)).toEqual(['quick legs/1 #0 complete saved', 'slow legs/1 #0 cancelled saved']);
  expect(await savedTexts()).toEqual([
    'quick legs/1 #0 complete Four each, so I multiply.',
    'slow legs/1 #0 cancelled Hm',
  ]);
});

test('a job cancelled before its turn is never sent', async () => {
  const network = new FakeNetwork((_name, { signal }) => (signal.aborted ? cancelled : trace));
  const { evaluation, told } = start(network, three, [endpoint('a')], {
    window: 1,
    onEvent: (event) => {
      if (event.type === 'queued') evaluation.cancel({ item: legs(3), endpoint: endpoint('a'), repeat: 0 });
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 2, cancelled: 1 });
  expect(told.words.at(-1)).toBe('a legs/3 #0 cancelled');
  const last = told.events.at(-1);
  expect(last?.type === 'ended' && last.sent).toBe(false);
  expect(await savedTexts()).toHaveLength(2);
});

test('two items of one id are cancelled apart', async () => {
  const network = new FakeNetwork(endless);
  const copy = (item: Item, line: number): Item => ({ ...item, location: { ...item.location, line } });
  const twins = [legs(1), copy(legs(1), 7), { ...legs(1), textHash: 'another text' }];
  const cancelled: (number | null)[] = [];
  const { evaluation, cancelAll } = start(network, twins, [endpoint('a')], {
    saved: null,
    onEvent: (event) => {
      if (event.type === 'generate' && event.event.type === 'reasoning' && network.asked.length === 3) {
        evaluation.cancel({ item: copy(legs(1), 7), endpoint: endpoint('a'), repeat: 0 });
      }
      if (event.type === 'ended') {
        cancelled.push(event.job.item.location.line);
        setImmediate(cancelAll);
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ cancelled: 3 });
  expect(cancelled[0]).toBe(7);
});

test('cancelling all keeps what had arrived and begins nothing more', async () => {
  const network = new FakeNetwork(endless);
  const { evaluation, cancelAll } = start(network, three, [endpoint('a'), endpoint('b')], {
    window: 1,
    onEvent: (event) => {
      if (event.type === 'generate' && event.job.endpoint.label === 'b' && event.event.type === 'reasoning') {
        setImmediate(cancelAll);
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ jobs: 6, cancelled: 2, complete: 0, left: 4 });
  expect(await savedTexts()).toEqual(['a legs/1 #0 cancelled Hm', 'b legs/1 #0 cancelled Hm']);
});
