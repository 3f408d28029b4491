import { expect, test } from 'vitest';
import { samenessOf } from '../../../src/core/compare/sameness.ts';
import { percentWords } from '../../../src/core/compare/sharePercent.ts';

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
  expect(percentWords(share)).toBe(words);
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
