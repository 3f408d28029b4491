import { describe, expect, it } from 'vitest';
import { extractMathAnswer } from '../../../src/core/scorers/mathExtract.ts';

const found = (answer: string): string => {
  const extracted = extractMathAnswer(answer);
  if (extracted === null) return 'nothing';
  if (extracted.range !== null) expect(answer.slice(...extracted.range)).toBe(extracted.text);
  return `${extracted.rule}: ${extracted.text}`;
};

describe('the last balanced box', () => {
  it.each([
    ['So \\boxed{34}.', 'boxed: 34'],
    ['First \\boxed{1}, then after more work \\boxed{2}.', 'boxed: 2'],
    ['\\boxed{ \\frac{1}{2} }', 'boxed: \\frac{1}{2}'],
    ['\\boxed{\\left\\{1,2\\right\\}}', 'boxed: \\left\\{1,2\\right\\}'],
    ['\\fbox{7}', 'boxed: 7'],
    ['\\boxed{\\fbox{7}}', 'boxed: 7'],
    ['\\boxed {7}', 'boxed: 7'],
    ['$\\boxed 7$', 'boxed: 7'],
    ['\\boxed{5} and then \\boxed{\\frac{1}{2}', 'boxed: 5'],
    ['Put it in \\boxed{}: \\boxed{3}', 'boxed: 3'],
    ['It is \\boxed{3}. The form is \\boxed{}.', 'boxed: 3'],
    ['The final answer is $4$, that is \\boxed{5}', 'boxed: 5'],
    ['\\boxed{8}$ is the answer, where $x$ is positive', 'boxed: 8'],
    ['\\boxed{a\nb}', 'boxed: a\nb'],
    ['😀 \\boxed{9}', 'boxed: 9'],
  ])('%s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });

  it.each([
    ['$\\boxed{1}$ and $\\boxed{2}$', 'boxed: 1, 2'],
    ['$\\boxed{1}$, $\\boxed{2}$, and $\\boxed{3}$', 'boxed: 1, 2, 3'],
    ['\\boxed{1} or \\boxed{2}', 'boxed: 1, 2'],
    ['(a) \\boxed{1} (b) \\boxed{2}', 'boxed: 2'],
  ])('with those joined to it: %s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });

  it('is found in time among many that never close', () => {
    expect(found(`${'\\boxed{'.repeat(20_000)} \\boxed{5} ${'\\boxed{'.repeat(20_000)}`)).toBe('boxed: 5');
  });
});

describe('GSM8K’s own last line', () => {
  it.each([
    ['2 + 3 = <<2+3=5>>5\n#### 5', 'answer:: 5'],
    ['It sells $x = 4$ of them.\n#### 1,234\n', 'answer:: 1,234'],
    ['#### -7', 'answer:: -7'],
    ['#### \\$18.50', 'answer:: \\$18.50'],
    ['So \\boxed{4}.\n#### 5', 'boxed: 4'],
    ['#### 5\nThat is wrong: the number cannot be known.', 'nothing'],
    ['We get $4$.\n#### 5. Conclusion', 'last math: 4'],
  ])('%j', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });
});

describe('else what follows "final answer is"', () => {
  it.each([
    ['The final answer is $5$. I hope it is correct.', 'final answer is: 5'],
    ['The final answer is 5. I hope so.', 'final answer is: 5'],
    ['The final answer is: **12.5**', 'final answer is: 12.5'],
    ['The Final Answer is\n\n$$\n7\n$$', 'final answer is: 7'],
    ['The final answer is 3.5\nas shown with $x$', 'final answer is: 3.5'],
    ['The final answer is $x=1$ or $x=2$.', 'final answer is: $x=1$ or $x=2$'],
    ['The final answer is 1. No: the final answer is 2.', 'final answer is: 2'],
  ])('%s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });
});

describe('else a last line that states it', () => {
  it.each([
    ['Answer: 6', 'answer:: 6'],
    ['Final Answer: 6', 'answer:: 6'],
    ['We add.\n\n**Final answer:** $6$', 'answer:: 6'],
    ['We add $2$ and $4$.\nANSWER: 6.', 'answer:: 6'],
    ['**Answer**: **6**\n', 'answer:: 6'],
    ['### Final Answer:\n\n6', 'answer:: 6'],
    ['Final Answer: \\frac{1}{2}', 'answer:: \\frac{1}{2}'],
    ['The final answer: x = 6.5', 'answer:: x = 6.5'],
    ['Answer: $x=1$ or $x=2$', 'answer:: $x=1$ or $x=2$'],
    ['Answer: east', 'answer:: east'],
    ['Answer: 6. I hope it is correct.', 'answer:: 6'],
    ['The final answer is 5. No.\nFinal Answer: 6', 'answer:: 6'],
    ['Final Answer: \\boxed{6}', 'boxed: 6'],
    ['Answer: 5\nso $x = 6$', 'last math: x = 6'],
    ['So $x=6$.\nAnswer: as shown above', 'last math: x=6'],
    ['The final answer isn’t clear. $12$', 'last math: 12'],
    ["The final answer isn't clear. $12$", 'last math: 12'],
  ])('%j', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });
});

describe('else the last formula', () => {
  it.each([
    ['We get $x=3$ and then $y=4$.', 'last math: y=4'],
    ['Thus $$ 5 $$', 'last math: 5'],
    ['Thus \\(5\\).', 'last math: 5'],
    ['Thus \\[ 5 \\]', 'last math: 5'],
    ['It is $ 42 $ then', 'last math: 42'],
    ['Pay \\$5 and $6$', 'last math: 6'],
    ['\\begin{pmatrix}1\\\\[2pt]2\\end{pmatrix} is $v$', 'last math: v'],
  ])('%s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });

  it.each([['It costs $5 and then $6.'], ['From $5 to $10 a day'], ['An open $x\n\nand more$ text']])(
    'money and stray signs are none: %s',
    (answer) => {
      expect(found(answer)).toBe('nothing');
    },
  );
});

describe('else an answer that is nothing but an expression', () => {
  it.each([
    ['42', 'whole answer: 42'],
    [' 42.\n', 'whole answer: 42'],
    ['**-5**', 'whole answer: -5'],
    ['x^2+1', 'whole answer: x^2+1'],
    ['(3, 4)', 'whole answer: (3, 4)'],
    ['\\frac{1}{2}', 'whole answer: \\frac{1}{2}'],
    ['sqrt(2)', 'whole answer: sqrt(2)'],
  ])('%s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });
});

describe('what an answer denies is not taken', () => {
  it.each([
    ['It is \\boxed{4}, not \\boxed{5}.', 'boxed: 4'],
    ['It is not $\\boxed{5}$.', 'nothing'],
    ['It is $\\boxed{4}$ rather than $\\boxed{5}$.', 'boxed: 4'],
    ['It is not \\boxed{5}, but \\boxed{6}.', 'boxed: 6'],
    ['The final answer is not $5$.', 'nothing'],
    ['The final answer is $5$ or 6.', 'final answer is: $5$ or 6'],
    ['The final answer is either $5$ or 6.', 'final answer is: either $5$ or 6'],
    ['So it is not $5$.', 'nothing'],
  ])('%s', (answer, expected) => {
    expect(found(answer)).toBe(expected);
  });
});

describe('and nothing else is guessed', () => {
  it.each([
    ['The answer is 42.'],
    ['Answer: 42\nThat was easy, I think.'],
    ['Answer: 42\n\nWait, let me check that\nagain'],
    ['Answer:'],
    ['Answer: not 42'],
    ['Answer: see above'],
    ["The final answer isn't 42."],
    ['42 apples'],
    ['I think it could be 5'],
    ['is it 5'],
    ['5?'],
    [''],
    ['   '],
    ['no idea'],
    ['1\n2'],
  ])('%j', (answer) => {
    expect(found(answer)).toBe('nothing');
  });
});
