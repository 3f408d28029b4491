import { expect, test } from 'vitest';
import { SampleSetBuilder } from '../../../src/core/results/sampleSet.ts';
import { flipCounts } from '../../../src/core/transfer/flipCounts.ts';
import { itemScores, type ItemScores } from '../../../src/core/transfer/itemScores.ts';
import { detectable } from '../../../src/core/transfer/detectable.ts';
import { pairedError } from '../../../src/core/transfer/pairedError.ts';
import { pairedTest } from '../../../src/core/transfer/pairedTest.ts';
import { pairedTask } from './pairedTasks.ts';

/** Scores of items, each with its repeats, as they are kept: in columns of 32 bits. */
function kept(items: readonly (readonly number[])[]): ItemScores {
  const builder = new SampleSetBuilder({ run: 'r', model: 'm', task: 'coqa' });
  for (const [item, repeats] of items.entries()) {
    for (const [repeat, value] of repeats.entries()) {
      builder.add({ item, place: item, repeat });
      builder.metric('f1', value);
    }
  }
  const set = builder.build();
  const [column = null] = set.metrics;
  const samples = { file: 'f', set, column };
  const values = column!.values;
  const tasks = itemScores(
    [{ samples, values, of: null, verdicts: values }],
    (item) => item,
    () => '',
  );
  return tasks.get('')!;
}

const paired = (left: readonly (readonly number[])[], right: readonly (readonly number[])[]) => {
  const [one, other] = [kept(left), kept(right)];
  return pairedTask(
    Array.from(one.mean, (value, row) => [value, other.mean[row]!] as const),
    { verdicts: { left: one.verdicts!, right: other.verdicts! } },
  );
};

const single = (values: readonly number[]) => values.map((value) => [value]);

test('scores are those that were given, not what 32 bits leave of them', () => {
  const given = [0.4, 1 / 3, 2 / 3, 0.66, 2 / 7, 0.1234, 0, 1, 0.5];
  expect([...kept(single(given)).mean]).toEqual(given);
  expect([...kept(single(given)).verdicts!]).toEqual(given);
});

test('F1 scores that gain as much as they lose differ in nothing: p is 1', () => {
  const left = [0.4, 0.4, 2 / 3, 0.8, 1 / 3, 0.25, 0, 2 / 7];
  const right = [0.8, 0, 1, 0.4, 0, 0.25, 1 / 3, 2 / 7];
  expect(pairedTest([paired(single(left), single(right))], 1).p).toBe(1);
});

test('their sums that are as far from 0 as the gain are counted as such', () => {
  const left = [0.4, 0.4, 1 / 3, 0, 1 / 3, 0.2, 0.2, 0];
  const right = [0.8, 0.8, 2 / 3, 1 / 3, 0, 0.6, 0, 0.4];
  // In fifteenths: 6, 6, 5, 5, −5, 6, −3, 6. By all signs:
  const steps = [6, 6, 5, 5, 5, 6, 3, 6];
  let hits = 0;
  for (let signs = 0; signs < 256; signs++) {
    const sum = steps.reduce((total, step, at) => total + ((signs >> at) & 1 ? step : -step), 0);
    if (Math.abs(sum) >= 26) hits += 1;
  }
  expect(pairedTest([paired(single(left), single(right))], 1).p).toBeCloseTo(hits / 256, 12);
});

test('repeats of a mean of 0.5 cross nothing, whatever they are made of', () => {
  const task = paired([[0.4, 0.6, 0.5]], [[0, 0, 0]]);
  expect(flipCounts([task])).toMatchObject({ forgotten: 0, worse: 1 });
});

test('means that are the same but for their last digits are no difference', () => {
  const repeats = [
    [0.1, 0.2, 0.3],
    [0.7, 0.1, 0.4],
    [0.2, 0.2, 0.2],
  ];
  const reversed = repeats.map((values) => values.toReversed());
  const task = paired(repeats, reversed);
  expect([...task.left]).not.toEqual([...task.right]);
  expect(flipCounts([task])).toMatchObject({ better: 0, worse: 0 });
  expect(pairedError([task]).differing).toBe(0);
  expect(detectable([task], 95)).toMatchObject({ worstCase: true });
  expect(pairedTest([task], 1).p).toBe(1);
  // Beside true differences they are none either.
  const [more, fewer] = [
    paired([...repeats, [0], [0], [0]], [...reversed, [1], [1], [1]]),
    pairedTask([
      [0, 1],
      [0, 1],
      [0, 1],
    ]),
  ];
  expect(pairedError([more]).differing).toBe(3);
  expect(pairedTest([more], 1).p).toBe(pairedTest([fewer], 1).p);
});
