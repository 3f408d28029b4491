import { describe, expect, it } from 'vitest';
import { scoreLine as judged } from '../../../src/core/scorers/scoreLine.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';

const scoreLine = async (text: string) => (await judged(text, noHelp)).result;

const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({ benchmark: 'MATH-500', item: { answer: '34' }, response: '\\boxed{34}', ...fields });

describe('a line', () => {
  it('is scored', async () => {
    expect(await scoreLine(line({}))).toEqual({
      score: 1,
      extracted: '34',
      reason: '`\\boxed{34}` equals 34 as text',
    });
    expect(await scoreLine(line({ response: '\\boxed{35}' }))).toEqual({
      score: 0,
      extracted: '35',
      reason: '`\\boxed{35}` is not 34',
    });
  });

  it('has its inline reasoning split off, and is never scored from it', async () => {
    const score = (response: string) => scoreLine(line({ response }));
    expect((await score('<think>\\boxed{34}</think>\\boxed{35}')).score).toBe(0);
    expect((await score('It is \\boxed{34}</think>\\boxed{35}')).extracted).toBe('35');
    expect(await score('<think>It is \\boxed{34}</think>')).toEqual({
      score: 0,
      extracted: null,
      reason: 'no answer found: there is nothing after the reasoning',
    });
    expect((await score('Okay. <think> so it is \\boxed{34}')).reason).toMatch(/never closed/);
    expect(await score('<think>It is \\boxed{34}')).toEqual({
      score: null,
      extracted: null,
      reason: 'truncated: the reasoning was never closed; counts as 0',
    });
  });

  it('that was cut off has no score', async () => {
    expect(await scoreLine(line({ finish_reason: 'length' }))).toEqual({
      score: null,
      extracted: null,
      reason: 'truncated: counts as 0',
    });
    for (const reason of ['max_tokens', 'max_length', 'model_length', 'max_output_tokens', 'MAX_TOKENS']) {
      expect([reason, (await scoreLine(line({ finish_reason: reason }))).reason]).toEqual([
        reason,
        'truncated: counts as 0',
      ]);
    }
    expect((await scoreLine(line({ finish_reason: 'stop' }))).score).toBe(1);
    expect((await scoreLine(line({ finish_reason: null }))).score).toBe(1);
  });

  it('that the server gave up on is not counted', async () => {
    for (const reason of ['abort', 'error', 'cancelled']) {
      expect([reason, await scoreLine(line({ finish_reason: reason }))]).toEqual([
        reason,
        { score: null, extracted: null, reason: 'failed: not counted' },
      ]);
    }
  });

  it('that is empty has no score', async () => {
    expect((await scoreLine(line({ response: ' \n' }))).reason).toBe('empty: counts as 0');
    expect(await scoreLine(line({ response: '', reasoning: 'so \\boxed{34}' }))).toEqual({
      score: 0,
      extracted: null,
      reason: 'no answer found: there is nothing after the reasoning',
    });
  });

  it('may say the order of its choices', async () => {
    const item = {
      'Correct Answer': 'lead',
      'Incorrect Answer 1': 'cork',
      'Incorrect Answer 2': 'foam',
      'Incorrect Answer 3': 'air',
    };
    const gpqa = (fields: object) =>
      scoreLine(line({ benchmark: 'GPQA-Diamond', item, response: 'Answer: B', ...fields }));
    expect((await gpqa({ choices: ['cork', 'lead', 'foam', 'air'] })).score).toBe(1);
    expect((await gpqa({ choices: ['lead', 'cork', 'foam', 'air'] })).score).toBe(0);
    expect(await gpqa({})).toEqual({ score: null, extracted: 'B', reason: 'choice order unknown' });
    expect((await gpqa({ response: 'Answer: lead' })).score).toBe(1);
  });

  it('keeps the digits of a long gold number', async () => {
    const text =
      '{"benchmark":"AIME24","item":{"answer":12345678901234567891},"response":"\\\\boxed{12345678901234567891}"}';
    expect((await scoreLine(text)).score).toBe(1);
    expect((await scoreLine(text.replace('7891}"', '7892}"'))).score).toBe(0);
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
  ])('%j', async (text, reason) => {
    const result = await scoreLine(text);
    expect(Object.keys(result)).toEqual(['score', 'reason']);
    expect([result.score, result.reason.slice(0, reason.length)]).toEqual([null, reason]);
  });

  it('is not one whose item cannot be scored', async () => {
    expect(await scoreLine(line({ benchmark: 'IFEval', item: { prompt: 'x' } }))).toEqual({
      score: null,
      extracted: null,
      reason: 'the item has no usable `instruction_id_list`',
    });
  });
});

it('is a problem where it could not be scored, not where its score is null for another reason', async () => {
  const problem = async (fields: Record<string, unknown>) => (await judged(line(fields), noHelp)).isProblem;
  const gpqa = {
    'Correct Answer': 'lead',
    'Incorrect Answer 1': 'cork',
    'Incorrect Answer 2': 'foam',
    'Incorrect Answer 3': 'air',
  };
  const seen = {
    right: await problem({}),
    wrong: await problem({ response: '\\boxed{35}' }),
    noAnswer: await problem({ response: 'I give up.' }),
    truncated: await problem({ finish_reason: 'length' }),
    orderUnknown: await problem({ benchmark: 'GPQA-Diamond', item: gpqa, response: 'Answer: B' }),
    notJson: (await judged('{', noHelp)).isProblem,
    unknown: await problem({ benchmark: 'Sudoku' }),
    noGold: await problem({ item: { problem: 'x' } }),
    noGoldNorAnswer: await problem({ item: {}, response: '<think>hm</think>' }),
    noGoldYesNo: await problem({ benchmark: 'ACPBench', item: { question: 'x' }, response: 'yes' }),
    notSent: await problem({ benchmark: 'GPQA-Diamond', item: gpqa, response: 'B', choices: ['x', 'y'] }),
    noInstructions: await problem({ benchmark: 'IFEval', item: { prompt: 'x' } }),
    failed: await problem({ finish_reason: 'error' }),
  };
  const names = Object.entries(seen).filter(([, isProblem]) => isProblem);
  expect(names.map(([name]) => name).join(' ')).toBe(
    'notJson unknown noGold noGoldNorAnswer noGoldYesNo notSent noInstructions failed',
  );
});
