import { describe, expect, it } from 'vitest';
import { scoreLine as judged } from '../../../src/core/scorers/scoreLine.ts';

const scoreLine = (text: string) => judged(text).result;

const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({ benchmark: 'MATH-500', item: { answer: '34' }, response: '\\boxed{34}', ...fields });

describe('a line', () => {
  it('is scored', () => {
    expect(scoreLine(line({}))).toEqual({
      score: 1,
      extracted: '34',
      reason: '`\\boxed{34}` equals 34 as text',
    });
    expect(scoreLine(line({ response: '\\boxed{35}' }))).toEqual({
      score: 0,
      extracted: '35',
      reason: '`\\boxed{35}` is not 34',
    });
  });

  it('has its inline reasoning split off, and is never scored from it', () => {
    const score = (response: string) => scoreLine(line({ response }));
    expect(score('<think>\\boxed{34}</think>\\boxed{35}').score).toBe(0);
    expect(score('It is \\boxed{34}</think>\\boxed{35}').extracted).toBe('35');
    expect(score('<think>It is \\boxed{34}</think>')).toEqual({
      score: 0,
      extracted: null,
      reason: 'no answer found: there is nothing after the reasoning',
    });
    expect(score('Okay. <think> so it is \\boxed{34}').reason).toMatch(/never closed/);
    expect(score('<think>It is \\boxed{34}')).toEqual({
      score: null,
      extracted: null,
      reason: 'truncated: the reasoning was never closed; counts as 0',
    });
  });

  it('that was cut off has no score', () => {
    expect(scoreLine(line({ finish_reason: 'length' }))).toEqual({
      score: null,
      extracted: null,
      reason: 'truncated: counts as 0',
    });
    for (const reason of ['max_tokens', 'max_length', 'model_length', 'max_output_tokens', 'MAX_TOKENS']) {
      expect([reason, scoreLine(line({ finish_reason: reason })).reason]).toEqual([
        reason,
        'truncated: counts as 0',
      ]);
    }
    expect(scoreLine(line({ finish_reason: 'stop' })).score).toBe(1);
    expect(scoreLine(line({ finish_reason: null })).score).toBe(1);
  });

  it('that the server gave up on is not counted', () => {
    for (const reason of ['abort', 'error', 'cancelled']) {
      expect([reason, scoreLine(line({ finish_reason: reason }))]).toEqual([
        reason,
        { score: null, extracted: null, reason: 'failed: not counted' },
      ]);
    }
  });

  it('that is empty has no score', () => {
    expect(scoreLine(line({ response: ' \n' })).reason).toBe('empty: counts as 0');
    expect(scoreLine(line({ response: '', reasoning: 'so \\boxed{34}' }))).toEqual({
      score: 0,
      extracted: null,
      reason: 'no answer found: there is nothing after the reasoning',
    });
  });

  it('may say the order of its choices', () => {
    const item = {
      'Correct Answer': 'lead',
      'Incorrect Answer 1': 'cork',
      'Incorrect Answer 2': 'foam',
      'Incorrect Answer 3': 'air',
    };
    const gpqa = (fields: object) =>
      scoreLine(line({ benchmark: 'GPQA-Diamond', item, response: 'Answer: B', ...fields }));
    expect(gpqa({ choices: ['cork', 'lead', 'foam', 'air'] }).score).toBe(1);
    expect(gpqa({ choices: ['lead', 'cork', 'foam', 'air'] }).score).toBe(0);
    expect(gpqa({})).toEqual({ score: null, extracted: 'B', reason: 'choice order unknown' });
    expect(gpqa({ response: 'Answer: lead' }).score).toBe(1);
  });

  it('keeps the digits of a long gold number', () => {
    const text =
      '{"benchmark":"AIME24","item":{"answer":12345678901234567891},"response":"\\\\boxed{12345678901234567891}"}';
    expect(scoreLine(text).score).toBe(1);
    expect(scoreLine(text.replace('7891}"', '7892}"')).score).toBe(0);
  });
});

describe('a bad line', () => {
  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['"x"', 'not a JSON object'],
    [line({ benchmark: 'Sudoku' }), 'unknown benchmark "Sudoku"; known are: MATH-500, AIME24'],
    [line({ benchmark: 5 }), '`benchmark`: '],
    [line({ response: null }), '`response`: '],
    [line({ item: [] }), '`item`: must be an object'],
    [line({ choices: 'A' }), '`choices`: '],
  ])('%j', (text, reason) => {
    const result = scoreLine(text);
    expect(Object.keys(result)).toEqual(['score', 'reason']);
    expect([result.score, result.reason.slice(0, reason.length)]).toEqual([null, reason]);
  });

  it('is not one whose benchmark has no scorer yet', () => {
    expect(scoreLine(line({ benchmark: 'IFEval', item: { prompt: 'x' } }))).toEqual({
      score: null,
      extracted: null,
      reason: 'no scorer yet for IFEval',
    });
  });
});

it('is a problem where it could not be scored, not where its score is null for another reason', () => {
  const problem = (fields: Record<string, unknown>) => judged(line(fields)).isProblem;
  const gpqa = {
    'Correct Answer': 'lead',
    'Incorrect Answer 1': 'cork',
    'Incorrect Answer 2': 'foam',
    'Incorrect Answer 3': 'air',
  };
  const seen = {
    right: problem({}),
    wrong: problem({ response: '\\boxed{35}' }),
    noAnswer: problem({ response: 'I give up.' }),
    truncated: problem({ finish_reason: 'length' }),
    orderUnknown: problem({ benchmark: 'GPQA-Diamond', item: gpqa, response: 'Answer: B' }),
    notJson: judged('{').isProblem,
    unknown: problem({ benchmark: 'Sudoku' }),
    noGold: problem({ item: { problem: 'x' } }),
    noGoldNorAnswer: problem({ item: {}, response: '<think>hm</think>' }),
    noGoldYesNo: problem({ benchmark: 'ACPBench', item: { question: 'x' }, response: 'yes' }),
    notSent: problem({ benchmark: 'GPQA-Diamond', item: gpqa, response: 'B', choices: ['x', 'y'] }),
    noScorer: problem({ benchmark: 'IFEval', item: { prompt: 'x' } }),
    failed: problem({ finish_reason: 'error' }),
  };
  const names = Object.entries(seen).filter(([, isProblem]) => isProblem);
  expect(names.map(([name]) => name).join(' ')).toBe(
    'notJson unknown noGold noGoldNorAnswer noGoldYesNo notSent noScorer failed',
  );
});
