import { describe, expect, test } from 'vitest';

import { plain, painted } from '../../../src/cli/diffStyled.ts';
import { displayWidth, filled, wrapped } from '../../../src/cli/diffWrap.ts';

const lines = (text: string, width: number): string[] => wrapped([{ text, style: null }], width).map(plain);

describe('columns on a terminal', () => {
  test.each([
    ['abc', 3],
    ['漢字', 4],
    ['ｆｕｌｌ', 8],
    ['한글', 4],
    ['e\u0301\u0323x', 2],
    ['👍🏽', 2],
    ['⚠️', 2],
    ['🇩🇪', 2],
    ['√x²·⟨⟩', 6],
    ['שלום', 4],
    ['', 0],
  ])('%s takes %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    const cell = filled([{ text, style: null }], 10);
    expect(displayWidth(plain(cell))).toBe(10);
  });
});

describe('lines', () => {
  test('are broken at blanks, which are left out there', () => {
    expect(lines('one two three', 8)).toEqual(['one two', 'three']);
    expect(lines('one two three', 7)).toEqual(['one two', 'three']);
    expect(lines('one two  three', 3)).toEqual(['one', 'two', ' th', 'ree']);
  });

  test('are not broken before a sign of percent, which stays with its number', () => {
    expect(lines('all of 100 % of it', 10)).toEqual(['all of', '100 % of', 'it']);
    expect(lines('it is 100 %', 9)).toEqual(['it is', '100 %']);
  });

  test('keep the indentation of what they go on from', () => {
    expect(lines('    if a and b and c:', 14)).toEqual(['    if a and b', '    and c:']);
  });

  test('a word that is too long is cut between letters, never within one', () => {
    expect(lines('漢字漢字', 3)).toEqual(['漢', '字', '漢', '字']);
    expect(lines('漢', 1)).toEqual(['漢']);
    expect(lines('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
  });

  test('an empty one stays', () => {
    expect(lines('', 5)).toEqual(['']);
  });

  test('none is wider than it may be, and no letter is lost', () => {
    const text = 'Let 漢字 x = \\frac{12345678901234567890}{2} 👍🏽👍🏽👍🏽  then e\u0301 stop';
    for (let width = 2; width < 40; width += 1) {
      const all = lines(text, width);
      for (const line of all) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(all.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});

test('the text of a coloured line is made harmless, its colours stay', () => {
  const line = [
    { text: 'a\u001b[2J', style: 'left' as const },
    { text: 'b', style: null },
  ];
  expect(painted(line, (text) => text.replaceAll('\u001b', '?'))).toBe('\u001b[31ma?[2J\u001b[0mb');
});
