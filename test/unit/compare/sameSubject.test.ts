import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../src/core/compare/claims.ts';
import { disagrees } from './texts.ts';

describe('another value of the same thing', () => {
  test.each([
    ['So $x = 3$ in the end.', 'So $x = 4$ in the end.'],
    ['Then we get x = 3 by this.', 'Then, we now get x = 7 by this.'],
    ['Now $f(2) = 5$ follows.', 'Now $f(2) = 7$ follows.'],
    ['The answer is 12.', 'The answer is 15.'],
    ['So the final answer is 12 apples.', 'Therefore the final answer is 15.'],
    ['**Answer:** 12', '**Answer:** 15'],
    [String.raw`It is \boxed{12}.`, String.raw`It is \boxed{15}.`],
    [
      String.raw`Thus the result is $\boxed{\frac{1}{2}}$ here.`,
      String.raw`So we end with $\boxed{\frac{1}{3}}$ here.`,
    ],
    [String.raw`\[ 17 + 36 = 53 \]`, String.raw`\[ 17 + 36 = 54 \]`],
    [String.raw`\[ x = 2 + 3 = 5 \]`, String.raw`\[ x = 2 \cdot 3 = 6 \]`],
    ['So v = [4 ± √164]/2 = 2 ± √41', String.raw`\[ v = \frac{-4 \pm \sqrt{164}}{2} = -2 \pm \sqrt{41} \]`],
    ['The area of the garden is 24 square meters.', 'The area of the garden is 26 square meters.'],
    ['So we need 3 more apples for the cake.', 'So we need 5 more apples for the cake.'],
    ['The slope is $-2$ for this line.', 'The slope is $2$ for this line.'],
    [String.raw`\[ AC = \sqrt{64 + 25} = \sqrt{89} \]`, String.raw`\[ AC = \sqrt{64 + 36} = 10 \]`],
    ['We have $x_1 = 4$ and $x_2 = 5$.', 'We have $x_1 = 4$ and $x_2 = 6$.'],
    [String.raw`\[ S = 6 \cdot 2 \] \[ = 12 \]`, String.raw`\[ S = 6 \cdot 2 \] \[ = 14 \]`],
    [
      String.raw`\begin{aligned} x &= 2+3 \\ &= 5 \end{aligned}`,
      String.raw`\begin{aligned} x &= 2+3 \\ &= 6 \end{aligned}`,
    ],
    [
      String.raw`So \(\text{Area} = 5\text{ cm}^2\) here.`,
      String.raw`So \(\text{Area} = 7\text{ cm}^2\) here.`,
    ],
    ['Der Wert ist also $y = 2x + 3$ hier.', 'Der Wert ist also $y = 2x + 5$ hier.'],
    ['Das sind genau 3,14 in allem.', 'Das sind genau 3,15 in allem.'],
    ['所以 $x = 3$ 。', '所以 $x = 4$ 。'],
    ['The roots are $x = 2$ and $x = 3$.', 'The roots are $x = 2$ and $x = 4$.'],
    ['The total price = 40 dollars.', 'So the total price = 45 dollars.'],
    [String.raw`\[ \binom{7}{2} = 21 \]`, String.raw`\[ \binom{7}{2} = 28 \]`],
    [String.raw`\[ \sin 30^\circ = \frac{1}{2} \]`, String.raw`\[ \sin 30^\circ = \frac{\sqrt{3}}{2} \]`],
    [String.raw`Then $x \leq 3$ for all of them.`, String.raw`Then $x \leq 4$ for all of them.`],
    [String.raw`The point is \((3, 4)\) in the plane.`, String.raw`The point is \((3, 5)\) in the plane.`],
    [String.raw`\[ \vec{v} = (4 - 0, 1) = (4, 1) \]`, String.raw`\[ \vec{v} = (4 - 0, 2) = (4, 2) \]`],
    [String.raw`It gives \(10T = 4S - 2T\) then.`, String.raw`It gives \(10T = 5S - 2T\) then.`],
    [String.raw`When \(k = 2\): \[ f = 3 \]`, String.raw`When \(k = 2\): \[ f = 5 \]`],
    ['The answer is B.', 'The answer is C.'],
    ['**Answer:** **B**', '**Answer:** **D**'],
    ['So the answer is (B) here.', 'So the answer is (C) here.'],
    ['The answer is yes.', 'The answer is no.'],
    ['The answer is $2x$.', 'The answer is $2y$.'],
    ['So $f(x) = 2(x+1)$ here.', 'So $f(x) = 2x+1$ here.'],
    ['So $v = (a+b)/c$ here.', 'So $v = a+b/c$ here.'],
    ['So $v = -(a-b)$ here.', 'So $v = -a-b$ here.'],
    ['So $v = |x-2|$ here.', 'So $v = x-2$ here.'],
    ['So $v = (x+1)^2$ here.', 'So $v = x+1^2$ here.'],
    ['So x ≈ 0.1 in this.', 'So x ≈ 0.2 in this.'],
    ['So n ≈ 17 in this.', 'So n ≈ 18 in this.'],
    [
      String.raw`It is \boxed{4}, said before? 6 and \boxed{5}.`,
      String.raw`It is \boxed{4}, said before? 6 and all.`,
    ],
  ])('%s / %s', (left, right) => {
    expect(disagrees(left, right)).toBe(true);
    expect(disagrees(right, left)).toBe(true);
  });
});

