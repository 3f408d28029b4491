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
    'base · hendrycks_math500',
    'base · minerva_math500',
    'tuned · hendrycks_math500',
    'tuned · minerva_math500',
  ]);
  expect([...data.rates]).toEqual([0, fullRate, fullRate, 0]);
  expect([...data.samples]).toEqual([1, 1, 1, 1]);
  const [base, otherBase, tuned, otherTuned] = data.columns;
  expect([tuned?.base, otherTuned?.base]).toEqual([base?.key, otherBase?.key]);
});

test('numbers of shots are named where only they tell columns apart', async () => {
  const files = (shots: number) => {
    const all = lmEvalFiles({ model: 'm', scores: [1], timestamp: `2026-01-0${shots + 1}T03-04-05.6` });
    return Object.fromEntries(
      Object.entries(all).map(([name, text]) => [
        name,
        text.replace(/("n-shot":\s*\{\s*"hendrycks_math500":\s*)0/, `$1${shots}`),
      ]),
    );
  };
  const folder = folderWith({
    ...under('zero', files(0)),
    ...under('five', files(5)),
    ...under('other', lmEvalFiles({ model: 'm', task: 'minerva_math500', scores: [0] })),
  });
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  expect(matrixOf(index, 'MATH-500', []).data.columns.map(({ label }) => label)).toEqual([
    'm · hendrycks_math500|0',
    'm · hendrycks_math500|5',
    'm · minerva_math500',
  ]);
});
