import { describe, expect, it } from 'vitest';
import { countedValue, scorerFor, scoreTrace } from '../../../src/core/scorers/registry.ts';
import type { TraceFlag, TraceStatus } from '../../../src/core/traces/trace.ts';
import { decided } from '../../support/decided.ts';

const item = { benchmark: 'MATH-500', record: { problem: '', answer: '34' } };
const trace = (status: TraceStatus, answer: string, ...flags: TraceFlag[]) => ({ status, answer, flags });
const right = '\\boxed{34}';

const says = (t: ReturnType<typeof trace>, benchmark = 'MATH-500'): string => {
  const score = decided(scoreTrace({ ...item, benchmark }, t, null));
  const counted = countedValue(t.status, t.flags, score.value);
  return `${score.value ?? 'null'} ${score.extracted ?? '-'} | counts ${counted ?? 'not'} | ${score.reason}`;
};

it('has the scorer of each benchmark, and says where there is none', () => {
  const reasoning = ['MATH-500', 'AIME24', 'AIME25', 'OlympiadBench', 'GPQA-Diamond', 'ACPBench', 'HeadQA'];
  const names = [...reasoning, 'CoQA', 'HaluEval', 'MC-TACO', 'IFEval'];
  expect(names.map((name) => scorerFor(name)?.name)).toEqual([
    'math',
    'math',
    'math',
    'math (OlympiadBench)',
    'multiple choice (GPQA)',
    'ACPBench',
    'multiple choice (HeadQA)',
    'F1 (CoQA)',
    'judgement (HaluEval)',
    'plausible (MC-TACO)',
    'instructions (IFEval)',
  ]);
  for (const name of ['Sudoku', 'constructor']) {
    expect(scorerFor(name)).toBeNull();
  }
  expect(says(trace('complete', 'text'), 'Sudoku')).toBe('null - | counts not | no scorer yet for Sudoku');
});

describe('the rules of counting', () => {
  it.each([
    [trace('complete', right), '1 34 | counts 1 | `\\boxed{34}` equals 34 as text'],
    [trace('complete', '\\boxed{35}'), '0 35 | counts 0 | `\\boxed{35}` is not 34'],
    [
      trace('complete', 'I give up.'),
      '0 - | counts 0 | no answer found: no `\\boxed{}`, no "final answer is", no last line "Answer: …", no formula',
    ],
    [trace('truncated', right), 'null - | counts 0 | truncated: counts as 0'],
    [
      trace('truncated', right, 'reasoning-unclosed'),
      'null - | counts 0 | truncated: the reasoning was never closed; counts as 0',
    ],
    [
      trace('complete', right, 'reasoning-unclosed'),
      'null - | counts 0 | truncated: the reasoning was never closed; counts as 0',
    ],
    [trace('complete', '', 'empty'), 'null - | counts 0 | empty: counts as 0'],
    [
      trace('complete', '', 'no-final-answer'),
      '0 - | counts 0 | no answer found: there is nothing after the reasoning',
    ],
    [trace('failed', right, 'finish-missing'), 'null - | counts not | failed: not counted'],
    [trace('cancelled', right), 'null - | counts not | cancelled: not counted'],
    [trace('complete', right, 'content-filter'), '1 34 | counts 1 | `\\boxed{34}` equals 34 as text'],
  ])('%j', (t, expected) => {
    expect(says(t)).toBe(expected);
  });

  it('a truncated trace counts as 0 whatever value another tool gave it', () => {
    expect(countedValue('truncated', [], 1)).toBe(0);
    expect(countedValue('failed', [], 1)).toBeNull();
    expect(countedValue('complete', [], 0.5)).toBe(0.5);
    expect(countedValue('complete', [], null)).toBeNull();
  });
});

describe('gold answers', () => {
  const value = (
    benchmark: string,
    record: Record<string, string | number | bigint | boolean | null | string[]>,
    answer = right,
  ) => decided(scoreTrace({ benchmark, record }, trace('complete', answer), null));

  it.each([
    ['MATH-500', { answer: '34' }],
    ['AIME24', { expected_answer: '34' }],
    ['AIME24', { Answer: 34 }],
    ['AIME25', { answer: 34n }],
    ['AIME25', { answer: '034' }],
    ['MATH-500', { answer: '30 + 4 = <<30+4=34>>34\n#### 34' }],
    ['OlympiadBench', { final_answer: ['$34$'], is_multiple_answer: false, unit: null, error: null }],
    ['OlympiadBench', { final_answer: ['33.95'], error: '1e-1' }],
  ])('%s, layout %#', (benchmark, record) => {
    expect(value(benchmark, record).value).toBe(1);
  });

  it('several of OlympiadBench are one set', () => {
    const record = { final_answer: ['$3$', '$4$'], is_multiple_answer: true };
    expect(value('OlympiadBench', record, '\\boxed{4, 3}').value).toBe(1);
    expect(value('OlympiadBench', record, '\\boxed{4}').reason).toBe(
      '`\\boxed{4}` is not $3$, $4$ (1 of 2 right)',
    );
  });

  it('that are missing give null, with the field', () => {
    expect(value('MATH-500', {}).reason).toBe('the item has no gold answer: `answer` is missing or empty');
    expect(value('MATH-500', { answer: ' ' }).value).toBeNull();
    expect(value('OlympiadBench', { final_answer: [] }).reason).toBe(
      'the item has no gold answer: `final_answer` is missing or empty',
    );
  });
});

it('says which rule found the answer', () => {
  const reason = (answer: string) => decided(scoreTrace(item, trace('complete', answer), null)).reason;
  expect(reason('It adds up.\nFinal Answer: 34')).toBe(
    'no `\\boxed{}`; took what the last line states, `34`, which equals 34 as text',
  );
  expect(['So $x = 34$.', 'The final answer is 34.', '34', '\\boxed{17 \\cdot 2}'].map(reason)).toEqual([
    'no `\\boxed{}`; took the last `$…$`, `x = 34`, which equals 34 as text',
    'no `\\boxed{}`; took what follows "final answer is", `34`, which equals 34 as text',
    'no `\\boxed{}`; the whole answer is `34`, which equals 34 as text',
    '`\\boxed{17 \\cdot 2}` equals 34 as a number',
  ]);
});
