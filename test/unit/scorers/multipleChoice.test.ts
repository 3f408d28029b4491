import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { acpAnswer, gpqaChoice, headQaChoice } from '../../../src/core/scorers/multipleChoice.ts';
import type { RuleScorer, Score } from '../../../src/core/scorers/score.ts';

const metals = ['cork', 'lead', 'foam', 'dry air'];
const acp: JsonObject = { answer: 'B', choices: { text: metals, label: ['A', 'B', 'C', 'D'] } };
const gpqa: JsonObject = {
  'Correct Answer': 'lead',
  'Incorrect Answer 1': 'cork',
  'Incorrect Answer 2': 'foam',
  'Incorrect Answer 3': 'dry air',
};
const headQa: JsonObject = { ra: 2, answers: metals.map((atext, index) => ({ aid: index + 1, atext })) };

const line = (score: Score, answer: string): string => {
  if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
  return `${score.value ?? 'null'} ${score.extracted ?? '-'}`;
};
const says = (
  scorer: RuleScorer,
  record: JsonObject,
  answer: string,
  choices: readonly string[] | null = null,
): string => line(scorer.score({ record, answer, choices }), answer);
const acpSays = (answer: string): string => says(acpAnswer, acp, answer);

describe('the precedence', () => {
  it.each([
    // \boxed{X}
    ['\\boxed{B}', '1 B'],
    ['\\boxed{\\text{B}}', '1 B'],
    ['\\boxed{(B)}', '1 B'],
    ['\\boxed{b}', '1 b'],
    ['\\boxed{B) lead}', '1 B'],
    ['\\boxed{lead}', '1 lead'],
    ['\\boxed{C} but wait, Answer: B', '0 C'],
    ['\\boxed{A}, no: \\boxed{B}', '1 B'],
    ['The speed is \\boxed{5}. Answer: B', '1 B'],
    // Answer: X
    ['Answer: B', '1 B'],
    ['**Answer:** B', '1 B'],
    ['**Answer**: **B**', '1 B'],
    ['**Final Answer**: B.', '1 B'],
    ['answer: $B$', '1 B'],
    ['Answer: \\text{B}', '1 B'],
    ['Answer:\n\nB', '1 B'],
    ['The answer is (B).', '1 B'],
    ['The correct answer is option B.', '1 B'],
    ['Answer: b', '1 b'],
    ['Answer: B) lead', '1 B'],
    ['Answer: lead', '1 lead'],
    ['Answer: dry air', '0 dry air'],
    ['Answer: A because it floats', '0 A'],
    ['Answer: B, A is wrong', '1 B'],
    ['The answer is not A but B.', '1 B'],
    ['A is wrong, C is wrong, so B', '1 B'],
    ['Answer: A\nBut then (B) is heavier', '0 A'],
    ['Answer: B because (C) is light', '1 B'],
    ['Answer: A. Then again, Answer: B', '1 B'],
    // (X)
    ['It must be (B), since (B) sinks.', '1 B'],
    ['(A) floats. Heavier is (B)', '1 B'],
    // an option's text
    ['lead', '1 lead'],
    ['Lead.', '1 Lead.'],
    ['I weighed cork and foam.\nThe heaviest is lead.', '1 The heaviest is lead.'],
    ['It is not lead.', '0 -'],
    // the last letter that stands alone
    ['It has to be B', '1 B'],
    ['B', '1 B'],
    ['B.', '1 B'],
    ['b', '1 b'],
    ['Of A and B the heavier, B.', '1 B'],
    ['Option B is right', '1 B'],
    ['B is right.', '1 B'],
    ['2', '1 2'],
  ])('%j', (answer, expected) => {
    expect(acpSays(answer)).toBe(expected);
  });
});

describe('what is no letter', () => {
  it.each([
    ['A car sinks.', '0 -'],
    ['There it is: A car.', '0 -'],
    ['a', '0 a'],
    ['It is a car', '0 -'],
    ['Take a b and see', '0 -'],
    ['I do not know', '0 -'],
    ['Answer: I do not know', '0 -'],
    ['Answer: A car', '0 -'],
    ['B cells divide.', '0 -'],
    ["That's A's hat", '0 -'],
    ['Plan-B', '0 -'],
    ['The answer is not B', '0 -'],
    ['E', '0 -'],
    ['Answer: F', '0 -'],
    ['', '0 -'],
    ['ABCD', '0 -'],
    ['The answer choices are many', '0 -'],
  ])('%j', (answer, expected) => {
    expect(acpSays(answer)).toBe(expected);
  });

  it('nor the marks of a list that repeats the options', () => {
    const list = 'A. cork\nB. lead\nC. foam\nD. dry air\n\n';
    expect(acpSays(`${list}I cannot tell.`)).toBe('0 -');
    expect(acpSays(`${list}The heaviest is lead.`)).toBe('1 The heaviest is lead.');
    const question = 'Which of these is the heaviest?';
    expect(acpSays(`${question}\n\nA) cork\nB) lead\nC) foam\nD) dry air`)).toBe('0 -');
    expect(acpSays(`${question} I think about it for a while.\n\n${'Well. '.repeat(60)}\n${list}`)).toBe(
      '0 -',
    );
    expect(acpSays(`${question}\n\n${list}B) lead`)).toBe('1 B) lead');
    expect(acpSays('(A) cork\n(B) lead\n(C) foam\n(D) dry air\nSo (B)')).toBe('1 B');
  });
});

