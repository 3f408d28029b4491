import { expect, test } from 'vitest';
import { detectable } from '../../../src/core/transfer/detectable.ts';
import { normalQuantile } from '../../../src/core/transfer/normal.ts';
import { pairedError } from '../../../src/core/transfer/pairedError.ts';
import { pairedTask, singleTask } from './pairedTasks.ts';

/** By Simpson's rule over the density, from 0. */
function chanceBelow(z: number): number {
  const steps = 2_000;
  const width = z / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((step * width) ** 2) / 2);
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

test.each([
  [0.5, 0],
  [0.8, 0.8416212335729143],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.025, -1.959963984540054],
  [1e-10, -6.361340902404056],
])('the normal quantile of %d', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 12);
});

test('the normal quantile undoes the chance to be below, to 1e-9', () => {
  for (let z = -4; z <= 4; z += 0.17) expect(normalQuantile(chanceBelow(z))).toBeCloseTo(z, 9);
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalQuantile(1.5)).toBeNaN();
});

test('the error of single samples is that of their mean difference', () => {
  // Differences 1, 1, −1, 0, 0: mean 0.2, squares about it 2.8, of 4.
  expect(pairedError([singleTask(2, 1, 1, 1)])).toEqual({
    stderr: expect.closeTo(100 * Math.sqrt(2.8 / 4 / 5), 10) as number,
    n: 5,
    differing: 3,
  });
});

test('a mean of tasks has the error of that mean', () => {
  const one = pairedError([singleTask(2, 1, 1, 1)]).stderr ?? NaN;
  const other = pairedError([singleTask(0, 3, 5, 1)]).stderr ?? NaN;
  const both = pairedError([singleTask(2, 1, 1, 1), singleTask(0, 3, 5, 1)]);
  expect(both).toEqual({
    stderr: expect.closeTo(Math.hypot(one, other) / 2, 10) as number,
    n: 14,
    differing: 6,
  });
});

test('items with parts weigh by them: the residuals of the ratio', () => {
  const scores = [
    [1, 2],
    [0, 1],
    [2, 2],
  ] as const;
  const task = pairedTask(scores, { of: Float64Array.of(3, 1, 2) });
  // Differences 1, 1, 0 of 6 parts: ratio 1/3; residuals 0, 2/3, −2/3.
  expect(pairedError([task]).stderr).toBeCloseTo(100 * Math.sqrt(((8 / 9) * 3) / 2 / 36), 10);
});

test('one item has no error, and a task of one takes it from the benchmark', () => {
  expect(pairedError([singleTask(1, 0)])).toEqual({ stderr: null, n: 1, differing: 1 });
  expect(pairedError([singleTask(3, 1), singleTask(0, 0, 1)]).stderr).toBeNull();
  expect(pairedError([])).toEqual({ stderr: null, n: 0, differing: 0 });
  expect(detectable([singleTask(1, 0)], 95)).toBeNull();
});

test('the difference that can be seen is 2.8 errors at 95 %', () => {
  const tasks = [singleTask(30, 10, 40, 20)];
  const { stderr } = pairedError(tasks);
  const at95 = detectable(tasks, 95);
  expect(at95?.worstCase).toBe(false);
  expect((at95?.points ?? NaN) / (stderr ?? NaN)).toBeCloseTo(1.959963984540054 + 0.8416212335729143, 9);
  expect((detectable(tasks, 99)?.points ?? NaN) / (stderr ?? NaN)).toBeCloseTo(
    2.5758293035489 + 0.84162123357,
    9,
  );
});

test('where nothing differs the largest variance is taken', () => {
  const seen = detectable([singleTask(0, 0, 20, 10)], 95);
  expect(seen).toEqual({
    points: expect.closeTo((2.80158521811297 * 100) / Math.sqrt(30), 9) as number,
    worstCase: true,
  });
  const twoTasks = detectable([singleTask(0, 0, 20), singleTask(0, 0, 0, 5)], 95);
  expect(twoTasks?.points).toBeCloseTo(2.80158521811297 * 50 * Math.sqrt(1 / 20 + 1 / 5), 9);
});
