import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Trace } from '../../../src/core/traces/trace.ts';
import type { EvaluationOptions } from '../../../src/workspace/evaluation.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { endpoint, legs, right, trace } from '../results/fixtures.ts';
import { FakeNetwork, refused, start, three, useFolder } from './evaluationRuns.ts';

const root = useFolder();

test('resumed, it asks only what no settled sample answers', async () => {
  const failing = new FakeNetwork((name) => (name.includes('legs/2') ? refused : trace));
  await start(failing, three.slice(0, 2), [endpoint('a')]).evaluation.done;
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')], { resume: true });
  expect(await evaluation.done).toMatchObject({ skipped: 1, complete: 2 });
  expect(network.asked).toEqual(['a legs/2 #0', 'a legs/3 #0']);
  expect(told.words[0]).toBe('a legs/1 #0 skipped');

  const other = new FakeNetwork(() => trace);
  const warmer = endpoint('a', { sampling: { repeats: 1, maxTokens: 64, temperature: 1 } });
  await start(other, three, [warmer], { resume: true }).evaluation.done;
  expect(other.asked).toHaveLength(3);

  const more = new FakeNetwork(() => trace);
  const twice = endpoint('a', { sampling: { repeats: 2, maxTokens: 64 } });
  await start(more, three, [twice], { resume: true }).evaluation.done;
  expect(more.asked).toEqual(['a legs/1 #1', 'a legs/2 #1', 'a legs/3 #1']);
});

/** Scores by the item's gold answer, as a scorer does. */
const byGold: EvaluationOptions['score'] = ({ gold }) =>
  gold === null
    ? { value: null, extracted: '8', range: null, rule: 'none', reason: 'no gold answer' }
    : { ...right, value: gold === '8' ? 1 : 0, reason: gold === '8' ? 'is 8' : `is not ${gold}` };

/** Runs again with other gold answers, and says what is known then: of the run, and from the disk. */
async function withGold(gold: string | null): Promise<string[]> {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, [{ ...legs(2), gold }], [endpoint('a')], {
    resume: true,
    score: byGold,
  });
  const { skipped, rescored, labels } = await evaluation.done;
  const saved = new SavedSamples(root());
  await saved.load();
  const found = saved.forItem(legs(2)).map((each) => `${each.gold} ${each.value} ${each.reason}`);
  const [file] = (await readdir(path.join(root(), '.reasoning-transfer/a'))).filter((name) =>
    name.startsWith('samples'),
  );
  const lines = (await readFile(path.join(root(), '.reasoning-transfer/a', file ?? ''), 'utf8'))
    .trim()
    .split('\n');
  return [
    `asked ${network.asked.length}, skipped ${skipped}, rescored ${rescored}, ${labels[0]?.sum} of ${labels[0]?.n}`,
    told.words.join(', '),
    ...found,
    `${lines.length} lines`,
  ];
}

test('where the gold answer was corrected, the saved trace is scored again, not asked again', async () => {
  await start(new FakeNetwork(() => trace), [legs(2)], [endpoint('a')], { score: byGold }).evaluation.done;
  expect(await withGold('8')).toEqual([
    'asked 0, skipped 1, rescored 0, 1 of 1',
    'a legs/2 #0 skipped',
    '8 1 is 8',
    '1 lines',
  ]);
  expect(await withGold('9')).toEqual([
    'asked 0, skipped 1, rescored 1, 0 of 1',
    'a legs/2 #0 skipped',
    '9 0 is not 9 (scored again: the gold answer was 8)',
    '2 lines',
  ]);
  expect((await withGold('9')).filter((_, line) => line !== 1 && line !== 2)).toEqual([
    'asked 0, skipped 1, rescored 0, 0 of 1',
    '2 lines',
  ]);
  expect(await withGold(null)).toEqual([
    'asked 0, skipped 1, rescored 1, 0 of 0',
    'a legs/2 #0 skipped',
    'null null no gold answer (scored again: the gold answer was 9)',
    '3 lines',
  ]);
  expect(await withGold('8')).toEqual([
    'asked 0, skipped 1, rescored 1, 1 of 1',
    'a legs/2 #0 skipped',
    '8 1 is 8 (scored again: the item had no gold answer)',
    '4 lines',
  ]);
});

test("what is cut off counts as 0 for a benchmark of the user's own, when it is asked and when it is found", async () => {
  const item = legs(2);
  const own = {
    answerKind: 'math' as const,
    question: item.question,
    choices: null,
    scored: { ...item.record },
    goldFields: [],
  };
  const riddle = { ...item, benchmark: 'Riddles', own };
  const unscored: EvaluationOptions['score'] = () => ({ ...right, value: null, reason: 'truncated' });
  const cut = (): Trace => ({ ...trace, status: 'truncated', finishReason: 'length' });
  const counts = async (): Promise<unknown> => {
    const options = { resume: true, score: unscored };
    const { labels, truncated, skipped } = await start(
      new FakeNetwork(cut),
      [riddle],
      [endpoint('a')],
      options,
    ).evaluation.done;
    return { truncated, skipped, labels };
  };
  const labels = [{ label: 'a', n: 1, sum: 0, partial: false, unscored: 0, uncounted: 0 }];
  expect(await counts()).toEqual({ truncated: 1, skipped: 0, labels });
  expect(await counts()).toEqual({ truncated: 0, skipped: 1, labels });
});

test('what was not run is scored once it may be, and saved once', async () => {
  const unrun = {
    value: null,
    extracted: null,
    range: null,
    rule: 'not run',
    reason: 'the code was not run',
  };
  const program = { ...legs(2), benchmark: 'LiveCodeBench' };
  const again = async (score: typeof unrun | typeof right) => {
    const network = new FakeNetwork(() => trace);
    const options = { resume: true, score: () => score };
    const { skipped, rescored } = await start(network, [program], [endpoint('a')], options).evaluation.done;
    const saved = new SavedSamples(root());
    await saved.load();
    const [found] = saved.forItem(program);
    const folder = path.join(root(), '.reasoning-transfer/a');
    const [file] = (await readdir(folder)).filter((name) => name.startsWith('samples'));
    const lines = (await readFile(path.join(folder, file ?? ''), 'utf8')).trim().split('\n').length;
    return `asked ${network.asked.length}, skipped ${skipped}, rescored ${rescored}, ${found?.value}, ${lines} lines`;
  };
  expect(await again(unrun)).toBe('asked 1, skipped 0, rescored 0, null, 1 lines');
  expect(await again(unrun)).toBe('asked 0, skipped 1, rescored 0, null, 1 lines');
  expect(await again(right)).toBe('asked 0, skipped 1, rescored 1, 1, 2 lines');
  expect(await again(right)).toBe('asked 0, skipped 1, rescored 0, 1, 2 lines');
});
