import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../../src/core/compare/tokens.ts';
import { shown } from './texts.ts';

/** The one pair of two texts, without its numbers. */
function pair(left: string, right: string): string {
  return (shown(left, right)[0] ?? '').replace(/^changed 1-1/, '').replace(/^: /, '');
}

describe('words that differ', () => {
  test.each([
    [
      'a number',
      'The sum of both is 1,234.5 now.',
      'The sum of both is 1,234.6 now.',
      ' disagrees: [1,234.5] → [1,234.6]',
    ],
    [
      'a LaTeX command',
      'Take \\alpha + \\beta as the angle.',
      'Take \\alpha + \\betaone as the angle.',
      '[\\beta] → [\\betaone]',
    ],
    [
      'a combining mark',
      'We call it cafe\u0301 here today.',
      'We call it cafe here today.',
      '[cafe\u0301] → [cafe]',
    ],
    ['a surrogate pair', 'A good 😀 sign for all of us.', 'A good 😁 sign for all of us.', '[😀] → [😁]'],
    ['a joined emoji', 'A good 👩‍🔬 sign for all of us.', 'A good 👩‍🎨 sign for all of us.', '[👩‍🔬] → [👩‍🎨]'],
    [
      'a word with an apostrophe',
      "We don't know what it is yet.",
      'We do know what it is yet.',
      "[don't] → [do]",
    ],
    [
      'a decimal comma',
      'Das sind genau 3,14 in allem.',
      'Das sind genau 3,15 in allem.',
      ' disagrees: [3,14] → [3,15]',
    ],
    ['Chinese', '所以最后的答案是三百。', '所以最后的答案是二百。', '[三] → [二]'],
    ['Hebrew', 'התשובה הסופית היא שלוש בלבד', 'התשובה הסופית היא ארבע בלבד', '[שלוש] → [ארבע]'],
  ])('never cut %s', (_, left, right, edits) => {
    expect(pair(left, right)).toBe(edits);
  });

  test('a word alone between two changes is one with them, two words are not', () => {
    expect(
      pair('We see that one red apple was left there.', 'We see that two red pears was left there.'),
    ).toBe('[one red apple] → [two red pears]');
    expect(
      pair('We see that one big red apple was left there.', 'We see that two big red pears was left there.'),
    ).toBe('[one] [apple] → [two] [pears]');
  });

  test('what only one side has is marked there alone', () => {
    expect(pair('So the result is twelve apples.', 'So the final result is twelve apples.')).toBe(
      ' → [final]',
    );
  });
});

describe('steps disagree', () => {
  test.each([
    ['in a result', 'Adding both gives \\(x = 12\\).', 'Adding both gives \\(x = 15\\).', true],
    ['in a result alone', '\\[ 3 \\times 4 = 12 \\]', '\\[ 3 \\times 4 = 14 \\]', true],
    ['in values that changed places', 'We get x = 2 and y = 3 here.', 'We get x = 3 and y = 2 here.', true],
    ['in a sign of a formula', 'We use \\(a^2 + b^2\\) for this.', 'We use \\(a^2 - b^2\\) for this.', true],
    [
      'not in the number of a list item',
      '1. We find the radius of it.',
      '2. We find the radius of it.',
      false,
    ],
    ['not in the number of a heading', '### Step 3: Find the radius', '### Step 5: Find the radius', false],
    ['not where one goes on', 'So \\(r = \\sqrt{9}\\) here.', 'So \\(r = \\sqrt{9} = 3\\) here.', false],
    ['not in the order of a sum', '\\[ x + 90 + 95 + 2x = 360 \\]', '\\[ x + 2x + 95 + 90 = 360 \\]', false],
    ['not in words', 'So we take the larger root of it.', 'So we take the smaller root of it.', false],
    [
      'not in notation',
      'It is \\(\\frac{1}{2} \\cdot 4\\) then.',
      'It is $\\dfrac12 \\times 4$ then.',
      false,
    ],
    [
      'not where a letter is another one throughout',
      'Sum over \\(k = 1\\) to 9.',
      'Sum over \\(n = 1\\) to 9.',
      false,
    ],
  ])('%s', (_, left, right, wanted) => {
    const [line = ''] = shown(left, right);
    expect(line).toMatch(/^changed/);
    expect(line.includes('disagrees')).toBe(wanted);
  });
});

describe('tokens', () => {
  const keys = (text: string): string =>
    tokensOf(text)
      .flatMap(({ key }) => (key === '' ? [] : [key]))
      .join(' ');

  test.each([
    ['\\dfrac{1}{2}', '/ 1 2'],
    ['\\frac12 34', '/ 1 2 34'],
    ['$1{,}000$ and 1,000 and 1\\,000', '1000 and 1000 and 1000'],
    ['(3,4) and {1,2,3}', '( 3 , 4 ) and 1 , 2 , 3'],
    ['x² and x_1', 'x 2 and x 1'],
    ['Ｆｕｌｌ １２', 'full 12'],
    ['**Bold** `code`', 'bold code'],
    ['1. one\n2) two\n3.5 three', '#1 . one #2 ) two 3.5 three'],
  ])('%s', (text, wanted) => {
    expect(keys(text)).toBe(wanted);
  });

  test('tokens are in order, never touch white space, and never overlap', () => {
    const text = 'a\ud800 b\udc00\u0301 \\\\ \\ é e\u0301\u0302 1.5.2 1,,2 \0 👨‍👩‍👧 \u200d \ufeff x';
    let at = 0;
    for (const { start, end } of tokensOf(text)) {
      expect(start).toBeGreaterThanOrEqual(at);
      expect(text.slice(start, end)).toMatch(/^\S+$/);
      at = end;
    }
    expect(at).toBe(text.length);
  });
});

test('a word alone between two changes is one with them, wherever its step stands', () => {
  const rest = 'house stands here by the lake';
  const [left, right] = [`tall ${rest}`, `very tall new ${rest}`];
  const [, alone] = /→ (.*)$/.exec(shown(left, right)[0] ?? '') ?? [];
  const between = (step: string): string => `We read it first.\n\n${step}\n\nThat is all of it.`;
  expect(alone).toBeDefined();
  expect(shown(between(left), between(right))[1]).toContain(`→ ${alone}`);
});
