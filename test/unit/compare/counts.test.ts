import { describe, expect, test } from 'vitest';
import type { TraceCounts } from '../../../src/core/compare/alignedTraces.ts';
import { statementOf } from '../../../src/core/compare/statedAnswer.ts';
import { stepLabelsOf } from '../../../src/core/compare/stepLabels.ts';
import { repetitionsIn } from '../../../src/core/compare/stepRepeats.ts';
import { traceCounts } from '../../../src/core/compare/traceCounts.ts';
import { traceOf } from './someTraces.ts';

function counted(steps: readonly string[], finalAnswer: string | null = null, answerSteps = 0): TraceCounts {
  const trace = traceOf(steps, { finalAnswer, answerSteps });
  return traceCounts(trace, stepLabelsOf(trace), repetitionsIn(trace), statementOf(trace));
}

test('steps, checks and backtracks; a heading is one with the check under it', () => {
  const steps = [
    'The legs are perpendicular.',
    '### Verify the result',
    'Let me check the sum.',
    'Wait, is that right?',
    'I made a mistake in the sum.',
    '**Checking again**',
    'The sum is odd.',
  ];
  expect(counted(steps)).toMatchObject({ steps: 7, checks: 3, backtracks: 1, repeated: 0, loop: null });
});

test('a step repeats an earlier one but for white space and case, unless it is very short', () => {
  const steps = [
    'The  sum is\nodd.\n\n---',
    '12',
    'Hence.',
    '12',
    'the sum is odd.',
    'Hence.',
    'The sum is odd.',
  ];
  expect(repetitionsIn(traceOf(steps)).repeats).toEqual([null, null, null, null, 1, null, 1]);
  expect(counted(steps).repeated).toBe(2);
});

describe('loops', () => {
  const round = [
    'Let us look at the next term of it.',
    'It is the same as the term before.',
    'So it goes on.',
  ];
  const repeated = (times: number) => Array.from({ length: times }, () => round).flat();

  test('three rounds are one, with where it starts', () => {
    const steps = ['We have a sequence.', 'Its first term is 1.', ...repeated(3)];
    expect(counted(steps).loop).toEqual({ from: 3, period: 3, times: 3 });
    expect(counted(['We have a sequence.', ...repeated(2)]).loop).toBeNull();
  });

  test('a round that is cut short at the end is not counted', () => {
    expect(counted([...repeated(4), round[0] ?? '', 'It is']).loop).toEqual({ from: 1, period: 3, times: 4 });
  });

  test('one step again and again has a period of 1, not of 2', () => {
    const steps = ['Once.', ...Array.from({ length: 20 }, () => 'But the sum is odd.'), 'Done.'];
    expect(counted(steps).loop).toEqual({ from: 2, period: 1, times: 20 });
  });

  test('of several, the one that takes up most', () => {
    const steps = [...Array.from({ length: 3 }, () => 'But is the sum odd at all?'), ...repeated(5)];
    expect(counted(steps).loop).toEqual({ from: 4, period: 3, times: 5 });
  });

  test('periods go up to 20', () => {
    const rounds = (period: number) =>
      Array.from({ length: period * 3 }, (_, at) => `This is statement number ${at % period}.`);
    expect(counted(rounds(20)).loop).toEqual({ from: 1, period: 20, times: 3 });
    expect(counted(rounds(21)).loop).toBeNull();
  });

  test('lines of dashes, and a few words, are none', () => {
    expect(counted(Array.from({ length: 30 }, () => '---')).loop).toBeNull();
    expect(counted(Array.from({ length: 30 }, () => '12')).loop).toBeNull();
    expect(counted(['Wait.', 'Wait.', 'Wait.']).loop).toBeNull();
    expect(counted(Array.from({ length: 12 }, () => 'Wait.')).loop).toEqual({
      from: 1,
      period: 1,
      times: 12,
    });
  });

  test('one line 20,000 times is a loop', () => {
    const trace = traceOf([Array.from({ length: 20_000 }, () => 'The answer is not here.').join('\n')]);
    expect(repetitionsIn(trace).loop?.period).toBeLessThan(20);
  });
});

