import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../bench/support/sampleText.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { compared, shown, stepped } from './texts.ts';

const chance = chanceFrom(8);
const letters = (many: number): string =>
  Array.from({ length: many }, () => String.fromCharCode(97 + Math.floor(chance() * 26))).join('');
const lines = (many: number, line: (at: number) => string): string =>
  Array.from({ length: many }, (_, at) => line(at)).join('\n\n');
const few = ['a b c', 'b c d', 'c d e', 'd e f', 'a c e'];
const some = (): string => few[Math.floor(chance() * few.length)] ?? '';
const fenced = (code: string): string => `\`\`\`\n${code}\n\`\`\``;
const table = (rows: number, row: (at: number) => string): string =>
  ['| a | b |', '|---|---|', ...Array.from({ length: rows }, (_, at) => `| ${row(at)} |`)].join('\n');
const million = letters(1_000_000);

/** Never so slow: the limit is 5 s, on a busy machine too. */
const limitMs = 5_000;

describe('never slow, and each step in one entry', () => {
  test.each<[string, string, string]>([
    ['one step of 1 MB without a space, and another', million, letters(1_000_000)],
    [
      'one step of 1 MB without a space, a letter more',
      million,
      `${million.slice(0, 5e5)}X${million.slice(5e5)}`,
    ],
    ['1 MB of digits and commas', '1,'.repeat(5e5), `${'1,'.repeat(5e5 - 1)}2,`],
    ['1 MB of code without a space', `\`\`\`\n${million}\n\`\`\``, `\`\`\`\n${letters(1_000_000)}\n\`\`\``],
    [
      '1 MB of code with words',
      `\`\`\`\n${'a b c d '.repeat(125_000)}\n\`\`\``,
      `\`\`\`\n${'a c b d '.repeat(125_000)}\n\`\`\``,
    ],
    ['1 MB of a formula', `\\[${'x^2+'.repeat(250_000)}\\]`, `\\[${'y^2+'.repeat(250_000)}\\]`],
    [
      'a line 20,000 times, and 19,000 times',
      lines(20_000, () => 'The same.'),
      lines(19_000, () => 'The same.'),
    ],
    [
      'a line 20,000 times, and another',
      lines(20_000, () => 'The same line.'),
      lines(20_000, () => 'The other line.'),
    ],
    [
      'a line 20,000 times, and every second time',
      lines(20_000, () => 'Again.'),
      lines(20_000, (at) => (at % 2 ? 'Again.' : 'Or not.')),
    ],
    ['20,000 lines of five kinds', lines(20_000, some), lines(20_000, some)],
    [
      '20,000 lines of a loop that counts',
      lines(20_000, (at) => `Check n = ${at}.`),
      lines(20_000, (at) => `Check n = ${at + 7}.`),
    ],
    ['combining marks', `a${'\u0301'.repeat(500_000)}`, `a${'\u0300'.repeat(500_000)}`],
    ['lone surrogates', '\ud800'.repeat(100_000), '\udc00'.repeat(100_000)],
    ['joined emoji', '👩\u200d'.repeat(100_000), '👨\u200d'.repeat(100_000)],
    ['NUL characters', '\0'.repeat(500_000), `${'\0'.repeat(499_999)}x`],
    ['right-to-left text', 'שלום עולם '.repeat(50_000), 'עולם שלום '.repeat(50_000)],
    ['Chinese', '所以答案是'.repeat(100_000), '答案是所以'.repeat(100_000)],
    ['backslashes', '\\'.repeat(500_000), '\\'.repeat(499_999)],
    ['dashes', '-'.repeat(1_000_000), '- '.repeat(500_000)],
    [
      'code with 40,000 formulas and changes',
      fenced(lines(40_000, (at) => `$a${at}$ ${at % 2 ? 'cat' : 'dog'}`).replaceAll('\n\n', ' ')),
      fenced(lines(40_000, (at) => `$a${at}$ ${at % 2 ? 'dog' : 'cat'}`).replaceAll('\n\n', ' ')),
    ],
    [
      'a table of 16,000 formulas and changes',
      table(16_000, (at) => `$a_{${at}}$ q${at} | ${at % 2 ? 'cat' : 'dog'}`),
      table(16_000, (at) => `$a_{${at}}$ q${at} | ${at % 2 ? 'dog' : 'cat'}`),
    ],
    [
      'a table of 40,000 rows that all differ in the same way',
      table(40_000, () => 'yes | 1'),
      table(40_000, () => 'yes | 2'),
    ],
    ['apostrophes', "a'".repeat(500_000), "a'b".repeat(300_000)],
  ])('%s', (_, left, right) => {
    const start = performance.now();
    const [a, b] = [stepped(left), stepped(right)];
    const { entries } = compareTexts(a, b);
    expect(performance.now() - start).toBeLessThan(limitMs);
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
