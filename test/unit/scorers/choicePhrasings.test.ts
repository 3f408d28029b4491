import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { acpAnswer, gpqaChoice } from '../../../src/core/scorers/multipleChoice.ts';

const metals = ['cork', 'lead', 'foam', 'dry air'];
const swapped: Readonly<Record<string, string>> = { A: 'B', B: 'A' };
/** A and B in each other's place; "A" as a word does not stand in these phrasings. */
const mirrored = (answer: string): string =>
  answer.replace(/\b[AB]\b/g, (letter) => swapped[letter] ?? letter);

/** The letters for which the answer counts as right: one, or none. */
const chosen = (answer: string): string => {
  const found = ['A', 'B', 'C', 'D'].filter((right, index) => {
    const acp: JsonObject = { answer: right, choices: { text: metals, label: ['A', 'B', 'C', 'D'] } };
    const wrong = metals.filter((_metal, place) => place !== index);
    const gpqa = {
      'Correct Answer': metals[index] ?? '',
      'Incorrect Answer 1': wrong[0] ?? '',
      'Incorrect Answer 2': wrong[1] ?? '',
      'Incorrect Answer 3': wrong[2] ?? '',
    };
    const scores = [
      acpAnswer.score({ record: acp, answer, choices: null }),
      gpqaChoice.score({ record: gpqa, answer, choices: metals }),
    ];
    const [one, other] = scores.map(({ value }) => value);
    expect(one).toBe(other);
    for (const { range, extracted } of scores) {
      if (range !== null) expect(answer.slice(...range)).toBe(extracted);
    }
    return one === 1;
  });
  return found.join('') || 'none';
};

const phrasings: Readonly<Record<string, readonly string[]>> = {
  A: [
    'The correct option is A. Option B violates energy conservation.',
    'The answer should be (A), because (B) violates charge.',
    'I choose A. B is impossible.',
    'Final choice: A. (B was tempting.)',
    'The answer, therefore, is A. (B) is wrong.',
    'The right answer here is A. B is not.',
    'The answer must be A since B is negative.',
    'The answer would be A. Note that B differs.',
    'The best choice is clearly A; B comes close.',
    'The correct answer to this question is A. B has the wrong sign.',
    'The correct choice, as shown above, is **A**. See why B fails.',
    'The answer has to be (A). Compare (B).',
    'The correct answer turns out to be A. Surprisingly, B fails.',
    'My answer is A, not B.',
    'My final answer would be A. B was close.',
    'Our choice is A rather than B.',
    'The right option is option A. Option B is off by two.',
    'The correct statement is A. Statement B contradicts the text.',
    'The solution is therefore A. B has a pole.',
    'Solution: A. The others, such as B, fail.',
    'Choice: A\nB fails.',
    'Correct option: A\n(B) has the wrong sign.',
    'Selected option: (A). Not selected: (B).',
    'I pick A over B.',
    "I'd pick (A), as (B) is negative.",
    'I would go with A. B is second best.',
    "I'm going with A. B is out.",
    "I'll select option A. Option B does not hold.",
    'We select A. Had we taken B, charge would be lost.',
    'I will choose answer A. B is for photons.',
    "Let's go with A. B looks odd.",
    'I would say A. B is too large.',
    'I conclude that it is A. B breaks symmetry.',
    'We therefore choose A. For B the sum is 3.',
    'A is correct. B is incorrect.',
    '(A) is the correct answer. (B) is not.',
    'Option A is right, while B ignores friction.',
    'A must be the answer, since B is negative.',
    'A is clearly the best answer. B comes second.',
    'Between A and B, A is right.',
    'Of A and B, A is the correct one.',
    'So, A it is. B was close.',
    'Therefore, A. In B the charge is lost.',
    'Thus (A). In (B) the charge is lost.',
    'Hence, it is A. Look at B.',
    'It must be A, since B sinks.',
    'That leaves only A. We ruled out B.',
    'It has to be (A); (B) is too small.',
    'A\n\nReason: In option B the charge is wrong.',
    '**A**\n\nIn (B), the charge is wrong.',
    'Option A.\n\nOption B loses charge.',
    'A) cork\n\nReason: B loses charge.',
    'A. Option B violates charge.',
    'A, because B violates charge.',
    'A because B violates charge.',
    '(A) since (B) violates charge.',
    'A - B violates charge.',
    'B is wrong.\nC is wrong.\n\nA',
    'We looked at (B) first.\n\n**A**',
    'The answer is not B but A, since B sinks.',
    'It is not B but A.',
    'B is impossible. A is not.\nSo the answer is A.',
    'I first chose B. The correct choice is A.',
    'If the answer were B, charge would be lost. The answer is A.',
    'One might say B is correct, but the correct answer is A.',
    'The wrong answer is B. The right answer is A.',
    '**Answer: (A)**\n\nB fails.',
    '__Answer__: A\n\nB fails.',
    'Answer: A. B is a trap.',
    'The answer is "A". "B" is a trap.',
    'The answer is option (A): it floats. B sinks.',
    'The answer is letter A. B sinks.',
    'The correct answer is most likely A; B is a distractor.',
    'The answer is, of course, A. Then B is wrong.',
    'The answer (in my view) is A. B sinks.',
    'The answer is A (not B)',
    'The answer is therefore (A) and (B) is wrong',
    'Pick (A); (B) is negative.',
    'Choose A. B loses.',
  ],
  C: [
    'Option C.',
    'So, C it is.',
    'Between A and C, C is right',
    'not A but C',
    'The answer is neither A nor B but C.',
    'Only C remains.',
    'This leaves C.',
    'A is impossible, B is incorrect, D is false, C holds.',
    'B is invalid. C.',
    'I rejected A. I chose C.',
    'Answer:\n\n(C)',
    'The correct answer is foam',
    'I choose foam.',
    'A: impossible\nB: impossible\nD: impossible\nTherefore: C',
    'B isn’t it. I go with C.',
    'Is it A? No. Is it B? No. The answer must be C.',
    'Which of A and B would be right? It is C.',
  ],
  D: ['**Answer: (D)**', 'The answer is: **D**.', 'Final answer: D) dry air', '### Answer: D'],
  none: [
    'Answer: A or B',
    'The correct option is A or B.',
    'I choose A or B.',
    'The correct options are A and B.',
    'The answer is a matter of taste.',
    'The answer is not B.',
    'The correct option is not A.',
    'I choose a car.',
    'I would not choose A.',
    'So, a car it is.',
    'It is a puzzle.',
    'The best option is a lighter metal.',
    'A solution is needed.',
    'I cannot choose.',
  ],
};

