import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { mathAnswer, olympiadAnswer } from '../../../src/core/scorers/math.ts';
import { scorerFor } from '../../../src/core/scorers/registry.ts';
import { decided } from '../../support/decided.ts';

const value = (scorer: typeof mathAnswer, record: JsonObject, answer: string): number | null =>
  decided(scorer.score({ record, answer: `So $\\boxed{${answer}}$.`, choices: null })).value;

describe('OlympiadBench', () => {
  const olympiad = (fields: JsonObject, answer: string) => value(olympiadAnswer, fields, answer);

  it.each([
    ['4.25', 1],
    ['4.3', 1],
    ['4.31', 0],
    ['4.1', 1],
    ['4.09', 0],
  ])('takes %s for 4.2 within its error of 1e-1: %d', (answer, right) => {
    expect(olympiad({ final_answer: ['4.2'], answer_type: 'Numerical', error: '1e-1' }, answer)).toBe(right);
  });

  test('an error for each answer with commas between, of which the smallest counts; none is exact', () => {
    const fields = { final_answer: ['1.5', '2.5'], is_multiple_answer: true, answer_type: 'Numerical' };
    expect(olympiad({ ...fields, error: '1e-1,1e-2' }, '1.505, 2.505')).toBe(1);
    expect(olympiad({ ...fields, error: '1e-1,1e-2' }, '1.55, 2.505')).toBe(0);
    expect(olympiad({ ...fields, error: null }, '1.505, 2.505')).toBe(0);
    expect(olympiad({ ...fields, error: '' }, '1.505, 2.505')).toBe(0);
  });

  it.each([
    ['166', 'cm^2', '166\\text{ cm}^2', 1],
    ['166', '$cm^2$', '166', 1],
    ['166', '$cm^2$', '166\\text{ m}^2', 0],
    ['30', '^{\\circ}', '30^\\circ', 1],
    ['30', '^{\\circ}', '30\\%', 0],
    ['12', '%', '12', 1],
    ['50', 'minutes', '50 \\text{ min}', 1],
    ['50', 'minutes', '50 \\text{ hours}', 0],
  ])('%s with the unit %s: %s gives %d', (gold, unit, answer, right) => {
    expect(olympiad({ final_answer: [gold], unit, answer_type: 'Numerical' }, answer)).toBe(right);
  });

  it.each([
    ['84, 69', 1],
    ['69 \\text{ and } 84', 1],
    ['69', 0],
    ['69, 84, 1', 0],
    ['8469', 0],
  ])('several answers are a set: %s gives %d', (answer, right) => {
    const fields = { final_answer: ['$69$,$84$'], is_multiple_answer: true, answer_type: 'Numerical' };
    expect(olympiad(fields, answer)).toBe(right);
  });

  it.each([
    ['Numerical', '221,8', '221, 8', 1],
    ['Numerical', '221,8', '2218', 0],
    ['Expression', '$\\frac{n(n-1)}{2}$', '\\binom{n}{2}', 1],
    ['Expression', '$f(x)=2x$', '2x', 1],
    ['Expression', '$f(x)=2x$', 'x^2', 0],
    ['Tuple', '(2,4)', '(2, 4)', 1],
    ['Tuple', '(2,4)', '2, 4', 1],
    ['Tuple', '(2,4)', '4, 2', 0],
    ['Tuple', '(2,4)', '(4, 2)', 0],
    ['Tuple', '(2,4)', '[2, 4]', 0],
    ['Tuple', '(1,3),(2,4)', '(2,4), (1,3)', 1],
    ['Interval', '(2,4)', '(2, 4)', 1],
    ['Interval', '(2,4)', '2, 4', 0],
    ['Interval', '(2,4)', '[2, 4)', 0],
    ['Interval', '$(-\\infty, 0) \\cup\\{1\\}$', '\\{1\\} \\cup (-\\infty, 0)', 1],
  ])('of type %s, %s: %s gives %d', (answer_type, gold, answer, right) => {
    const several = /^\d+,|\),\(/.test(gold);
    expect(olympiad({ final_answer: [gold], answer_type, is_multiple_answer: several }, answer)).toBe(right);
  });
});

describe('GSM8K', () => {
  it.each([
    ['Two and two is <<2+2=4>>4.\n#### 4', '4', 1],
    ['…\n#### 4', '\\$4', 1],
    ['…\n#### 4', '4.00', 1],
    ['…\n#### 1,200', '1200', 1],
    ['…\n#### -12', '-12', 1],
    ['…\n#### 4', '4 \\text{ apples}', 1],
    ['…\n#### 4', '5', 0],
    ['4\n#### 5', '4', 0],
  ])('%j: %s gives %d', (answer, given, right) => {
    expect(value(scorerFor('GSM8K') ?? olympiadAnswer, { answer }, given)).toBe(right);
  });
});

test('both scorers say which rules their verdicts come from', () => {
  expect([mathAnswer, olympiadAnswer].map(({ name, version }) => `${name} ${version}`)).toEqual([
    'math 3',
    'math (OlympiadBench) 3',
  ]);
});

test('a response that breaks off in a formula has no answer, unless it was boxed or stated', () => {
  const of = (answer: string) =>
    decided(mathAnswer.score({ record: { answer: '9' }, answer, choices: null })).extracted;
  expect(of('So \\(H = 9\\). Then \\[ 10D + E = 7')).toBeNull();
  expect(of('So \\(H = 9\\). Then \\(')).toBeNull();
  expect(of('So \\(H = 9\\), 5 cm \\\\[4pt] off.')).toBe('H = 9');
  expect(of('So \\(H = 9\\).')).toBe('H = 9');
  expect(of('So \\boxed{9}. Then \\[ 10D + E = 7')).toBe('9');
});
