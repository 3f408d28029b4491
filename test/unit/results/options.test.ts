import { expect, test } from 'vitest';

import { optionNamed, optionStart } from '../../../src/core/results/options.ts';

const long = (end: string): string => `${'the same beginning '.repeat(5)}${end}`;

test.each([
  ['B', ['4', '8'], 'B. 8'],
  ['8', ['4', '8'], 'B. 8'],
  ['1. 8', ['4', '8'], 'B. 8'],
  ['A. 4', ['4', '8'], 'A. 4'],
  ['E', ['4', '8'], null],
  ['9', ['4', '8'], null],
  ['8', ['8', '8'], null],
  [long('a'), ['4', long('a')], `B. ${long('a').slice(0, 79)}…`],
  [long('a'), [long('a'), long('b')], null],
])('%s of %j is %s', (answer, options, named) => {
  expect(optionNamed(answer, options.map(optionStart))).toBe(named);
});

test('of whole options, long ones that begin alike are told apart', () => {
  const options = [long('a'), long('b')];
  expect(optionNamed(long('b'), options)).toBe(`B. ${long('b')}`);
  expect(optionNamed(long('c'), options)).toBe(null);
});
