import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/core/json.ts';
import { numbersIn } from '../../../../src/core/scorers/own/decimal.ts';
import { ownScore, shown } from './scoring.ts';

type Row = [gold: JsonValue, answer: string, expected: string, scoring?: JsonObject];

test.each<Row>([
  [42, '42', '1 42'],
  [42, 'It takes 6 × 7 = 42 days.', '1 42'],
  [42, 'First 42, then 43.', '0 43'],
  [42, '42.0', '1 42.0'],
  [1000, 'about 1,000 people', '1 1,000'],
  [1234567.5, '1 234 567.5', '0 567.5'],
  [1234567.5, '1\u202f234\u202f567.5', '1 1\u202f234\u202f567.5'],
  [1000, '$1{,}000$', '1 1{,}000'],
  [1000, '\\$1,000', '1 1,000'],
  [-5, 'it is −5', '1 −5'],
  [-5, 'it is -$5', '1 -$5'],
  [5, '- 5 apples', '1 5'],
  [-5, '$x = - 5$', '1 - 5'],
  [7, '5-7', '1 7'],
  [3, '10 - 3', '1 3'],
  [0.0015, '1.5e-3', '1 1.5e-3'],
  [0.0015, '$1.5 \\times 10^{-3}$', '1 1.5 \\times 10^{-3}'],
  [1.5e30, '1.5·10^30', '1 1.5·10^30'],
  ['50%', '50%', '1 50%'],
  ['50%', '0.5', '1 0.5'],
  ['50%', '50', '1 50'],
  ['50%', '0.5%', '0 0.5%'],
  [0.5, '50\\%', '1 50\\%'],
  [50, '0.5', '0 0.5'],
  ['9007199254740993', '9007199254740992', '0 9007199254740992'],
  ['9007199254740993', '9007199254740993', '1 9007199254740993'],
  [2, 'H2O', '0 none'],
  [42, 'none', '0 none'],
  [42, 'The answer is 42 (checked 2 times).', '1 42'],
  [42, 'The answer is 42, since 6 · 7 does it.', '1 42'],
  [42, 'The answer is 6 · 7 = 42.\nThat took 3 steps.', '1 42'],
  [42, 'Answer: **42**', '1 42'],
  [42, '\\boxed{42} in 3 steps', '1 42'],
  [3, 'Answer: 42 in 3', '1 3', { from: 'whole' }],
  ['#### 72', '72', '1 72'],
  ['He has 3. #### 1,072', '1072', '1 1072'],
  ['12 apples', '12', '1 12'],
  [[3, 4], '4', '1 4'],
  [1, '1.01', '1 1.01', { tolerance: 0.01 }],
  [1, '1.011', '0 1.011', { tolerance: 0.01 }],
  [100, '101', '1 101', { tolerance: 0.01, relative: true }],
  [100, '101.1', '0 101.1', { tolerance: 0.01, relative: true }],
  [-100, '-99', '1 -99', { tolerance: 0.01, relative: true }],
  [0, '0.001', '0 0.001', { tolerance: 0.01, relative: true }],
  [1e-9, '2e-9', '1 2e-9', { tolerance: 1e-9 }],
])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
  expect(shown('number', gold, answer, scoring)).toBe(expected);
});

test.each([
  ['1.2.3', []],
  ['1,2,3', ['1', '2', '3']],
  ['12,34', ['12', '34']],
  ['1,2345', ['1', '2345']],
  ['.5 and 1..2', ['.5', '1']],
  ['COVID-19, GPT-4', ['19', '4']],
  ['v1 x2 3rd', ['3']],
  ['2020-01-05', ['2020', '01', '05']],
  [`1${'0'.repeat(500)}`, []],
  ['1e999', []],
])('the numbers of %j are %j', (text, numbers) => {
  expect(numbersIn(text).map(({ range }) => text.slice(...range))).toEqual(numbers);
});

describe('reasons', () => {
  test.each<[JsonValue, string, JsonObject | undefined, string]>([
    [42, '42', undefined, '`42` is the gold answer'],
    [42, '42.0', undefined, '`42.0` is as much as `42`'],
    [42, '43', undefined, '`43` is not as much as `42`'],
    [42, '42.1', { tolerance: 0.5 }, '`42.1` is near enough to `42`'],
    [42, '43', { tolerance: 0.5 }, '`43` is not within 0.5 of `42`'],
    [42, '44', { tolerance: 0.01, relative: true }, '`44` is not within 0.01 × `42` of it'],
    [42, 'no', undefined, 'no answer found: no number is there'],
  ])('%j: %j under %j', (gold, answer, scoring, reason) => {
    expect(ownScore('number', gold, answer, scoring).reason).toBe(reason);
  });
});
