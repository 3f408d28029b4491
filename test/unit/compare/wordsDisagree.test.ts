import { describe, expect, test } from 'vitest';
import { SameValues } from '../../../src/core/compare/sameValues.ts';
import { disagrees } from './texts.ts';

describe('another value', () => {
  test.each([
    ['So the final answer is \\boxed{12}.', 'So the final answer is \\boxed{-12}.'],
    ['Hence $x = 5$ holds in this case.', 'Hence $x = -5$ holds in this case.'],
    ['Hence $x = 5$ holds in this case.', 'Hence $x = 5/3$ holds in this case.'],
    ['Hence $x = 2$ holds in this case.', 'Hence $x = \\sqrt{2}$ holds in this case.'],
    ['Hence $x = 2$ holds in this case.', 'Hence $x = 2\\pi$ holds in this case.'],
    ['Hence the length is $2$ in this case.', 'Hence the length is $2\\pi$ in this case.'],
    ['So it is $\\sin x$ here in this case.', 'So it is $\\cos x$ here in this case.'],
    ['Hence $x^2 = 2$ holds in this case.', 'Hence $x^3 = 2$ holds in this case.'],
    ['The answer is \\boxed{B} since it is warm.', 'The answer is \\boxed{C} since it is warm.'],
    ['The answer is $\\boxed{B}$ since it is warm.', 'The answer is $\\boxed{C}$ since it is warm.'],
    ['So it is \\(\\boxed{\\text{Anna}}\\) in the end.', 'So it is \\(\\boxed{\\text{Paul}}\\) in the end.'],
    ['So $(x+1)^2$ is what we want here.', 'So $x+1^2$ is what we want here.'],
    ['It is a change of 5 degrees in all.', 'It is a change of -5 degrees in all.'],
    ['It is a share of 5 in the whole.', 'It is a share of 5/3 in the whole.'],
    ['It is a share of 5 in the whole.', 'It is a share of 5% in the whole.'],
    ['So we have x = 5 for all of it.', 'So we have x = -5 for all of it.'],
    ['The point is \\((3, 4)\\) in the plane.', 'The point is \\((3, 5)\\) in the plane.'],
    ['12', '15'],
    ['$12$', '$-15$'],
    ['**12.**', '**15.**'],
  ])('%s / %s', (left, right) => {
    expect(disagrees(left, right)).toBe(true);
    expect(disagrees(right, left)).toBe(true);
  });
});

describe('no other value', () => {
  test.each([
    ['So the value of it is $0.50$ overall.', 'So the value of it is $0.5$ overall.'],
    ['So the value is $p = \\frac{1}{2}$ overall.', 'So the value is $p = 0.5$ overall.'],
    ['So the value is \\frac{1}{2} here overall.', 'So the value is 0.5 here overall.'],
    ['So the cost is \\$5.00 for all of us.', 'So the cost is \\$5 for all of us.'],
    ['So the cost is \\boxed{5.00} for all.', 'So the cost is \\boxed{5} for all.'],
    ['Then \\(y = 2x + 3\\) for all of it.', 'Then \\(y = 3 + 2x\\) for all of it.'],
    ['Then \\(y = 2(7)\\) for all of it.', 'Then \\(y = 14\\) for all of it.'],
    ['Then \\(r = 3\\) is the radius of it.', 'Then \\(r = \\sqrt{9} = 3\\) is the radius of it.'],
    ['The list has 3 entries in all of it.', 'The list - has 3 entries in all of it.'],
    ['Sum over \\(k = 1\\) of \\(k + 1\\) now.', 'Sum over \\(n = 1\\) of \\(n + 1\\) now.'],
    ['We take the 2-digit number that is left.', 'We take the 2 digit number that is left.'],
    ['$$\nN = \\sqrt{121} = 11\n$$', '$$\nN = \\sqrt{121} = 11\n$$\n---'],
    ['So \\(a + 3 = -10\\) and \\(a = -13\\).', 'So \\(a + 3 = -10 \\Rightarrow a = -13\\).'],
    ['It is $\\sin a \\sin b = \\sin c$ now.', 'It is $\\sin a \\cdot \\sin b = \\sin c$ now.'],
    ['12', '12.0'],
    ['$12$', '12.'],
    ['1. We add 5 and 7 to get the sum.', '2. We add 5 and 7 to get the sum.'],
  ])('%s / %s', (left, right) => {
    expect(disagrees(left, right)).toBe(false);
    expect(disagrees(right, left)).toBe(false);
  });
});

test('values are asked for so often at most, and not of long formulas', () => {
  const values = new SameValues();
  expect(values.same('0.50', '0.5')).toBe(true);
  expect(values.same('\\frac{1}{2}', '0.5')).toBe(true);
  expect(values.same(`1${'+1'.repeat(50)}`, '51')).toBeNull();
  for (let at = 0; at < 300; at += 1) values.same(`x + ${at}`, `x + ${at + 1}`);
  expect(values.same('y + 1', '1 + y')).toBeNull();
  expect(values.same('\\frac{1}{2}', '0.5')).toBe(true);
  expect(values.same('7.0', '7')).toBe(true);
});
