import { expect, test } from 'vitest';
import { tallyOf, tallyText } from '../../../src/host/benchmarkTally.ts';
import { row } from './rows.ts';

test('what is saved of a file in one line, base first', () => {
  const base = { role: 'base' } as const;
  const tuned = { role: 'tuned' } as const;
  const tally = tallyOf([
    [row('tuned', 'right', tuned)],
    [row('base', 'right', base), row('tuned', 'right', tuned)],
    [row('base', 'wrong', base), row('tuned', 'right', tuned), row('tuned', 'wrong', { leading: false })],
    [row('base', ['right', 'wrong'], base)],
    [],
  ]);
  expect(tallyText(12, tally)).toBe('4/12 evaluated · base 1.5/3, tuned 3/3');
});

test('what does not count is in no rate', () => {
  expect(tallyText(2, tallyOf([[row('a', 'none')]]))).toBe('1/2 evaluated');
  expect(tallyText(1, tallyOf([[]]))).toBe('1 item');
  expect(tallyText(25_000, null)).toBe('25,000 items');
});

test('many labels are counted', () => {
  const rows = Array.from({ length: 6 }, (_, i) => row(`m${i}`, 'right'));
  expect(tallyText(1, tallyOf([rows]))).toBe('1/1 evaluated · m0 1/1, m1 1/1, m2 1/1, m3 1/1, +2');
});
