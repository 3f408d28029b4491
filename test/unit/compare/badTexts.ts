import { chanceFrom } from '../../../bench/support/sampleText.ts';

const chance = chanceFrom(8);
export const letters = (many: number): string =>
  Array.from({ length: many }, () => String.fromCharCode(97 + Math.floor(chance() * 26))).join('');
export const lines = (many: number, line: (at: number) => string): string =>
  Array.from({ length: many }, (_, at) => line(at)).join('\n\n');
const few = ['a b c', 'b c d', 'c d e', 'd e f', 'a c e'];
export const some = (): string => few[Math.floor(chance() * few.length)] ?? '';
export const fenced = (code: string): string => `\`\`\`\n${code}\n\`\`\``;
export const table = (rows: number, row: (at: number) => string): string =>
  ['| a | b |', '|---|---|', ...Array.from({ length: rows }, (_, at) => `| ${row(at)} |`)].join('\n');
const million = letters(1_000_000);

/** Long texts that no model should write, each two by what they are. */
export const badTexts: readonly (readonly [name: string, left: string, right: string])[] = [
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
  [
    'one formula of 80,000 relations behind words',
    fenced(`now the whole result follows here ${'x = x + 1 '.repeat(80_000)}`),
    fenced(`now the entire result follows here ${'x = x + 1 '.repeat(80_000)}`),
  ],
  [
    '10,000 steps, each with another box',
    lines(
      10_000,
      (at) => `Part ${at} of the sheet gives \\boxed{\\frac{${at}x+1}{${at + 3}y}+\\sqrt{${at}}}`,
    ),
    lines(
      10_000,
      (at) => `Part ${at} of the sheet gives \\boxed{\\frac{${at}x+2}{${at + 3}y}+\\sqrt{${at + 1}}}`,
    ),
  ],
  ['apostrophes', "a'".repeat(500_000), "a'b".repeat(300_000)],
];
