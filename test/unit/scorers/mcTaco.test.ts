import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import { mcTacoAnswer } from '../../../src/core/scorers/mcTaco.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { scoreLine } from '../../../src/core/scorers/scoreLine.ts';

const item = (label: JsonValue): JsonObject => ({
  sentence: 'He baked a loaf.',
  question: 'How long did it take?',
  // The candidate, which is no gold answer.
  answer: 'no time',
  label,
  category: 2,
});
const says = (label: JsonValue, answer: string): string => {
  const score = mcTacoAnswer.score({ record: item(label), answer, choices: null });
  if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
  return `${score.value ?? 'null'} ${score.extracted ?? '-'}`;
};

describe('a candidate is called plausible or not', () => {
  it.each([
    ['yes', '1 yes', '0 yes'],
    [' Yes, an hour is usual.', '1 Yes', '0 Yes'],
    ['An hour is usual.\n\n**Answer: yes**', '1 yes', '0 yes'],
    ['Answer: no\n\n(No loaf is baked in a second.)', '0 no', '1 no'],
    ['\\boxed{no}', '0 no', '1 no'],
    ['It is plausible.', '0 -', '0 -'],
    ['Answer: yes or no', '0 yes or no', '0 yes or no'],
  ])('%j', (answer, ifPlausible, ifNot) => {
    expect([says(1, answer), says(0, answer)]).toEqual([ifPlausible, ifNot]);
  });
});

it('reads the label as it is published, and as copies have it', () => {
  expect([1, '1', 1n, 'yes', 'Yes ', true].map((label) => says(label, 'yes'))).toEqual(
    Array(6).fill('1 yes'),
  );
  expect([0, '0', 0n, 'no', false].map((label) => says(label, 'yes'))).toEqual(Array(5).fill('0 yes'));
  for (const label of [2, null, 'maybe']) {
    expect(mcTacoAnswer.score({ record: item(label), answer: 'yes', choices: null })).toMatchObject({
      value: null,
      rule: 'no gold',
      reason: 'the item has no gold answer: `label` is neither 1 nor 0',
    });
  }
});

it('says why', () => {
  const reason = (label: number, answer: string) =>
    mcTacoAnswer.score({ record: item(label), answer, choices: null }).reason;
  expect([reason(1, 'Answer: yes'), reason(1, 'No.'), reason(0, 'hm')]).toEqual([
    'the stated answer is `yes`',
    'no stated answer; it begins with `No`; the label is yes',
    'no answer found: neither yes nor no',
  ]);
});

it('never reads the reasoning', async () => {
  const score = async (response: string) =>
    (await scoreLine(JSON.stringify({ benchmark: 'MC-TACO', item: item(1), response }), noHelp)).result.score;
  expect(await score('<think>No, no. Answer: no</think>\n\nAnswer: yes')).toBe(1);
  expect(await score('<think>Answer: yes</think>An hour.')).toBe(0);
  expect(await score('<think>Answer: yes')).toBeNull();
});
