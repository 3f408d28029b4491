import { expect, test } from 'vitest';
import { matrixOf } from '../../../../src/core/results/index/matrixOf.ts';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { fullRate, noRate } from '../../../../src/core/results/matrix.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { lmEvalFiles } from '../support/lmEvalFiles.ts';
import { folderWith, under } from './folder.ts';

test('models are columns, items rows, bases known, and displaced runs left out', async () => {
  const folder = folderWith({
    ...under('base', lmEvalFiles({ model: 'org/Small-1B', scores: [1, 0, 0] })),
    ...under('tuned', lmEvalFiles({ model: 'tuned', scores: [0, 1] })),
    ...under(
      'tuned',
      lmEvalFiles({ model: 'tuned', scores: [1], limit: 1, timestamp: '2026-02-01T00-00-00.1' }),
    ),
    ...under('other', lmEvalFiles({ model: 'tuned', task: 'gsm8k', scores: [1] })),
    'scores.csv': 'model,MATH-500,CoQA\ntabled,61,70\n',
  });
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const { data, groups } = matrixOf(index, 'MATH-500', [{ model: 'tuned', base: 'Small-1B' }]);
  expect(data.benchmarks.map(({ name, items, partial }) => [name, items, partial])).toEqual([
    ['GSM8K', 1, false],
    ['MATH-500', 3, false],
  ]);
  const [base, tuned] = data.columns;
  expect(data.columns.map(({ label, role, score }) => [label, role, score?.n])).toEqual([
    ['Small-1B', 'base', 3],
    ['tuned', 'tuned', 2],
  ]);
  expect(tuned?.base).toBe(base?.key);
  expect(data.items.map(({ id, fields }) => [id, fields.subject])).toEqual([
    ['test/invented/0.json', 'Algebra'],
    ['test/invented/1.json', 'Geometry'],
    ['test/invented/2.json', 'Algebra'],
  ]);
  expect([...data.rates]).toEqual([fullRate, 0, 0, fullRate, 0, noRate]);
  expect([...data.samples]).toEqual([1, 1, 1, 1, 1, 0]);
  expect(index.item(groups[1] ?? -1)?.published?.id).toBe('test/invented/1.json');
  expect(data.columns.every(({ truncationUnknown }) => truncationUnknown === true)).toBe(true);
});

test('over all benchmarks there is no one score', async () => {
  const folder = folderWith({
    ...under('a', lmEvalFiles({ model: 'm', scores: [1, 0] })),
    ...under('b', lmEvalFiles({ model: 'm', task: 'gsm8k', scores: [1] })),
  });
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const { data } = matrixOf(index, null, []);
  expect([data.items.length, data.columns.map(({ score }) => score)]).toEqual([3, [null]]);
});
