import { expect, test } from 'vitest';
import { matrixFields } from '../../../src/core/results/matrixFields.ts';
import {
  isFiltering,
  matrixShows,
  matrixSorts,
  shownItems,
  wholeMatrix,
  type MatrixQuery,
} from '../../../src/core/results/matrixQuery.ts';
import { MatrixTable } from '../../../src/core/results/matrixTable.ts';
import { largeMatrix, matrixColumn, matrixData, matrixItem } from './matrixData.ts';

const columns = [
  matrixColumn('base', { role: 'base' }),
  matrixColumn('rl', { role: 'tuned', base: 'base' }),
  matrixColumn('sft', { role: 'tuned', base: 'base' }),
];
const items = [
  matrixItem('right', { question: 'How many litres remain?', fields: { subject: 'Tanks', level: '2' } }),
  matrixItem('wrong', { question: 'How many wells?', fields: { subject: 'Wells', level: '10' } }),
  matrixItem('sft forgot', { question: 'Which tank?', fields: { subject: 'Tanks', level: '2' } }),
  matrixItem('rl learned', { question: 'Which WELL is deep?', fields: { subject: 'Wells' } }),
  matrixItem('half', { fields: { subject: 'Tanks', level: '10' } }),
  matrixItem('nothing'),
];
const table = new MatrixTable(
  matrixData(columns, items, [
    [[1], [1], [1]],
    [[0], ['cut'], [0]],
    [[1], [1], [0]],
    [[0], [1], []],
    [
      [1, 0],
      [1, 0, 0],
      [1, 1, 0],
    ],
    [[], ['none'], []],
  ]),
);

function shown(query: Partial<MatrixQuery>): string[] {
  return [...shownItems(table, { ...wholeMatrix, ...query })].map((item) => items[item]?.id ?? '?');
}

test('each filter shows the items that it names, and no item without a score', () => {
  const found = Object.fromEntries(matrixShows.map((show) => [show, shown({ show })]));
  expect(found).toEqual({
    all: ['right', 'wrong', 'sft forgot', 'rl learned', 'half', 'nothing'],
    forgotten: ['sft forgot'],
    learned: ['rl learned'],
    'all-wrong': ['wrong'],
    'all-right': ['right'],
    disagree: ['sft forgot', 'rl learned'],
    truncated: ['wrong'],
  });
});

test('flips are those of the chosen model, of any where none is chosen or it has gone', () => {
  expect(shown({ show: 'forgotten', model: 'rl' })).toEqual([]);
  expect(shown({ show: 'forgotten', model: 'sft' })).toEqual(['sft forgot']);
  expect(shown({ show: 'forgotten', model: 'gone' })).toEqual(['sft forgot']);
  expect(shown({ show: 'forgotten', model: 'base' })).toEqual(['sft forgot']);
});

test('items of equal rank keep their order, and what has no figure comes last', () => {
  const found = Object.fromEntries(matrixSorts.map((sort) => [sort, shown({ sort }).join(', ')]));
  expect(found).toEqual({
    file: 'right, wrong, sft forgot, rl learned, half, nothing',
    disagreement: 'rl learned, sft forgot, half, right, wrong, nothing',
    hardest: 'wrong, rl learned, half, sft forgot, right, nothing',
    easiest: 'right, sft forgot, rl learned, half, wrong, nothing',
    forgotten: 'sft forgot, right, wrong, half, rl learned, nothing',
    learned: 'rl learned, right, wrong, half, sft forgot, nothing',
  });
  expect(shown({ sort: 'forgotten', model: 'rl' })).toEqual([
    'half',
    'right',
    'wrong',
    'sft forgot',
    'rl learned',
    'nothing',
  ]);
});

test('fields and words narrow together', () => {
  expect(shown({ fields: { subject: 'Tanks', level: '2' } })).toEqual(['right', 'sft forgot']);
  expect(shown({ fields: { subject: 'Tanks' }, show: 'forgotten' })).toEqual(['sft forgot']);
  expect(shown({ fields: { constructor: 'Tanks' } })).toEqual([]);
  expect(shown({ text: '  deep Well ' })).toEqual(['rl learned']);
  expect(shown({ text: 'forgot' })).toEqual(['sft forgot']);
  expect(isFiltering({ ...wholeMatrix, text: ' ', sort: 'hardest' })).toBe(false);
  expect(isFiltering({ ...wholeMatrix, fields: { level: '2' } })).toBe(true);
});

test('items can be chosen by fields that tell them apart', () => {
  const named = (id: number, more: Record<string, string>) =>
    matrixItem(String(id), { fields: { source: 'all the same', unique: `${id}`, ...more } });
  const of = [
    named(1, { level: 'Level 10' }),
    named(2, { level: 'Level 2' }),
    named(3, { level: 'Level 10', __proto__x: 'a' }),
    named(4, {}),
  ];
  expect(matrixFields(of)).toEqual([
    {
      name: 'level',
      values: [
        { value: 'Level 2', items: 1 },
        { value: 'Level 10', items: 2 },
      ],
    },
  ]);
});

test('15,000 items of 40 models can be sorted and filtered in every way', () => {
  const large = new MatrixTable(largeMatrix(15_000, 40));
  for (const sort of matrixSorts) {
    for (const show of matrixShows) {
      const found = shownItems(large, { ...wholeMatrix, sort, show, text: 'litres' });
      expect(found.length, `${sort} ${show}`).toBeGreaterThan(0);
      expect(new Set(found).size, `${sort} ${show}`).toBe(found.length);
    }
  }
});
