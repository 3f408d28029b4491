import { expect, test } from 'vitest';
import { variants } from '../../../src/core/transfer/transfer.ts';
import { itemInput, transferredWith, type ItemScores, type ItemTask } from './builtInput.ts';

const all = (items: number, score: number): ItemScores => Array.from({ length: items }, () => score);

/** Wrong by the base, right by the tuned model, item by item. */
const learned = (benchmark: string, domain: ItemTask['domain'], items: number): ItemTask => ({
  benchmark,
  domain,
  single: true,
  scores: { a: all(items, 0), a1: all(items, 1) },
});

const some: ItemTask = {
  benchmark: 'HeadQA',
  domain: 'other',
  single: true,
  scores: {
    a: Array.from({ length: 80 }, (_, at) => (at % 3 === 0 ? 1 : 0)),
    a1: Array.from({ length: 80 }, (_, at) => (at % 2 === 0 ? 1 : 0)),
  },
};

test.each(variants)('every interval holds its value and has a width, also of few items: %s', (variant) => {
  const tasks = [
    learned('AIME24', 'math', 30),
    learned('AIME25', 'math', 5),
    learned('GPQA-Diamond', 'other', 30),
    some,
  ];
  const [model] = transferredWith(itemInput([{ model: 'a1', base: 'a' }], tasks), { variant }).models;
  const { benchmarks, domains, ti } = model!;
  // Smoothed, each resample is the same: 98.4 − 1.6 of 30 items, 91.7 − 8.3 of 5.
  const [thirty, five] = benchmarks.map(({ delta }) => delta);
  expect(thirty).toEqual({ value: 100, low: expect.closeTo(96.774, 3) as number, high: 100 });
  expect(five).toEqual({ value: 100, low: expect.closeTo(83.333, 3) as number, high: 100 });
  const intervals = [
    ...benchmarks.map(({ delta }) => delta),
    ...Object.values(domains).flatMap(({ delta, di }) => [delta, di]),
    ...Object.values(ti),
  ].filter(({ low }) => low !== null);
  expect(intervals.length).toBeGreaterThan(5);
  for (const { value, low, high } of intervals) {
    expect(low).toBeLessThanOrEqual(value!);
    expect(high).toBeGreaterThanOrEqual(value!);
    expect(high).toBeGreaterThan(low!);
  }
});
