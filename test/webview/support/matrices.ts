import type { MatrixData } from '../../../src/core/results/matrix.ts';
import { matrixColumn, matrixData, matrixItem } from '../../unit/results/matrixData.ts';

/** One cell of every kind there is to look at, for the tests of the matrix. */
export function everyCell(change: Partial<MatrixData> = {}): MatrixData {
  const columns = [
    matrixColumn('rl', {
      label: 'reasoner-rl-7B',
      model: 'org/Reasoner-RL-7B',
      role: 'tuned',
      base: 'base',
      score: { value: 0.625, n: 4, truncated: 0.1 },
    }),
    matrixColumn('base', {
      label: 'reasoner-7B',
      model: 'org/Reasoner-7B',
      role: 'base',
      score: { value: 0.5, n: 4, truncated: null },
    }),
    matrixColumn('sft', { label: 'reasoner-sft-7B', role: 'tuned', base: 'base' }),
  ];
  const items = [
    matrixItem('litres', {
      question: 'A tank holds 84 litres. Half of it is let out. How many litres remain?',
      fields: { subject: 'Tanks', level: 'Level 2' },
    }),
    matrixItem('wells', { question: 'How many wells?', fields: { subject: 'Wells', level: 'Level 10' } }),
    matrixItem('cans', { question: 'How many cans?', fields: { subject: 'Tanks', level: 'Level 10' } }),
    matrixItem('drops', { gold: null, fields: { subject: 'Tanks', level: 'Level 2' } }),
  ];
  const cells = [
    [[1, 1, 1, 'cut'], [0], [1]],
    [[1], [0], ['cut']],
    [[0], [1], ['none', 'none']],
    [[1], [1], []],
  ] as const;
  const benchmarks = [
    { name: 'Tanks', items: 4, partial: false },
    { name: 'Wells & more', items: 1_200, partial: true },
  ];
  return { ...matrixData(columns, items, cells, benchmarks), ...change };
}
