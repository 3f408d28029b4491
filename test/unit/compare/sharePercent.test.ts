import { expect, test } from 'vitest';
import { factsOf } from '../../../src/core/compare/export/comparisonFacts.ts';
import { samenessOf } from '../../../src/core/compare/sameness.ts';
import { sharePercentWords, roundedPercentWords } from '../../../src/core/sharePercent.ts';
import { recordOf } from './exportRecord.ts';

test.each([
  [0, '0 %'],
  [0.0001, '< 1 %'],
  [0.01, '1 %'],
  [0.29, '29 %'],
  [0.996, '> 99 %'],
  [0.99, '99 %'],
  [0.829, '82 %'],
  [1, '100 %'],
])('%d is %s', (share, words) => {
  expect(sharePercentWords(share)).toBe(words);
});

test.each([
  [0, 0, '0 %'],
  [0.004, 0, '< 1 %'],
  [0.996, 0, '> 99 %'],
  [0.66667, 0, '67 %'],
  [0.00004, 1, '< 0.1 %'],
  [0.0006, 1, '0.1 %'],
  [0.99996, 1, '> 99.9 %'],
  [0.532, 1, '53.2 %'],
  [0.999_999, 2, '> 99.99 %'],
  [0.145, 0, '15 %'],
  [0.285, 0, '29 %'],
  [0.575, 0, '58 %'],
  [-0.145, 0, '-15 %'],
  [0.1449, 0, '14 %'],
  [1.005, 2, '100.50 %'],
  [1, 1, '100.0 %'],
  [1.2, 1, '120.0 %'],
  [-0.5, 0, '-50 %'],
])('%d with %d decimals is %s', (share, decimals, words) => {
  expect(roundedPercentWords(share, decimals)).toBe(words);
});

test.each([
  [true, 'if a:\n  b', 'if a:\n  b', 'exact'],
  [true, 'if a:\n  b', 'if a:\nb', 'blanks'],
  [true, '', ' \n', 'empty'],
  [false, 'a', 'b', null],
  [false, 'a', '', null],
] as const)('%j, %j and %j: %j', (identical, text, other, sameness) => {
  expect(samenessOf(identical, text, other)).toBe(sameness);
});

test('a score is rounded as scores are published', () => {
  const record = recordOf([
    { reasoning: 'One.', value: 2 / 3 },
    { reasoning: 'Two.', value: 0.9999, byHand: 0.001 },
  ]);
  const facts = new Map(factsOf(record).map(({ name, values }) => [name, values]));
  expect(facts.get('Verdict')).toEqual(['partly right (67 %)', 'partly right (> 99 %)']);
  expect(facts.get('Verdict by hand')).toEqual(['–', 'partly right (< 1 %)']);
});