describe('what an answer denies is not its choice', () => {
  it.each([
    ['The correct option is (B), not (C).', '1 B'],
    ['The correct option is B, not C or D.', '1 B'],
    ['I pick (B) rather than (C).', '1 B'],
    ['It is neither (A) nor (B). It is (C).', '0 C'],
    ['It is neither (A) nor (B).', '0 -'],
    ["It can't be B.", '0 -'],
    ['It is not \\boxed{B}.', '0 -'],
    ['It cannot be lead.', '0 -'],
    ['Lead is not right.', '0 -'],
    ['B is right. C and D are wrong.', '1 B'],
    ['Option A: no. Option B: yes. So B', '1 B'],
    ['Option B: no. Option C: yes. So C', '0 C'],
    ['The answer is B? No, C.', '0 C'],
    ['If the answer is B, it floats. So it must be (C).', '0 C'],
    ['Answer: B or maybe C', '0 B or maybe C'],
    ['Answer: B) cork', '0 B) cork'],
    ['Which of these is wrong? (B) is wrong.', '1 B'],
  ])('%j', (answer, expected) => {
    expect(acpSays(answer)).toBe(expected);
  });
});

describe('options that are only repeated are no choice, in any form of list', () => {
  const marks: [string, (letter: string, option: string, place: number) => string, string][] = [
    ['bold', (letter, option) => `**${letter}.** ${option}`, '\n'],
    ['bold with the text', (letter, option) => `**${letter}) ${option}**`, '\n'],
    ['in brackets', (letter, option) => `(${letter}) ${option}`, '\n'],
    ['in brackets on one line', (letter, option) => `(${letter}) ${option}`, ' '],
    ['on one line', (letter, option) => `${letter}. ${option}`, ' '],
    ['named', (letter, option) => `Option ${letter}: ${option}`, '\n'],
    ['a table', (letter, option) => `| ${letter} | ${option} |`, '\n'],
    ['quoted', (letter, option) => `> ${letter}) ${option}`, '\n'],
    ['dashes', (letter, option) => `${letter} - ${option}`, '\n'],
    ['no letters', (_letter, option) => `- ${option}`, '\n'],
    ['numbers', (_letter, option, place) => `${place}. ${option}`, '\n'],
  ];
  it.each(marks)('%s', (_name, mark, between) => {
    const list = metals.map((option, index) => mark('ABCD'.charAt(index), option, index + 1)).join(between);
    const values = (answer: string): string =>
      ['A', 'B', 'C', 'D']
        .map((right) => acpAnswer.score({ record: { ...acp, answer: right }, answer, choices: null }).value)
        .join('');
    expect(values(`Which?\n${list}`)).toBe('0000');
    expect(values(`Which?\n${list}\n\nAnswer: B`)).toBe('0100');
    expect(values(`Which?\n${list}\n\nSo it is (B).`)).toBe('0100');
    expect(values(`Which?\n${list}\n\nB. lead`)).toBe('0100');
    expect(values(`It is B.\n${list}`)).toBe('0100');
  });

  it('but the only one called correct is', () => {
    expect(acpSays('A) cork\nB) lead (correct)\nC) foam\nD) dry air')).toBe('1 B');
    expect(acpSays('A. cork: no\nB. lead: incorrect\nC. foam: correct\nD. dry air: not correct')).toBe('0 C');
  });
});

describe('contradictory answers are not right', () => {
  it.each([
    ['Answer: A or B', '0 A or B'],
    ['Answer: B and C', '0 B and C'],
    ['Answer: B/C', '0 B/C'],
    ['\\boxed{A, B}', '0 A, B'],
    ['\\boxed{B} or \\boxed{C}', '0 B} or \\boxed{C'],
    ['It is (B) or (C)', '0 (B) or (C)'],
    ['It is B or C', '0 B or C'],
    ['A or B', '0 A or B'],
  ])('%j', (answer, expected) => {
    expect(acpSays(answer)).toBe(expected);
    expect(acpAnswer.score({ record: acp, answer, choices: null }).reason).toContain('more than one option');
  });

  it('two options of the same text do not contradict each other', () => {
    const record: JsonObject = { answer: 'A', choices: { text: ['x', 'x', 'y'], label: ['A', 'B', 'C'] } };
    expect(says(acpAnswer, record, 'Answer: A or B')).toBe('1 A or B');
  });
});

