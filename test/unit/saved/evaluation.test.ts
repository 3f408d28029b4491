import { rm } from 'node:fs/promises';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Item } from '../../../src/core/items/item.ts';
import { chatPrompt, endpoint, legs, trace } from '../results/fixtures.ts';
import { FakeNetwork, savedTexts, start, three, useFolder } from './evaluationRuns.ts';

const root = useFolder();

test('every endpoint gets every item, item by item, all endpoints at once, and all is saved', async () => {
  const network = new FakeNetwork(() => trace);
  const two = endpoint('b', { sampling: { repeats: 2, temperature: 1 } });
  const { evaluation, told } = start(network, three, [endpoint('a'), two], { window: 1 });
  expect(await evaluation.done).toEqual({
    jobs: 9,
    complete: 9,
    truncated: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    rescored: 0,
    refused: 0,
    left: 0,
    labels: [
      { label: 'a', n: 3, sum: 3, partial: false, unscored: 0, uncounted: 0 },
      { label: 'b', n: 6, sum: 6, partial: false, unscored: 0, uncounted: 0 },
    ],
    problems: [],
  });
  expect(network.asked.filter((name) => name.startsWith('a'))).toEqual([
    'a legs/1 #0',
    'a legs/2 #0',
    'a legs/3 #0',
  ]);
  expect(network.asked.filter((name) => name.startsWith('b'))).toEqual([
    'b legs/1 #0',
    'b legs/1 #1',
    'b legs/2 #0',
    'b legs/2 #1',
    'b legs/3 #0',
    'b legs/3 #1',
  ]);
  expect(network.asked.indexOf('b legs/1 #0')).toBeLessThan(network.asked.indexOf('a legs/3 #0'));
  expect(told.words.filter((line) => line.endsWith('saved'))).toHaveLength(9);
  expect(await savedTexts()).toHaveLength(9);
  const files = await readdir(path.join(root(), '.reasoning-transfer'), { recursive: true });
  expect(files.filter((name) => name.includes('results_'))).toHaveLength(2);
});

test('no more than a window of jobs is handed over at once, however many items there are', async () => {
  const network = new FakeNetwork(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return trace;
  });
  const many = Array.from({ length: 300 }, (_, n) => legs(n + 1));
  let built = 0;
  let ended = 0;
  let ahead = 0;
  const { evaluation } = start(network, many, [endpoint('a')], {
    saved: null,
    window: 5,
    prompt: (item) => {
      built += 1;
      ahead = Math.max(ahead, built - ended);
      return { ok: true, prompt: chatPrompt(item.id) };
    },
    onEvent: (event) => {
      if (event.type === 'ended') ended += 1;
    },
  });
  await evaluation.done;
  expect([network.asked.length, network.most, ahead]).toEqual([300, 5, 5]);
});

test('an endpoint that allows more at once is given more', async () => {
  const network = new FakeNetwork(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return trace;
  });
  const many = Array.from({ length: 50 }, (_, n) => legs(n + 1));
  const wide = endpoint('a', { concurrency: 20 });
  await start(network, many, [wide], { saved: null, window: 2 }).evaluation.done;
  expect(network.most).toBe(20);
});

test('one repeat alone can be asked, and of one endpoint only', async () => {
  const network = new FakeNetwork(() => trace);
  const twice = (label: string): Endpoint => endpoint(label, { sampling: { repeats: 3, temperature: 1 } });
  const { evaluation } = start(network, three.slice(0, 2), [twice('a'), twice('b')], {
    repeats: ({ label }) => (label === 'b' ? [2] : []),
  });
  expect(await evaluation.done).toMatchObject({ jobs: 2, complete: 2, left: 0 });
  expect(network.asked).toEqual(['b legs/1 #2', 'b legs/2 #2']);
});

test('a run over all items of its benchmark is whole, whatever else the file holds', async () => {
  const gpqa: Item = { ...legs(3), benchmark: 'GPQA-Diamond', id: 'own0001' };
  const counts = async (itemsByBenchmark: ReadonlyMap<string, number> | null) => {
    await rm(path.join(root(), '.reasoning-transfer'), { recursive: true, force: true });
    const network = new FakeNetwork(() => trace);
    const items = [legs(1), legs(2), gpqa];
    await start(network, items, [endpoint('a')], { itemsByBenchmark }).evaluation.done;
    const folder = path.join(root(), '.reasoning-transfer', 'a');
    const names = (await readdir(folder)).filter((name) => name.startsWith('results_'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    return texts
      .map((text) => `${/"task": "(.*?)"/.exec(text)?.[1]} ${/"partial": (\w+)/.exec(text)?.[1]}`)
      .sort();
  };
  const all = new Map([
    ['MATH-500', 2],
    ['GPQA-Diamond', 1],
  ]);
  expect(await counts(all)).toEqual(['GPQA-Diamond false', 'MATH-500 false']);
  expect(await counts(new Map([...all, ['MATH-500', 3]]))).toEqual(['GPQA-Diamond false', 'MATH-500 true']);
  expect(await counts(null)).toEqual(['GPQA-Diamond true', 'MATH-500 true']);
});