describe.each(Object.entries(phrasings))('chooses %s', (letter, answers) => {
  it.each(answers.map((answer) => [answer]))('%j', (answer) => {
    expect(chosen(answer)).toBe(letter);
  });
});

/** What rejects its letters, and what it chooses besides. */
const rejections: readonly (readonly [string, string])[] = [
  ['A is incorrect', 'none'],
  ['(A) is wrong.', 'none'],
  ['A was eliminated', 'none'],
  ['Eliminate A', 'none'],
  ['I ruled out A and B.', 'none'],
  ['Rule out (A), (B), (D).', 'none'],
  ['We excluded option A.', 'none'],
  ['Everything but A', 'none'],
  ['All options but A', 'none'],
  ['The wrong answer is A', 'none'],
  ['**Incorrect:** A', 'none'],
  ['Answer: A is wrong', 'none'],
  ['Answer: everything but A', 'none'],
  ['Vitamin A', 'none'],
  ['A deficiency of vitamin A', 'none'],
  ['Hepatitis B', 'none'],
  ['Correct: B. Incorrect: A', 'B'],
  ['Wrong: A\nRight: B', 'B'],
  ['The wrong option is A. The correct one is B', 'B'],
  ['Eliminate A, B and D. C', 'C'],
  ['Eliminating A and B, C remains', 'C'],
  ['B is wrong: A', 'A'],
  ['All others can be eliminated: A', 'A'],
  ['The others can be eliminated\n\nA', 'A'],
  ['Nothing but A', 'A'],
  ['It is not B but A', 'A'],
  ['Definitely A', 'A'],
  ['I would take C', 'C'],
];

describe('rejects', () => {
  it.each(rejections)('%j, and chooses %s', (answer, letter) => {
    expect(chosen(answer)).toBe(letter);
  });
});

it('chooses what it calls wrong where the question asks for that', () => {
  const value = (question: string, answer: string): number | null => {
    const choices = { text: metals, label: ['A', 'B', 'C', 'D'] };
    return acpAnswer.score({ record: { question, answer: 'A', choices }, answer, choices: null }).value;
  };
  for (const answer of [
    'A is incorrect',
    '(A) is wrong.',
    'The wrong answer is A',
    'The incorrect option is A',
  ]) {
    expect([answer, value('Which statement is incorrect?', answer)]).toEqual([answer, 1]);
    expect([answer, value('All of these are true EXCEPT', answer)]).toEqual([answer, 1]);
    expect([answer, value('Which statement is correct?', answer)]).toEqual([answer, 0]);
  }
  expect(value('Which statement is incorrect?', 'Everything but A')).toBe(0);
});

describe('and with A and B in each other’s place', () => {
  it.each((phrasings.A ?? []).map((answer) => [mirrored(answer)]))('%j', (answer) => {
    expect(chosen(answer)).toBe(answer.includes('cork') ? 'none' : 'B');
  });
});

it.each(['*', '_*', 'is ', 'The answer, ', '\n', 'so it is A and ', 'Answer: '])(
  'ends on many %j',
  (repeated) => {
    expect(chosen(`x ${repeated.repeat(5000)}\nThe answer is D.`)).toBe('D');
    expect(chosen(`${repeated.repeat(5000)}x`)).toMatch(/^(?:A|none)$/);
  },
);

it('says how the letter was found', () => {
  const record: JsonObject = { answer: 'B', choices: { text: metals, label: ['A', 'B', 'C', 'D'] } };
  const reason = (answer: string): string => acpAnswer.score({ record, answer, choices: null }).reason;
  expect(
    ['I pick B.', 'B\n\nA floats.', 'A floats.\n\nB', 'So B, as A floats.', 'B. Then A floats.'].map(reason),
  ).toEqual([
    'stated answer `B` is right',
    'no stated answer; the letter that has a line of its own, `B` is right',
    'no stated answer; the letter that has a line of its own, `B` is right',
    'no stated answer; the letter that it concludes with, `B` is right',
    'no stated answer; the letter that it begins with, `B` is right',
  ]);
});
