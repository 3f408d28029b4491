import { expect, it } from 'vitest';
import { mathAnswer } from '../../../src/core/scorers/math.ts';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { decided } from '../../support/decided.ts';

it.each([
  ['3\\sqrt{2}', '\\sqrt{18}', 'algebra'],
  ['\\frac{1}{\\sqrt{3}}', '\\frac{\\sqrt{3}}{3}', 'algebra'],
  ['-\\sqrt{2}\\cdot\\sqrt{6}', '-2\\sqrt{3}', 'algebra'],
  ['\\sqrt{\\frac{3}{4}}', '\\frac{\\sqrt3}{2}', 'algebra'],
  ['\\sqrt{2}\\cdot\\sqrt{8}', '4', 'number'],
  ['\\sqrt{2}+\\sqrt{3}', '\\sqrt{5+2\\sqrt{6}}', 'number'],
  ['\\sqrt[3]{16}', '2\\sqrt[3]{2}', 'number'],
  ['2\\pi', '\\pi+\\pi', 'number'],
  ['3\\sqrt{2}', '-\\sqrt{18}', false],
  ['3\\sqrt{2}', '\\sqrt{17}', false],
  ['\\frac{1}{0\\sqrt{3}}', '\\sqrt{3}', false],
])('%s and %s: %s', (answer, gold, how) => {
  const verdict = sameMath(answer, gold);
  expect(verdict.equal ? verdict.how : false).toBe(how);
});

it('says so in words', () => {
  const input = { record: { answer: '\\sqrt{18}' }, answer: '$\\boxed{3\\sqrt{2}}$', choices: null };
  expect(decided(mathAnswer.score(input))).toMatchObject({
    rule: 'boxed · algebra',
    reason: '`\\boxed{3\\sqrt{2}}` equals \\sqrt{18} symbolically',
  });
});
