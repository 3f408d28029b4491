import { expect, test } from 'vitest';

import { outcome, outcomeText } from '../../../bench/support/outcome.ts';

const rows = [
  { name: 'bare', value: 10, unit: 'ms' },
  { name: 'ours', value: 15, unit: 'ms' },
];
const target = { row: 'ours', under: 20 };

test('a benchmark gives name, rows, target and whether it was met, in JSON and in text', () => {
  const met = outcome('reading', rows, target);
  expect(JSON.parse(outcomeText(met, true))).toEqual({ name: 'reading', rows, target, met: true });
  expect(outcomeText(met, false).split('\n')).toEqual([
    'reading',
    '',
    'bare       10.00 ms',
    'ours       15.00 ms  ← target: under 20, met',
  ]);
});

test('a target is missed at its limit, by what else it asks for, and where nothing was measured', () => {
  const metWith = (value: number, also?: boolean): boolean =>
    outcome('reading', [{ name: 'ours', value, unit: 'ms' }], target, also).met;
  expect([metWith(20), metWith(15, false), metWith(Number.NaN)]).toEqual([false, false, false]);
  expect(() => outcome('reading', [], target)).toThrow('no row "ours"');
});
