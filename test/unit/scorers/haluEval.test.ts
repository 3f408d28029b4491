import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { haluEvalAnswer } from '../../../src/core/scorers/haluEval.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { scoreLine } from '../../../src/core/scorers/scoreLine.ts';

const tasks: Record<string, JsonObject> = {
  qa: { knowledge: 'Snow is white.', question: 'What is snow?', answer: 'green' },
  dialogue: { knowledge: 'Snow is white.', dialogue_history: '[Human]: Snow?', response: 'It is green.' },
  summarization: { document: 'Snow is white.', summary: 'Snow is green.' },
};
const says = (label: string, answer: string): string => {
  const record = { ...tasks.qa, hallucination: label };
  const score = haluEvalAnswer.score({ record, answer, choices: null });
  if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
  return `${score.value ?? 'null'} ${score.extracted ?? '-'}`;
};

describe('exactly one of Yes and No', () => {
  it.each([
    ['Yes', '1 Yes', '0 Yes'],
    ['No', '0 No', '1 No'],
    [' **Yes**.', '1 Yes', '0 Yes'],
    ['#Your Judgement#: Yes', '1 Yes', '0 Yes'],
    ['\\boxed{No}', '0 No', '1 No'],
    ['The summary adds a colour.\n\nYes', '1 Yes', '0 Yes'],
    ['Yes. Yes!', '1 Yes', '0 Yes'],
    ['Yes, it has no source.', '1 Yes', '0 Yes'],
    // Case matters.
    ['yes', '0 -', '0 -'],
    ['NO', '0 -', '0 -'],
    // Both, or none.
    ['Yes or No', '0 -', '0 -'],
    ['It is hallucinated.', '0 -', '0 -'],
    // The script looks for letters, in whatever word.
    ['Yes. Note the colour.', '0 -', '0 -'],
    ['Not supported.', '0 No', '1 No'],
  ])('%j', (answer, ifYes, ifNo) => {
    expect([says('yes', answer), says('no', answer)]).toEqual([ifYes, ifNo]);
  });

  it('is marked where it is a word of its own', () => {
    const record = { ...tasks.qa, hallucination: 'no' };
    const score = haluEvalAnswer.score({ record, answer: 'None. So: No. Nothing', choices: null });
    expect(score.range).toEqual([10, 12]);
  });
});

it('says what was judged, and what the label is', () => {
  const reason = (answer: string) =>
    haluEvalAnswer.score({ record: { ...tasks.qa, hallucination: 'yes' }, answer, choices: null }).reason;
  expect(['Yes', 'No', 'Nowhere', 'Yes and No', 'Yes. Note', 'yes', 'hm'].map(reason)).toEqual([
    'the judgement is `Yes`, as is the label',
    'the judgement is `No`; the label is yes',
    'the judgement is `No` (in `Nowhere`); the label is yes',
    'both `Yes` and `No` stand in the answer; the label is yes',
    'both `Yes` and `No` (in `Note`) stand in the answer; the label is yes',
    'neither `Yes` nor `No` stands in the answer (`yes` is not in these letters); the label is yes',
    'neither `Yes` nor `No` stands in the answer; the label is yes',
  ]);
});

describe('the label', () => {
  it.each(Object.entries(tasks))('of %s', async (_task, record) => {
    const score = async (fields: JsonObject) => {
      const line = { benchmark: 'HaluEval', item: { ...record, ...fields }, response: 'Yes' };
      return (await scoreLine(JSON.stringify(line), noHelp)).result.score;
    };
    expect([await score({ hallucination: 'yes' }), await score({ hallucination: 'No ' })]).toEqual([1, 0]);
    expect([await score({ label: 'Yes' }), await score({ label: 'no' })]).toEqual([1, 0]);
    expect(await score({})).toBeNull();
  });

  it('that is missing is said', () => {
    for (const record of [{}, { hallucination: 'maybe' }, { hallucination: 1 }]) {
      expect(haluEvalAnswer.score({ record, answer: 'Yes', choices: null })).toMatchObject({
        value: null,
        rule: 'no gold',
        reason: 'the item has no gold answer: `hallucination` is neither yes nor no',
      });
    }
  });
});

it('judges after the reasoning, in which both may stand', async () => {
  const score = async (response: string) => {
    const line = { benchmark: 'HaluEval', item: { ...tasks.qa, hallucination: 'yes' }, response };
    return (await scoreLine(JSON.stringify(line), noHelp)).result.score;
  };
  expect(await score('<think>\nYes? No. Hm.\n</think>\n\nYes')).toBe(1);
  expect(await score('Yes? No. Hm.</think>Yes')).toBe(1);
  expect(await score('<think>Yes</think>No')).toBe(0);
  expect(await score('<think>Yes')).toBeNull();
});
