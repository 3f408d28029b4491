import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { asked, entry, itemOf, scored } from '../items/ownEntries.ts';

const metals = ['cork', 'lead', 'foam', 'dry air'];
const question = 'Which one sinks?';

/** Sets as they are published, each with the settings of a benchmark of one's own; lead is the right one. */
const layouts: [name: string, record: JsonObject, fields: JsonObject, rest?: JsonObject][] = [
  [
    'MMLU: a number from 0',
    { question, subject: 'physics', choices: metals, answer: 1 },
    { question: 'question', choices: 'choices', answer: 'answer' },
    { answerIndex: 0 },
  ],
  [
    'MMLU-Pro: options, a letter and its number',
    { question_id: 70, question, options: metals, answer: 'B', answer_index: 1, cot_content: '' },
    { question: 'question', choices: 'options', answer: 'answer' },
  ],
  [
    'ARC: labels, here numbers',
    { id: 'm_1', question, choices: { text: metals, label: ['1', '2', '3', '4'] }, answerKey: '2' },
    { id: 'id', question: 'question', choices: 'choices', answer: 'answerKey' },
  ],
  [
    'OpenBookQA: a stem',
    {
      id: '8-3',
      question_stem: question,
      choices: { text: metals, label: ['A', 'B', 'C', 'D'] },
      answerKey: 'B',
    },
    { id: 'id', question: 'question_stem', choices: 'choices', answer: 'answerKey' },
  ],
  [
    'HellaSwag: a number from 0 as text',
    { ind: 4, ctx: question, endings: metals, label: '1' },
    { question: 'ctx', choices: 'endings', answer: 'label' },
    { answerIndex: 0 },
  ],
  [
    'a column for each option, a number from 1',
    {
      sentence: question,
      option1: 'cork',
      option2: 'lead',
      option3: 'foam',
      option4: 'dry air',
      answer: '2',
    },
    { question: 'sentence', choices: ['option1', 'option2', 'option3', 'option4'], answer: 'answer' },
    { answerIndex: 1 },
  ],
];

/** As reasoning models end: what counts, then what does not. */
const right = [
  'Answer: B',
  '**Answer: B**',
  'Cork floats, and so does foam.\n\n**Answer:** B) lead',
  'Air is a gas. The correct answer is **(B) lead**.',
  '\\boxed{B}',
  '$\\boxed{\\text{B}}$',
  'lead',
  '### Final Answer\n\nB',
  'Answer: B\n\nOption A is wrong, since a cork floats.',
];
const wrong = [
  'Answer: A',
  'A cork sinks, I would say.',
  'Answer: B or C',
  'I cannot tell a thing.',
  'Answer: E',
];

describe.each<[string, JsonObject, JsonObject, JsonObject?]>(layouts)('%s', (_name, record, fields, rest) => {
  const item = itemOf(record, entry(fields, rest));

  test('is asked in the published order, and scored by it', () => {
    expect(item.gold).toBe('B. lead');
    expect(asked(item)).toContain(`${question}\n\nA) cork\nB) lead\nC) foam\nD) dry air`);
    for (const answer of right) expect([answer, scored(item, answer)[0]]).toEqual([answer, 1]);
    for (const answer of wrong) expect([answer, scored(item, answer)[0]]).toEqual([answer, 0]);
  });
});

describe('ten options, as of MMLU-Pro', () => {
  const options = Array.from({ length: 10 }, (_, place) => `substance number ${place + 11}`);
  const pro = (answer: string) =>
    itemOf(
      { question, options, answer },
      entry({ question: 'question', choices: 'options', answer: 'answer' }),
    );

  // The letter I is a word as well.
  test.each(['A', 'E', 'I', 'J'])('%s', (letter) => {
    const item = pro(letter);
    const other = letter === 'J' ? 'I' : 'J';
    const forms = [
      'Answer: X',
      '**Answer: X**',
      '\\boxed{X}',
      'The answer is (X).',
      'The correct answer is X.',
      'X',
    ];
    for (const form of [...forms, 'Answer: X) substance', 'So (X).', 'I think it is so.\n\nX']) {
      expect([form, scored(item, form.replaceAll('X', letter))[0]]).toEqual([form, 1]);
      expect([form, scored(item, form.replaceAll('X', other))[0]]).toEqual([form, 0]);
    }
  });

  test.each([
    'The correct answer is I, because it sinks.',
    'The answer is I because it sinks.',
    'So I is correct.',
    'Option I is right.',
    'I am sure that it is I',
    '<answer>I</answer>',
  ])('the letter: %j', (answer) => {
    expect(scored(pro('I'), answer).slice(0, 2)).toEqual([1, 'I']);
  });

  test.each([
    'I do not know.',
    'Answer: I do not know',
    'The answer is I think not to be had.',
    'So I, for one, give up.',
    'I. Given\nII. Wanted\nNothing follows.',
  ])('the word, or a numeral: %j', (answer) => {
    expect(scored(pro('I'), answer)).toEqual([0, null, 'no answer found: no option is named']);
  });

  test('a letter beyond the options names none', () => {
    expect(scored(pro('J'), 'Answer: K')).toEqual([0, null, 'no answer found: no option is named']);
  });
});
