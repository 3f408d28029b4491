import { expect, test } from 'vitest';
import {
  byteRate,
  cellVerdict,
  flipOf,
  fullRate,
  mostCounted,
  noRate,
  rateByte,
} from '../../../src/core/results/matrix.ts';
import { columnOrder } from '../../../src/core/results/matrixColumns.ts';
import { MatrixTable } from '../../../src/core/results/matrixTable.ts';
import { matrixColumn, matrixData, matrixItem } from './matrixData.ts';

test('only what is wholly right or wholly wrong is a byte that says so', () => {
  expect([0, 1, null, Number.NaN].map(rateByte)).toEqual([0, fullRate, noRate, noRate]);
  expect([1e-9, 0.0001, 0.9999, 1 - 1e-9].map((rate) => cellVerdict(rateByte(rate)))).toEqual(
    Array(4).fill('partly'),
  );
  expect([0, fullRate, noRate].map(byteRate)).toEqual([0, 1, null]);
});

test('a byte tells how many of a cell’s samples are right, exactly up to the number that is named', () => {
  for (let n = 1; n <= mostCounted; n += 1) {
    for (let right = 0; right <= n; right += 1) {
      const rate = byteRate(rateByte(right / n));
      if (Math.round((rate ?? -1) * n) !== right) throw new Error(`${right} of ${n} became ${rate}`);
    }
  }
});

test('a flip is between all right and all wrong, and where both are known', () => {
  expect(flipOf(0, fullRate)).toBe('learned');
  expect(flipOf(fullRate, 0)).toBe('forgotten');
  for (const [base, tuned] of [
    [0, 0],
    [fullRate, 1],
    [noRate, fullRate],
    [fullRate, noRate],
    [noRate, 0],
  ] as const)
    expect(flipOf(base, tuned)).toBeNull();
});

test('truncated samples count as wrong, samples without a score only where there is no other', () => {
  const data = matrixData(
    [matrixColumn('a')],
    [matrixItem('1'), matrixItem('2'), matrixItem('3'), matrixItem('4')],
    [[[1, 'cut']], [['none', 1]], [['none']], [[]]],
  );
  const table = new MatrixTable(data);
  const cells = [0, 1, 2, 3].map((item) => table.cell(item, 0));
  expect(cells.map(({ verdict, samples, truncated }) => [verdict, samples, truncated])).toEqual([
    ['partly', 2, 1],
    ['right', 1, 0],
    ['none', 1, 0],
    ['none', 0, 0],
  ]);
  expect(table.columnFigures(Int32Array.of(0, 1, 2, 3))).toEqual([{ mean: 0.75, n: 2, truncated: 0.25 }]);
  expect(table.columnFigures(Int32Array.of(3))).toEqual([{ mean: null, n: 0, truncated: null }]);
});

test('a base comes before the models tuned from it, those of other families after them', () => {
  const labels = (columns: Parameters<typeof columnOrder>[0]): string =>
    columnOrder(columns)
      .map((at) => columns[at]?.key)
      .join(' ');
  const columns = [
    matrixColumn('alone'),
    matrixColumn('rl', { role: 'tuned', base: 'base' }),
    matrixColumn('lost', { role: 'tuned', base: 'not here' }),
    matrixColumn('base-2', { role: 'base' }),
    matrixColumn('base', { role: 'base' }),
    matrixColumn('sft', { role: 'tuned', base: 'base' }),
    matrixColumn('rl-more', { role: 'tuned', base: 'rl' }),
  ];
  expect(labels(columns)).toBe('base-2 base rl rl-more sft alone lost');
  // Wrong settings: nothing is lost, and it ends.
  expect(
    labels([
      matrixColumn('a', { base: 'b' }),
      matrixColumn('b', { base: 'a' }),
      matrixColumn('c', { base: 'c' }),
    ]),
  ).toBe('c a b');
});

test('cells are read by the order of the columns shown', () => {
  const columns = [
    matrixColumn('rl', { role: 'tuned', base: 'base' }),
    matrixColumn('base', { role: 'base' }),
  ];
  const table = new MatrixTable(matrixData(columns, [matrixItem('1')], [[[1, 1], [0]]]));
  expect(table.columns.map(({ key }) => key)).toEqual(['base', 'rl']);
  expect(table.cell(0, 0)).toEqual({ byte: 0, verdict: 'wrong', samples: 1, truncated: 0, flip: null });
  expect(table.cell(0, 1)).toEqual({
    byte: fullRate,
    verdict: 'right',
    samples: 2,
    truncated: 0,
    flip: 'learned',
  });
});