describe('the same value, or another thing', () => {
  test.each([
    [String.raw`When \(k = 2\): \[ f = 3 \]`, String.raw`When \(k = 3\): \[ f = 5 \]`],
    [
      String.raw`\[ \sin\left(-\frac{\pi}{6}\right) = -\frac{1}{2} \]`,
      String.raw`\[ \sin\left(\frac{\pi}{6}\right) = \frac{1}{2} \]`,
    ],
    [
      String.raw`The area of triangle \(BCD\) is: \[ A_{BCD} = \frac{1}{2} \cdot 6 \cdot 4 = 12 \]`,
      String.raw`The area of triangle \(ACD\) is: \[ A_{ACD} = \frac{1}{2} \cdot 8 \cdot 4 = 16 \]`,
    ],
    [String.raw`\[ x^2 - 10x + y^2 + 6y = -c \]`, String.raw`\[ x^2 - 10x + y^2 + 6y + c = 0 \]`],
    [String.raw`\[ -x^3 + 5x^2 + 8x - 12 = 0 \]`, String.raw`\[ x^3 - 5x^2 - 8x + 12 = 0 \]`],
    [String.raw`\[ (\sqrt{11 - 2x})^2 = (x - 4)^2 \]`, String.raw`\[ (x - 4)^2 = (\sqrt{11 - 2x})^2 \]`],
    [
      String.raw`\[ 1344 + 8 = 1352 \] \[ 1352 + 6 = 1358 \]`,
      String.raw`\[ 1344 + 8 = 1352 \] \[ 1352 + 4 = 1356 \] \[ 1356 + 2 = 1358 \]`,
    ],
    [String.raw`\[ x = 2 \cdot 3 = 6 \]`, String.raw`\[ x = 3 + 3 = 6 \]`],
    [String.raw`\[ x = 2 \cdot 4 = 6 \]`, String.raw`\[ x = 2 \cdot 3 = 6 \]`],
    ['So x ≈ 0.33 in this.', 'So x ≈ 0.333 in this.'],
    [String.raw`So $v = \frac{a+b}{c}$ here.`, 'So $v = (a+b)/c$ here.'],
    [String.raw`So $v = \frac{\ln{3}}{\ln{2}}$ here.`, 'So v = ln3 / ln2 here.'],
    [String.raw`So $v = \sqrt{64+25}$ here.`, 'So v = √(64+25) here.'],
    ['The answer is a number we know.', 'The answer is a value we know.'],
    ['The answer is n.', 'The answer is $n$.'],
    ['Now let us check $x = 3$ in it.', 'Now let us check $x = 4$ in it.'],
    ['If $x > 3$, the value of it grows.', 'If $x > 4$, the value of it grows.'],
    ['Then $f(2) = 5$ for this one.', 'Then $f(3) = 5$ for this one.'],
    ['Then $f(2) = 5$ for this one.', 'Then $f(3) = 10$ for this one.'],
    [String.raw`\[ x = \frac{1}{2} \]`, String.raw`\[ x = 0.5 \]`],
    [
      String.raw`Speed: \[ v = \frac{1.4}{6.8} \approx 0.206 \]`,
      String.raw`Speed: \[ v = \frac{1.4}{6.8} \approx 0.2058 \]`,
    ],
    [
      String.raw`\[ r = \frac{25 \cdot 9}{3 \cdot 125} \]`,
      String.raw`\[ r = \frac{225}{375} = \frac{3}{5} \]`,
    ],
    [String.raw`\[ f(3) = 81a - 81a + 8 = 8 \]`, String.raw`\[ f(3) = 81a - 9b + 8 \]`],
    ['z = [φ ± sqrt(φ^2 - 4)] / 2.', String.raw`\[ z = \frac{\phi \pm \sqrt{\phi^2 - 4}}{2}. \]`],
    [
      String.raw`\[ \frac{y - 3}{5} = \frac{1}{5}(y - 3) \]`,
      String.raw`\[ \frac{t - 3}{5} = \frac{1}{5} + 2 \]`,
    ],
    ['Here $x_1 = 4$ holds in it.', 'Here $x_2 = 4$ holds in it.'],
    ['So is $x = 3$ the root of it?', 'So is $x = 4$ the root of it?'],
    [String.raw`\[ \sum_{k=1}^{5} k = 15 \]`, String.raw`\[ \sum_{k=1}^{6} k = 21 \]`],
    ['The expected answer is 12 here.', 'So the answer is 15 here.'],
    [String.raw`\[ y^2 = 900 \] \[ y = \pm 30 \]`, 'So $y^2 = 900$, $y = 30$ or $y = -30$.'],
    ['The number is 11 digits long in all.', 'The number is 10101001110 in all.'],
    [String.raw`**Case 1:** \( v = 2 \) is taken.`, String.raw`**Case 2:** \( v = 3 \) is taken.`],
    [String.raw`\[ 4^3 = 64 \]`, String.raw`\[ 5^3 = 125 \]`],
    [
      String.raw`Distance between $Q$ and $R$: \[ \sqrt{(-2 - 0)^2} = 2 \]`,
      String.raw`Distance between $Q$ and $S$: \[ \sqrt{(-2 - 2)^2} = 4 \]`,
    ],
    ['1. We add 5 and 7 to get the sum.', '2. We add 5 and 7 to get the sum.'],
    ['The length is $x = 5$ m here.', 'The length is $x = 500$ cm here.'],
    [String.raw`So $r = \sqrt{9}$ is what we get.`, String.raw`So $r = \sqrt{9} = 3$ is what we get.`],
  ])('%s / %s', (left, right) => {
    expect(disagrees(left, right)).toBe(false);
    expect(disagrees(right, left)).toBe(false);
  });
});

test('a chain says its last member of its first side, and goes on in its next line', () => {
  const [chain, other, ...rest] = claimsOf(
    String.raw`\[ S = 6 \cdot 2 \] \[ = 12 \] Then $x_1 = 4$. Is $y = 3$?`,
  );
  expect(chain?.members).toEqual([String.raw`6 \cdot 2`, '12']);
  expect(other?.members).toEqual(['4']);
  expect(rest).toEqual([]);
});

test('what is said for a case is said of another thing', () => {
  const [free, bound, later] = claimsOf('So y = 5. If x = 3, then y = 5. So y = 5.').map(
    ({ subject }) => subject,
  );
  expect(bound).not.toBe(free);
  expect(later).toBe(free);
});

test('a clause of thousands of chains is read', () => {
  expect(claimsOf(`${'x y '.repeat(8_000)}${' = 4 so '.repeat(8_000)}`).length).toBeLessThanOrEqual(8_000);
});
