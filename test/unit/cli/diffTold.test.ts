import { expect, test } from 'vitest';
import { wholeAnswerNote } from '../../../src/cli/diffTold.ts';
import { endedTrace } from '../../support/endedTrace.ts';

test('it is said that an answer is a whole text, where the other one keeps its reasoning apart', () => {
  const whole = endedTrace('', 'First we add.\n\nSo it is 5.');
  const apart = endedTrace('First we add.', 'It is 5.');
  expect(wholeAnswerNote(whole, apart, 'answer', 'plain')).toBe(
    'plain has no marked reasoning: all of its text is compared as its answer.',
  );
  expect(wholeAnswerNote(apart, whole, 'answer', 'other')).toBeNull();
  expect(wholeAnswerNote(whole, whole, 'answer', 'plain')).toBeNull();
  expect(wholeAnswerNote(whole, apart, 'both', 'plain')).toBeNull();
});
