import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chatPrompt, endpoint, legs, trace } from '../results/fixtures.ts';
import { FakeNetwork, start, three, useFolder } from './evaluationRuns.ts';

const root = useFolder();

test('an item whose prompt cannot be built is told, and the others are asked', async () => {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')], {
    saved: null,
    prompt: (item) =>
      item.id === 'legs/2'
        ? { ok: false, message: 'The field "problem" is missing.' }
        : { ok: true, prompt: chatPrompt(item.id) },
  });
  expect(await evaluation.done).toMatchObject({ complete: 2, refused: 1 });
  expect(told.words).toContain('a legs/2 #0 refused: The field "problem" is missing.');
});

test('a sample that cannot be saved is told, and the columns go on', async () => {
  await writeFile(path.join(root(), '.reasoning-transfer'), 'in the way');
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')]);
  const summary = await evaluation.done;
  expect(summary).toMatchObject({ complete: 3, left: 0 });
  expect(summary.problems.map(({ message }) => message)).toEqual(
    Array<string>(3).fill('A file stands where a folder is needed. Move it away.'),
  );
  expect(told.words.filter((line) => line.includes('problem'))).toEqual([
    'a legs/1 #0 complete problem',
    'a legs/2 #0 complete problem',
    'a legs/3 #0 complete problem',
  ]);
});

test('a scorer that fails costs the score, not the sample', async () => {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, [legs(1)], [endpoint('a')], {
    score: () => {
      throw new Error('too deep');
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 1 });
  const last = told.events.at(-1);
  expect(last?.type === 'ended' && last.sample.score).toMatchObject({
    value: null,
    reason: 'the scorer failed: too deep',
  });
});
