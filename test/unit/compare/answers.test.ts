import { expect, test } from 'vitest';
import { finalAnswers, sameAnswer } from '../../../src/core/compare/finalAnswers.ts';

test('answers are numbered by the first of those that are the same', () => {
  expect(finalAnswers(['\\frac{1}{2}', '3', '0.5', null, ' 3 ', '\\dfrac12', ''])).toEqual([
    0,
    1,
    0,
    null,
    1,
    0,
    null,
  ]);
  expect(finalAnswers([])).toEqual([]);
  expect(finalAnswers([null, null])).toEqual([null, null]);
});

test.each([
  ['1/2', '0.5'],
  ['x = 5', '5'],
  ['(1, 2]', '(1,2]'],
  ['\\text{Tuesday}', 'Tuesday'],
  ['On  Tuesday', 'on tuesday'],
  ['10,000', '10000'],
  ['x^2+1', '1+x^2'],
])('%j and %j are the same, either way', (a, b) => {
  expect([sameAnswer(a, b), sameAnswer(b, a)]).toEqual([true, true]);
});

test.each([
  ['A', 'B'],
  ['3', '-3'],
  ['Tuesday', 'Wednesday'],
  ['a', 'A'],
  ['(1, 2)', '(2, 1)'],
  ['x+1', 'x-1'],
])('%j and %j are not', (a, b) => {
  expect([sameAnswer(a, b), sameAnswer(b, a)]).toEqual([false, false]);
});

test('long texts are compared as texts alone', () => {
  const text = 'one and two '.repeat(50);
  expect(sameAnswer(text, `${text} `)).toBe(true);
  expect(sameAnswer(text, `${text} three`)).toBe(false);
});
