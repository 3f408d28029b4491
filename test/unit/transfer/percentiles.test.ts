import { expect, test } from 'vitest';
import { percentileInterval } from '../../../src/core/transfer/percentiles.ts';
import { randomWords } from '../../../src/core/transfer/randomWords.ts';

const word = randomWords(3);
const uniform = (): number => word() / 2 ** 32;

/** By sorting all, between neighbours. */
function sortedQuantile(values: readonly number[], share: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [one = NaN, next = one] = sorted.slice(below, below + 2);
  return one + (place - below) * (next - one);
}

const kinds: readonly (readonly [name: string, value: (at: number) => number])[] = [
  ['any', uniform],
  ['few that repeat', () => word() % 4],
  ['mostly the same', (at) => (at % 100 === 0 ? -1 : 2)],
  ['all the same', () => 3.5],
  ['ascending', (at) => at],
  ['descending', (at) => -at],
  ['with some far away', (at) => (at % 37 === 0 ? 1e12 * (uniform() - 0.5) : uniform())],
  ['of ratios whose divisor comes near 0', () => (uniform() - 0.5) / (uniform() - 0.5)],
  ['some of them no numbers', (at) => (at % 3 === 0 ? NaN : at % 7 === 0 ? -Infinity : uniform())],
  ['as large as numbers are', () => (uniform() - 0.5) * Number.MAX_VALUE * 2],
  ['tiny', () => uniform() * 1e-310],
];

test.each(kinds)('the ends of an interval are those of sorted values: %s', (_, value) => {
  for (const count of [2, 3, 10, 41, 999, 10_000]) {
    const values = Float64Array.from({ length: count }, (__, at) => value(at));
    const kept = values.slice();
    // A value among them is within every interval, and changes none.
    const middle = sortedQuantile([...values], 0.5);
    for (const level of [50, 90, 95, 99.9]) {
      const { low, high, value: own } = percentileInterval(middle, values, level);
      const scale = Math.abs(middle) + 1e-300;
      expect(own).toBe(middle);
      const lowest = sortedQuantile([...values], 0.5 - level / 200);
      const highest = sortedQuantile([...values], 0.5 + level / 200);
      expect(Math.abs(low! - lowest)).toBeLessThanOrEqual(1e-9 * (Math.abs(lowest) + scale));
      expect(Math.abs(high! - highest)).toBeLessThanOrEqual(1e-9 * (Math.abs(highest) + scale));
    }
    expect(values).toEqual(kept);
  }
});

test('a value beyond its resamples, which smoothing brings nearer to the middle, is within its interval', () => {
  const values = Float64Array.from({ length: 100 }, (_, at) => 80 + at / 10);
  const plain = percentileInterval(85, values, 80);
  expect(percentileInterval(100, values, 80)).toEqual({ value: 100, low: plain.low, high: 100 });
  expect(percentileInterval(-3, values, 80)).toEqual({ value: -3, low: -3, high: plain.high });
});

test('of one value it has no width, of none there is no interval', () => {
  expect(percentileInterval(7, Float64Array.of(7), 95)).toEqual({ value: 7, low: 7, high: 7 });
  expect(percentileInterval(2, Float64Array.of(NaN, Infinity), 95)).toEqual({
    value: 2,
    low: null,
    high: null,
  });
  expect(percentileInterval(2, new Float64Array(), 95)).toEqual({ value: 2, low: null, high: null });
});
