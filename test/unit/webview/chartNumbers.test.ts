import { expect, test } from 'vitest';
import { billions } from '../../../src/webview/transfer/charts/modelSizes.ts';
import { niceTicks, roomFor } from '../../../src/webview/transfer/charts/ranges.ts';

test('the size of a model is read as people write it', () => {
  const sizes = ['14B', '1.5b', '270M', '8x7B', '8×7B', '30B-A3B', ' 7 B', '1T'];
  expect(sizes.map(billions)).toEqual([14, 1.5, 0.27, 56, 56, 30, 7, 1000]);
  expect(['', 'large', 'B', '0B', '14', '14Bit', '-7B', '7e2B'].map(billions)).toEqual(Array(8).fill(null));
});

test('an axis has round values, about as many as there is room for, and none outside', () => {
  expect(niceTicks(-26, 37, 7)).toEqual([-20, -10, 0, 10, 20, 30]);
  expect(niceTicks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(niceTicks(0, 832, 5)).toEqual([0, 200, 400, 600, 800]);
  expect(niceTicks(5, 5, 4)).toEqual([5]);
});

test('an axis holds all values and 0; an interval far out does not push them together', () => {
  const { min, max } = roomFor([10, 20], [8, 23]);
  expect(min).toBe(0);
  expect(max).toBeGreaterThan(23);
  expect(max).toBeLessThan(26);
  const far = roomFor([10, 20], [-400, 900]);
  expect(far.min).toBeGreaterThan(-46);
  expect(far.max).toBeLessThan(66);
  // One gain alone with a wide interval is shown whole.
  const alone = roomFor([6.7], [-6.3, 19]);
  expect(alone.min).toBeLessThan(-6.3);
  expect(alone.max).toBeGreaterThan(19);
  const empty = roomFor([], []);
  expect(empty.min).toBe(0);
  expect(empty.max).toBeGreaterThanOrEqual(0);
});
