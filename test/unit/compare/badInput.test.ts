import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { badTexts, fenced, letters, lines, some, table } from './badTexts.ts';
import { compared, shown, stepped } from './texts.ts';

/** How long they take: `npm run bench -- compare`. */
describe('each step of bad texts is in one entry', () => {
  test.each(badTexts)('%s', (_, left, right) => {
    const [a, b] = [stepped(left), stepped(right)];
    const { entries } = compareTexts(a, b);
    const steps = (side: 'left' | 'right'): number[] =>
      entries.flatMap((entry) => entry[side] ?? []).sort((x, y) => x - y);
    expect(steps('left')).toEqual([...a.steps.keys()]);
    expect(steps('right')).toEqual([...b.steps.keys()]);
  });
});

test('as few lines more, of 20,000 that are the same, as there are', () => {
  const { entries, coarse } = compared(
    lines(20_000, () => 'The same.'),
    lines(19_000, () => 'The same.'),
  );
  expect(entries.filter(({ kind }) => kind === 'same')).toHaveLength(19_000);
  expect(coarse).toBe(false);
});

test('texts that are too repetitive are compared coarsely, and that is said', () => {
  expect(compared(lines(20_000, some), lines(20_000, some)).coarse).toBe(true);
});

describe('a long step of which every line differs is looked at word by word', () => {
  test.each([
    ['a table', table(1_100, () => 'yes | 1'), table(1_100, () => 'yes | 2')],
    ['code', fenced('x = x + 1\n'.repeat(1_100)), fenced('x = x + 2\n'.repeat(1_100))],
    ['a long table', table(4_000, () => 'yes | 1'), table(4_000, () => 'yes | 2')],
  ])('%s', (_, left, right) => {
    const { entries, coarse } = compared(left, right);
    const lineCount = left.split('\n').filter((line) => line.includes('1')).length;
    expect([coarse, entries.length, entries[0]?.kind, entries[0]?.disagrees]).toEqual([
      false,
      1,
      'changed',
      true,
    ]);
    const words = (text: string, side: 'left' | 'right'): string[] =>
      (entries[0]?.edits?.[side] ?? []).map((range) => text.slice(...range));
    expect(words(left, 'left')).toEqual(Array.from({ length: lineCount }, () => '1'));
    expect(words(right, 'right')).toEqual(Array.from({ length: lineCount }, () => '2'));
  });
});

test('what changed in two lines beside each other is not one change', () => {
  const rows = (own: string): string =>
    fenced(
      Array.from({ length: 9 }, (_, at) => `print(the value of row ${at})\ny = ${own}\n= ${own}`).join('\n'),
    );
  const [entry] = compared(rows('71'), rows('72')).entries;
  const words = entry?.edits?.left.map((range) => rows('71').slice(...range));
  expect(words).toEqual(Array<string>(18).fill('71'));
});

test.each([
  ['+', '+', false],
  ['+', '-', true],
])('of 2,000 formulas between words that differ one with %s for %s', (own, other, disagrees) => {
  const rows = (sign: string, odd: string, even: string): string =>
    table(2_000, (at) => `$a_{${at}} ${at === 1_500 ? sign : '+'} 5$ in row ${at}. | ${at % 2 ? odd : even}`);
  const [entry] = compared(rows(own, 'cat', 'dog'), rows(other, 'dog', 'cat')).entries;
  expect([entry?.kind, entry?.disagrees]).toEqual(['changed', disagrees]);
});

test('an empty text has no steps', () => {
  expect(compared('', '')).toEqual({ entries: [], similarity: 1, coarse: false });
  expect(shown('', 'One.\n\nTwo.')).toEqual(['right -1', 'right -2']);
  expect(compared('', 'One.').similarity).toBe(0);
  expect(shown('  \n', '\n')).toEqual(['same 1-1']);
  expect(compared('', '\n').similarity).toBe(1);
  expect(compared(' \n\n ', '').similarity).toBe(1);
  expect(compared('', '**').similarity).toBe(0);
});

test('line ends of any kind are white space', () => {
  const text = 'First we add.\n\nThen we\nmultiply.\n\nSo it is 12.';
  expect(shown(text, text.replaceAll('\n', '\r\n'))).toEqual(['same 1-1', 'same 2-2', 'same 3-3']);
  const mixed = text.replace('we\nmultiply', 'we\rmultiply').replace('add.\n\n', 'add.\r\n\n');
  expect(shown(text, mixed)).toEqual(['same 1-1', 'same 2-2', 'same 3-3']);
  expect(shown(text, text.replaceAll('\n', '\r'))).toEqual(['same 1-1', 'same 2-2', 'same 3-3']);
});

test('NUL, lone surrogates and combining marks are compared as what they are', () => {
  expect(shown('The value is \0 in the end.', 'The value is \0 in the end.')).toEqual(['same 1-1']);
  expect(shown('The value is \ud800 in the end.', 'The value is \udc00 in the end.')).toEqual([
    'changed 1-1: [\ud800] → [\udc00]',
  ]);
  const [entry] = compared('Das Café ist heute zu.', 'Das Cafe\u0301 ist heute zu.').entries;
  expect(entry).toMatchObject({ kind: 'changed', similarity: 1, edits: { left: [], right: [] } });
});

test('two samples that are the same, word for word, are the same', () => {
  const text = lines(300, (at) => `Step ${at}: ${letters(40)}`);
  const { entries, similarity } = compared(text, text);
  expect(entries.every(({ kind, moved }) => kind === 'same' && !moved)).toBe(true);
  expect(similarity).toBe(1);
});
