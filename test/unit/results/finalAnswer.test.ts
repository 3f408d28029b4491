import { expect, test } from 'vitest';
import { finalAnswerOf, storedAnswer } from '../../../src/core/results/storedAnswer.ts';

const turns = '<|im_end|>\n<|im_start|>user\n'.repeat(3);
const long = 'First I add, then I look at what is left of it. '.repeat(4);

test.each([
  { what: 'nothing', extracted: null, answer: null },
  { what: 'white space', extracted: ' \n', answer: null },
  { what: 'marks of turns', extracted: turns, answer: null },
  { what: 'marks of a text', extracted: '<s></s><end_of_turn>', answer: null },
  { what: 'an answer before a mark', extracted: '42<|im_end|>', answer: '42<|im_end|>' },
  { what: 'a relation', extracted: '|x| < 3', answer: '|x| < 3' },
])('of a tool that extracted $what', ({ extracted, answer }) => {
  expect(storedAnswer({ extracted, response: 1000 })).toBe(answer);
  expect(finalAnswerOf({ extracted, response: 1000 }, null)).toBe(answer);
  expect(finalAnswerOf({ extracted, response: 1000 }, '7')).toBe(answer ?? '7');
});

test('a whole response is no answer, but what our scorer found is one', () => {
  expect(finalAnswerOf({ extracted: long, response: long.length }, null)).toBeNull();
  expect(finalAnswerOf({ extracted: long, response: long.length }, '7')).toBe('7');
  expect(finalAnswerOf({ extracted: long, response: long.length }, long)).toBe(long);
  // Part of a response, and not cut as the line of a table is.
  const half = long.repeat(2);
  expect(finalAnswerOf({ extracted: half, response: 3 * half.length }, null)).toBe(half);
  expect(finalAnswerOf({ extracted: null, response: 10 }, turns)).toBeNull();
});
