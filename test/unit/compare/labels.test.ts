import { expect, test } from 'vitest';
import type { StepLabel } from '../../../src/core/compare/alignedTraces.ts';
import { labelOf, stepLabelsOf } from '../../../src/core/compare/stepLabels.ts';
import { traceOf } from './someTraces.ts';

const said: Readonly<Record<StepLabel | 'none', readonly string[]>> = {
  setup: [
    'We need to find the number of sheep that are left.',
    'I need to determine the smallest such integer.',
    'Let $x$ be the price of one pear in cents.',
    'Let n be the number of rows.',
    "Let's denote the missing side by \\( c \\).",
    'Let me define f to be the inverse.',
    'Given that the function is even, half of it is known.',
    'Given:\n- a circle of radius $r$',
    'We are told that both urns hold red marbles only.',
    'Okay, so I have this problem about two trains.',
    'The problem asks for the sum of all such numbers.',
    '### Understanding the Problem',
    'Step 1: Define the variables',
    'To find the height of the tower, we use similar triangles.',
  ],
  computing: [
    '12 * 4 = 48',
    '\\[ 3 \\times 17 = 51 \\]',
    'So the price is $45 - 18 = 27$ dollars.',
    '$\\frac{84}{12} = 7$',
    '- **Cookies:** 18 × 1 = 18',
    '7² + 24² = 625, so the third side is 25.',
    'f(3) = 2·9 + 1 = 19',
    '\\sqrt{144} ≈ 12',
    'Subtract 4 from both sides:\n\\[ 3x = 2y \\]',
    'Expanding the product gives $p(x) = x^2 + bx + ab$.',
    'Let x be 5; then 5 + 3 = 8.',
  ],
  checking: [
    'Wait, the triangle is not a right one.',
    'But wait, is zero allowed here?',
    'Hmm, wait. The die has only six faces.',
    'Wait a minute, the order matters.',
    'That gives 12. Wait, 12 is even.',
    'Let me verify this by substitution.',
    "Let's double-check the last line.",
    "I'll just check whether 7 divides it: 7 * 13 = 91.",
    'Let me confirm.',
    '### Step 6: Verify the Solution',
    '**Checking the other root:**',
    'To check, put it back into the equation.',
    'Did I make a mistake with the sign?',
    'Maybe I made a mistake in the second sum.',
    'Is that right?',
    'Both sides are 14, so everything checks out.',
    'This confirms that the roots are real.',
    'Let me recompute the determinant.',
    'Let me make sure I have all divisors.',
    "Just to be thorough, I'll try another method.",
    'Looking back at the problem, the pool is full at noon.',
    'So the answer is 5. But let me verify that with another method.',
  ],
  backtracking: [
    "No, that's wrong.",
    "Wait, that's not right.",
    'Hmm, this is incorrect.',
    'I made a mistake in the third line.',
    'I must have made an error when I expanded it.',
    'Scratch that.',
    'Wait, no, the base is 8.',
    'Actually, the sum should be taken over the odd terms instead.',
    'Let me try again.',
    "Let's try a different approach.",
    'That doesn’t work, since both are negative.',
    'My earlier assumption was wrong.',
    'I misread the problem: the sheep were sold.',
    "Let's correct that.",
    "Let's start over with polar coordinates.",
    'This approach does not work for odd n.',
  ],
  concluding: [
    'Therefore, the answer is 12.',
    'So the final answer is $\\frac{3}{4}$.',
    '\\[ \\boxed{42} \\]',
    '**Final Answer:** 7',
    '### Final Answer',
    'In conclusion, there are three such triangles.',
    'Thus, the correct answer is (B).',
    'Answer: 15 minutes',
    '## Conclusion',
    'Let me verify: 2 + 3 = 5, as it should be. Therefore, the answer is 5.',
  ],
  none: [
    '',
    '---',
    '12',
    'So:',
    'The circle touches both sides.',
    'The patients wait for 3 hours.',
    'They wait until the gate opens.',
    'Wait for 3 hours, then weigh the sample.',
    'Wait 10 minutes before you stir it.',
    'Two guests share the restaurant check of 48 dollars.',
    'Her check came to 12 dollars, and his to 9.',
    'The check digit stands at the end.',
    'The reviewer made a mistake in one of ten pages.',
    'The wrong key opens no door.',
    'Is the answer 5?',
    'Should I write the final answer in the format of the example?',
    'Present the final answer in the format: \\boxed{your_answer}',
    'The equation $y = mx + b$ is that of a line.',
    '2x + 3y = z',
    'Let go of the rope.',
    'Given that, our earlier result stands.',
    'To isolate the term, I can move the others over.',
    '```python\n# check: 3 * 4 = 12\nassert check(x)\n```',
    'Die Antwort ist 12.',
  ],
};

const sentences = Object.entries(said).flatMap(([label, all]) =>
  all.map((sentence) => [sentence, label] as const),
);
test.each(sentences)('%j: %s', (sentence, label) => {
  expect(labelOf(sentence)).toBe(label === 'none' ? null : label);
});

test('a step that does several things has the label of what changes its course most', () => {
  expect(labelOf('Let me check: 3 * 4 = 12. No, that is wrong. So the answer is 5.')).toBe('backtracking');
  expect(labelOf('Let $x$ be a number. Then I get 3 + 4 = 7.')).toBe('computing');
});

test('each step of a trace has its own label', () => {
  const trace = traceOf(['We need to find x.', 'x = 3 + 4 = 7', 'Wait, is it odd?', 'It is.', '\\boxed{7}']);
  expect(stepLabelsOf(trace)).toEqual(['setup', 'computing', 'checking', null, 'concluding']);
});

test.each([
  'wait but ',
  '=',
  '1+',
  '1+1=a ',
  ' ',
  '{',
  '\\boxed{',
  'so the answer ',
  'maybe i made if ',
  '\n- ',
])('a step of 200,000 characters of %j is read once, and not from each of them anew', (unit) => {
  // Else it would take minutes, and the test its time limit.
  const step = unit.repeat(200_000 / unit.length);
  expect(labelOf(step)).toBe(labelOf(unit.repeat(200)));
});