describe('GPQA', () => {
  const order = ['foam', 'dry air', 'lead', 'cork'];

  it('reads letters in the order sent', () => {
    expect(says(gpqaChoice, gpqa, 'Answer: C', order)).toBe('1 C');
    expect(says(gpqaChoice, gpqa, 'Answer: A', order)).toBe('0 A');
    expect(says(gpqaChoice, gpqa, '\\boxed{lead}', order)).toBe('1 lead');
  });

  it('without the order is scored by text, and a bare letter is null', () => {
    expect(says(gpqaChoice, gpqa, 'Answer: lead')).toBe('1 lead');
    expect(says(gpqaChoice, gpqa, 'Answer: foam')).toBe('0 foam');
    expect(says(gpqaChoice, gpqa, 'Answer: C) lead')).toBe('1 C');
    expect(says(gpqaChoice, gpqa, 'Answer: A) foam')).toBe('0 A');
    expect(says(gpqaChoice, gpqa, 'no idea')).toBe('0 -');
    for (const answer of ['Answer: A', '\\boxed{C}', 'C', 'It is (B)']) {
      expect(gpqaChoice.score({ record: gpqa, answer, choices: null })).toMatchObject({
        value: null,
        reason: 'choice order unknown',
      });
    }
  });

  it('is null where the right option was not sent, or the item has none', () => {
    const sent = gpqaChoice.score({ record: gpqa, answer: 'A', choices: ['x', 'y'] });
    expect([sent.value, sent.reason]).toEqual([
      null,
      'the right option is not among the `choices` that were sent',
    ]);
    const bare = gpqaChoice.score({ record: {}, answer: 'A', choices: null });
    expect([bare.value, bare.reason]).toEqual([
      null,
      'the item has no gold answer: `Correct Answer` is missing',
    ]);
  });
});

describe('HeadQA', () => {
  it.each([
    ['2', '1 2'],
    ['Answer: 2', '1 2'],
    ['\\boxed{2}', '1 2'],
    ['The correct answer is 2.', '1 2'],
    ['The correct answer is number 2.', '1 2'],
    ['The answer is option 2, the metal.', '1 2'],
    ['The answer is 2 and not 3.', '1 2'],
    ['The answer is 2, or 3.', '0 -'],
    ['The answer is 2 of them', '0 -'],
    ['Answer: 2, 5 g', '0 -'],
    ['Option 2', '1 2'],
    // As it was asked in Spain.
    ['Respuesta: 2', '1 2'],
    ['**Respuesta correcta:** 2', '1 2'],
    ['La respuesta correcta es la 2.', '1 2'],
    ['La opción correcta es la 2: plomo.', '1 2'],
    ['La respuesta es B, no C', '1 B'],
    ['La respuesta correcta es la opción C.', '0 C'],
    ['Answer: 2. lead', '1 2'],
    ['2) lead', '1 2'],
    ['Answer: 2 because it sinks', '1 2'],
    ['Answer: 2.5 grams', '0 -'],
    ['B', '1 B'],
    ['3', '0 3'],
    ['7', '0 -'],
    ['lead', '1 lead'],
  ])('%j', (answer, expected) => {
    expect(says(headQaChoice, headQa, answer)).toBe(expected);
  });

  it('takes `ra` for the number of an answer, from 1, whatever the layout', () => {
    const columns: JsonObject = { ra: '1', answers: { aid: [1, 2], atext: ['yes', 'no'] } };
    expect(says(headQaChoice, columns, 'Answer: A')).toBe('1 A');
    const outOfOrder: JsonObject = {
      ra: 1,
      answers: [
        { aid: 2, atext: 'x' },
        { aid: 1, atext: 'y' },
      ],
    };
    expect(says(headQaChoice, outOfOrder, 'Answer: B')).toBe('1 B');
    expect(says(headQaChoice, { ra: 5, answers: [{ atext: 'x' }] }, 'A')).toBe('null -');
  });

  it('prefers an option that is a number to its place', () => {
    const record: JsonObject = { ra: 1, answers: ['2', '3', '4'].map((atext) => ({ atext })) };
    expect(says(headQaChoice, record, 'Answer: 2')).toBe('1 2');
    expect(says(headQaChoice, record, 'Answer: 1')).toBe('1 1');
  });
});

