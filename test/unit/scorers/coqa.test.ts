import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { coqaAnswer } from '../../../src/core/scorers/coqa.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { squadOverlap } from '../../../src/core/scorers/squadText.ts';
import { splitReasoning } from '../../../src/core/traces/reasoning.ts';
import { decided } from '../../support/decided.ts';
import { absent, sharedLines } from './sharedData.ts';

const turns = (...texts: string[]): JsonObject => ({ input_text: texts });
/** Two turns; only the last one is asked. */
const item = (gold: string, ...additional: string[]): JsonObject => ({
  story: 'A story of our own.',
  questions: turns('Who?', 'Where?'),
  answers: turns('a goat', gold),
  ...(additional.length === 0
    ? {}
    : {
        additional_answers: Object.fromEntries(additional.map((text, i) => [String(i), turns('it', text)])),
      }),
});
const says = (record: JsonObject, answer: string): string => {
  const score = coqaAnswer.score({ record, answer, choices: null });
  if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
  if (score.value !== null) expect(score.measures?.f1).toBe(score.value);
  const round = (value: number): string => String(Number(value.toFixed(4)));
  const { em } = score.measures ?? {};
  return `F1 ${score.value === null ? 'null' : round(score.value)} EM ${em === undefined ? 'none' : round(em)}`;
};

describe('with one gold answer', () => {
  it.each([
    ['on the roof', 'F1 1 EM 1'],
    ['On a ROOF!', 'F1 1 EM 1'],
    ['**on the roof**', 'F1 1 EM 1'],
    // The label is an article once its colon is gone.
    ['A: on the roof', 'F1 1 EM 1'],
    ['roof on', 'F1 1 EM 0'],
    // 2 of 4 words and 2 of 2.
    ['it sat on a roof', 'F1 0.6667 EM 0'],
    ['roof roof', 'F1 0.5 EM 0'],
    ['in the barn', 'F1 0 EM 0'],
    ['on-the-roof', 'F1 0 EM 0'],
    ['the', 'F1 0 EM 0'],
    ['', 'F1 0 EM 0'],
    // The first line alone.
    ['\n\n on the roof \r\nQ: Why?\nA: to see', 'F1 1 EM 1'],
    ['Let me see.\non the roof', 'F1 0 EM 0'],
  ])('%j', (answer, expected) => {
    expect(says(item('on the roof'), answer)).toBe(expected);
  });
});

describe('with several, each is left out once', () => {
  it.each([
    // Without "roof" the best is "on top"; without "on top" it is "roof".
    [['roof', 'on top'], 'roof', 'F1 0.5 EM 0.5'],
    [['roof', 'on the roof', 'on top'], 'roof', 'F1 0.8889 EM 0.6667'],
    [['roof', 'on the roof', 'on top'], 'on roof', 'F1 0.8889 EM 0.6667'],
    [['roof', 'on top'], 'barn', 'F1 0 EM 0'],
    // The same but for case is one gold answer; the same but for an article are two.
    [['roof', 'Roof', 'ROOF'], 'roof', 'F1 1 EM 1'],
    [['roof', 'the roof'], 'roof', 'F1 1 EM 1'],
    [['roof', 'Roof', 'on top'], 'roof', 'F1 0.5 EM 0.5'],
  ])('%j: %j', ([gold = '', ...more], answer, expected) => {
    expect(says(item(gold, ...more), answer)).toBe(expected);
  });
});

describe('the gold answers', () => {
  it('are those to the last question, in every layout', () => {
    const listed = { questions: ['Who?', 'Where?'], answers: ['a goat', 'roof', 'never'] };
    expect(says(listed, 'roof')).toBe('F1 1 EM 1');
    expect(says({ answers: [{ input_text: 'a goat' }, { input_text: 'roof' }] }, 'roof')).toBe('F1 1 EM 1');
    expect(says(item('roof'), 'a goat')).toBe('F1 0 EM 0');
  });

  it('that are missing give null', () => {
    for (const record of [{}, { questions: turns('Q', 'R'), answers: turns('x') }, item(' ')]) {
      expect(coqaAnswer.score({ record, answer: 'x', choices: null })).toMatchObject({
        value: null,
        rule: 'no gold',
        reason: 'the item has no gold answer: `answers` has none to the last question',
      });
    }
  });
});

it('says which gold answer is nearest, and what is not compared', () => {
  const reason = (record: JsonObject, answer: string) =>
    coqaAnswer.score({ record, answer, choices: null }).reason;
  expect([
    reason(item('roof'), 'roof'),
    reason(item('roof'), 'The roof.'),
    reason(item('roof'), 'It sat on the roof.'),
    reason(item('roof'), 'barn\nroof'),
    reason(item('tall tree', 'on the roof'), 'on roofs'),
  ]).toEqual([
    '`roof` is a gold answer',
    '`The roof.` is the gold answer `roof`, but for case, punctuation and articles',
    'words: 4 in `It sat on the roof.`, 1 in the gold answer `roof`, 1 in both',
    '`barn` has no word in common with the gold answer `roof`; only the first line is compared',
    'words: 2 in `on roofs`, 2 in the gold answer `on the roof`, 1 in both; F1 0.25 over 2 gold answers, each left out once',
  ]);
});

describe('the words of SQuAD', () => {
  it.each([
    // Accents belong to words, so no article stands in these; curly quotes and dashes are no ASCII punctuation.
    ['théâtre', 'thétre', 0],
    ['à la carte', 'à la carte', 1],
    ['the theatre', 'theatre', 1],
    ['O’Neil', "O'Neil", 0],
    ["O'Neil", 'ONeil', 1],
    ['5 – 6', '5 6', 0.8],
    ['$1,000', '1000', 1],
    ['an\u00a0apple', 'apple', 1],
    ['the', 'an', 1],
    ['the', 'x', 0],
  ])('%j and %j: F1 %d', (a, b, f1) => {
    expect(squadOverlap(a, b).f1).toBeCloseTo(f1, 12);
    expect(squadOverlap(b, a).f1).toBeCloseTo(f1, 12);
  });
});

const responses = ['responses/UniReason-RL_coqa.jsonl', 'responses/UniReason-SFT_coqa.jsonl'];
const line = v.object({ output: v.string() });

/** The items of these responses are not there, so that their scores cannot be compared; what is compared can. */
describe.skipIf(absent(...responses))(
  'real responses, with gold answers of our own (skipped where ../shared/data is absent)',
  () => {
    it.each(responses)('%s', (file) => {
      const outputs = sharedLines(file).map((row) => splitReasoning(v.parse(line, row).output).answer);
      expect(outputs).toHaveLength(500);
      let long = 0;
      for (const answer of outputs.filter((text) => text.trim() !== '')) {
        const score = (gold: string) =>
          decided(
            scoreTrace(
              { benchmark: 'CoQA', record: item(gold) },
              { status: 'complete', flags: [], answer },
              null,
            ),
          );
        const { extracted, range, value } = score('zyzzyva');
        expect([value, answer.slice(...(range ?? [0, 0]))]).toEqual([0, extracted]);
        expect(extracted).toBe(answer.trim().split('\n')[0]?.trim());
        expect(score(extracted ?? '')).toMatchObject({ value: 1, measures: { em: 1, f1: 1 } });
        if (score(extracted ?? '').reason.endsWith('only the first line is compared')) long += 1;
      }
      expect(long).toBeGreaterThan(300);
    });
  },
);