describe('the share before the final answer is first stated', () => {
  const before = 'The legs are perpendicular.';
  const share = (stating: string, finalAnswer: string | null) =>
    counted([before, stating, 'And so on.'], finalAnswer).beforeAnswer;
  const total = (stating: string) =>
    (before.length + 2) / [before, stating, 'And so on.'].join('\n\n').length;

  test.each([
    ['So we get \\boxed{12}.', '12'],
    ['The answer is 12.', '12'],
    ['Hence the final answer is: $12$, as was said.', '12'],
    ['Thus x = 3/4 of it.', '\\frac{3}{4}'],
    ['Thus x = π/2', '\\frac{\\pi}{2}'],
    ['So the point is P = (3, π/2), as was to be found.', '\\left( 3, \\frac{\\pi}{2} \\right)'],
    ['**Answer:** 12', '12'],
    ['The answer is\n\\[ 12 \\]', '12'],
    ['x = 3 * 4 = 12', '12'],
    ['\\[ x = 3 \\cdot 4 = 12. \\]', '12'],
    ['So $x = \\dfrac{1}{2}$.', '\\frac12'],
    ['The answer is 0.5.', '\\frac{1}{2}'],
    ['The total is = 10,000 dollars', '10000'],
    ['The value is $y = 12$', 'x = 12'],
    ['Therefore the answer is B, because it is even.', 'B'],
    ['The answer is (B) 12 cows.', 'B'],
    ['The answer is **Paris**.', 'Paris'],
    ['12', '12'],
  ])('%j states it', (stating, finalAnswer) => {
    const found = share(stating, finalAnswer);
    expect(found?.of).toBe('text');
    expect(found?.share).toBeCloseTo(total(stating), 10);
  });

  test.each([
    ['There are 12 cows.', '12'],
    ['The answer is 123.', '12'],
    ['The answer is 12.5.', '12'],
    ['Is the answer 12?', '12'],
    ['Could the answer be 12?', '12'],
    ['The reference answer is 12.', '12'],
    ['x = 12 + 5 = 17', '12'],
    ['So it is S = [2, 5)', '(2, 5]'],
    ['Let the side be x = a', 'A'],
    ['So the value is y = 2x + 1', '2(x + 1)'],
    ['So the value is f = (12 + 3) / 5', '12'],
    ['The answer is Bonn.', 'B'],
    ['The answer is 12.', null],
    ['The answer is 12.', ' '],
  ])('%j does not, for %j', (stating, finalAnswer) => {
    expect(share(stating, finalAnswer)).toBeNull();
  });

  test('the first of several counts, and an empty trace has none', () => {
    const steps = ['The answer is 12.', before, 'The answer is 12.'];
    expect(counted(steps, '12').beforeAnswer).toEqual({ share: 0, of: 'text' });
    expect(counted([], '12')).toMatchObject({ steps: 0, beforeAnswer: null, loop: null });
  });

  test('where reasoning is marked it is a share of that, however long the answer is', () => {
    const reasoning = [before, 'The answer is 12.', 'And so on.'];
    const share = (before.length + 2) / reasoning.join('\n\n').length;
    const answers = [['Hence.'], ['Hence.', 'It was a long way, but the answer is 12.']];
    for (const answer of answers)
      expect(counted([...reasoning, ...answer], '12', answer.length).beforeAnswer).toEqual({
        share,
        of: 'reasoning',
      });
  });

  test('all of the reasoning where only the answer states it; of an answer alone it is a share of the text', () => {
    const steps = [before, 'So it is.', 'The answer is 12.'];
    expect(counted(steps, '12', 1).beforeAnswer).toEqual({ share: 1, of: 'reasoning' });
    expect(counted(steps, '12', 3).beforeAnswer).toMatchObject({ of: 'text' });
  });
});