describe('ACPBench yes or no', () => {
  const record: JsonObject = { question: 'Is it so?', answer: 'yes' };
  it.each([
    ['Yes', '1 Yes'],
    ['No. On second thought, yes!', '1 yes'],
    ['**Final Answer**: No.', '0 No'],
    ['Answer: YES', '1 YES'],
    ['yes or no', '0 yes or no'],
    ['Yes or no? Yes', '1 Yes'],
    ['Nothing is known; yesterday was fine', '0 -'],
  ])('%j', (answer, expected) => {
    expect(says(acpAnswer, record, answer)).toBe(expected);
  });

  it.each([
    ['Answer: yes\n\nNote that no action deletes it.', '1 yes'],
    ['Answer: Yes (no counterexample)', '1 Yes'],
    ['Answer: yes, because no predicate is deleted.', '1 yes'],
    ['Yes, no doubt.', '1 Yes'],
    ['Answer: no. (If the block were clear, yes.)', '0 no'],
    ['**Answer:** yes. There is no other way.', '1 yes'],
    ['**Final Answer**: **Yes**\n\nNo action undoes it.', '1 Yes'],
    ['\\boxed{yes}, and no other. Answer: no', '1 yes'],
    ['\\boxed{\\text{Yes}}', '1 Yes'],
    ['Answer: no\nWait.\nAnswer: yes, no doubt', '1 yes'],
    ['The answer is yes, since no block is on it.', '1 yes'],
    ['The answer is no. If it were clear, yes.', '0 no'],
    ['The answer should be "yes"; no block moves.', '1 yes'],
    ['The answer, therefore, is yes. No block moves.', '1 yes'],
    ['If the answer is no, then nothing moves. So yes', '1 yes'],
    ['The answer is no larger than it was. Yes', '1 Yes'],
    ['Answer: yes or no', '0 yes or no'],
    ['Yes\n\nThere is no action that moves it.', '1 Yes'],
    ['No. If the block were clear, it would.', '0 No'],
    ['No, wait: yes.', '1 yes'],
    ['No block is on it, so yes', '1 yes'],
    ['Is it so? no, it moves. Yes it is.', '1 Yes'],
  ])('by what is stated: %j', (answer, expected) => {
    expect(says(acpAnswer, record, answer)).toBe(expected);
  });

  it('says which rule found it', () => {
    const reason = (answer: string): string => acpAnswer.score({ record, answer, choices: null }).reason;
    expect(['\\boxed{no}', 'Answer: yes', 'Yes, no doubt.', 'It is, yes', 'yes or no'].map(reason)).toEqual([
      'the last `\\boxed{}` says `no`; the answer is yes',
      'the stated answer is `yes`',
      'no stated answer; it begins with `Yes`',
      'no stated answer; the last yes or no is `yes`',
      '`yes or no` is both',
    ]);
  });

  it('is null without a gold answer', () => {
    expect(acpAnswer.score({ record: { answer: 'maybe' }, answer: 'yes', choices: null })).toMatchObject({
      value: null,
      reason: 'the item has no gold answer: `answer` is neither yes nor no',
    });
  });
});

it('says why', () => {
  const reason = (answer: string): string => acpAnswer.score({ record: acp, answer, choices: null }).reason;
  expect(
    ['\\boxed{B}', 'Answer: A', 'So (B)', 'It is B', 'Heavy (B)', 'Heavy: B', 'lead', 'hm'].map(reason),
  ).toEqual([
    '`\\boxed{}`: `B` is right',
    'stated answer `A` is not right; B is',
    'no stated answer; the letter that it concludes with, `B` is right',
    'no stated answer; the letter that it concludes with, `B` is right',
    'no stated answer; the last letter in brackets, `B` is right',
    'no stated answer; the last letter that stands alone, `B` is right',
    'no stated answer; by the text of an option, `lead` is right',
    'no answer found: no option is named',
  ]);
  expect(headQaChoice.score({ record: headQa, answer: '**3**', choices: null }).reason).toBe(
    'no stated answer; the number that it gives alone, `3` is not right; B is',
  );
});

it('ends on a long answer', () => {
  const answer = `${'Some words (not a letter) A car and I. '.repeat(20_000)} Answer: B`;
  expect(acpSays(answer)).toBe('1 B');
  expect(acpSays('A B C D '.repeat(50_000))).toMatch(/^[01] /);
  expect(acpSays(`(A), ${' '.repeat(100_000)}x (B)`)).toBe('1 B');
  expect(acpSays('A) cork\nB) lead\nC) foam\nD) dry air\n'.repeat(5000))).toBe('0 -');
});
