import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../bench/support/sampleText.ts';
import { compared } from './texts.ts';

const chance = chanceFrom(12);
const fenced = (code: string): string => `\`\`\`\n${code}\n\`\`\``;
const table = (rows: number, row: string): string =>
  ['| a | b |', '|---|---|', ...Array.from({ length: rows }, () => `| ${row} |`)].join('\n');
const rowsOf = (many: number, row: (at: number) => string): string =>
  fenced(Array.from({ length: many }, (_, at) => row(at)).join('\n'));
const digit = (): number => Math.floor(chance() * 10);
const digits = Array.from({ length: 8_000 }, () => [digit(), digit(), digit(), digit()]);
const words = Array.from({ length: 60_000 }, () => `w${Math.floor(900 * chance() ** 2)}`);

/** With how much of the text may be marked. */
describe('a step of any size is looked at word by word', () => {
  test.each<[string, string, string, number]>([
    [
      '8,000 rows that are the same',
      rowsOf(8_000, () => 'x = x + 1'),
      rowsOf(8_000, () => 'x = x + 2'),
      0.101,
    ],
    [
      '8,000 rows of four digits, of which one is another in most',
      rowsOf(8_000, (at) => (digits[at] ?? []).join(' ')),
      rowsOf(8_000, (at) => (digits[at] ?? []).with(1, digit()).join(' ')),
      0.26,
    ],
    ['40,000 rows of a table', table(40_000, 'yes | 1'), table(40_000, 'yes | 2'), 0.084],
    [
      'one line of 60,000 words, a third of them others',
      fenced(words.join(' ')),
      fenced(
        words.map((word, at) => (at % 3 === 0 ? `w${Math.floor(900 * chance() ** 2)}` : word)).join(' '),
      ),
      0.4,
    ],
    [
      'words in another order throughout',
      fenced('a b c d '.repeat(20_000)),
      fenced('a c b d '.repeat(20_000)),
      0.38,
    ],
    ['1 MB of them', fenced('a b c d '.repeat(125_000)), fenced('a c b d '.repeat(125_000)), 0.38],
  ])('%s', (_, left, right, most) => {
    const from = process.cpuUsage();
    const { entries, coarse } = compared(left, right);
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1000).toBeLessThan(5_000);
    expect([coarse, entries.map(({ kind }) => kind)]).toEqual([false, ['changed']]);
    const edits = entries[0]?.edits ?? { left: [], right: [] };
    const rest = (text: string, side: 'left' | 'right'): string => {
      let [at, kept] = [0, ''];
      for (const [start, end] of edits[side]) [at, kept] = [end, kept + text.slice(at, start)];
      return (kept + text.slice(at)).replaceAll(/\s+/g, '');
    };
    const [kept, keptToo] = [rest(left, 'left'), rest(right, 'right')];
    expect(kept === keptToo).toBe(true);
    const marked = (side: 'left' | 'right'): number =>
      edits[side].reduce((sum, [start, end]) => sum + end - start, 0);
    expect(marked('left') / left.length).toBeGreaterThan(0);
    expect(marked('left') / left.length).toBeLessThan(most);
    expect(marked('right') / right.length).toBeLessThan(most);
    // The other way round it is the same.
    expect(compared(right, left).entries[0]?.edits?.left).toEqual(edits.right);
  });
});
