import { expect, test } from 'vitest';
import { matrixOf } from '../../../../src/core/results/index/matrixOf.ts';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { fullRate } from '../../../../src/core/results/matrix.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { lmEvalFiles } from '../support/lmEvalFiles.ts';
import { folderWith, under } from './folder.ts';

test('tasks that ask the same items have columns of their own, and bases of their own task', async () => {
  const run = (model: string, task: string, score: number): Record<string, string> =>
    under(`${model}/${task}`, lmEvalFiles({ model, task, scores: [score] }));
  const folder = folderWith({
    ...run('tuned', 'hendrycks_math500', 1),
    ...run('tuned', 'minerva_math500', 0),
    ...run('base', 'hendrycks_math500', 0),
    ...run('base', 'minerva_math500', 1),
  });
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const { data } = matrixOf(index, 'MATH-500', [{ model: 'tuned', base: 'base' }]);
  expect(data.columns.map(({ label }) => label)).toEqual([
    'base · hendrycks_math500|0',
    'base · minerva_math500|0',
    'tuned · hendrycks_math500|0',
    'tuned · minerva_math500|0',
  ]);
  expect([...data.rates]).toEqual([0, fullRate, fullRate, 0]);
  expect([...data.samples]).toEqual([1, 1, 1, 1]);
  const [base, otherBase, tuned, otherTuned] = data.columns;
  expect([tuned?.base, otherTuned?.base]).toEqual([base?.key, otherBase?.key]);
});
