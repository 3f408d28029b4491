import { expect, test } from 'vitest';
import { matrixOf } from '../../../../src/core/results/index/matrixOf.ts';
import { fullestBenchmark, matrixBenchmarks } from '../../../../src/core/results/index/matrixRuns.ts';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { lmEvalFiles } from '../support/lmEvalFiles.ts';
import { folderWith, under } from './folder.ts';

async function indexOf(files: Readonly<Record<string, string>>): Promise<ResultsIndex> {
  return new ResultsIndex((await readFolders([folderWith(files)])).data, noNames);
}

test('models without a column are named, with why', async () => {
  const index = await indexOf({
    ...under('shown', lmEvalFiles({ model: 'shown', scores: [1, 0] })),
    'scores.csv': 'model,MATH-500,CoQA\ntabled,61,70\nshown,50,71\n',
    'Oak-7B_hendrycks_math_500.jsonl': `${JSON.stringify({ input: 'How many legs have 8 tables?', output: '32' })}\n`,
  });
  const [unscored, tabled] = [
    { model: 'Oak-7B', why: 'no-scores' },
    { model: 'tabled', why: 'no-samples' },
  ];
  expect(matrixOf(index, 'MATH-500', []).data.leftOut).toEqual([unscored, tabled]);
  expect(matrixOf(index, 'CoQA', []).data.leftOut.map(({ model }) => model)).toEqual(['shown', 'tabled']);
  expect(matrixOf(index, null, []).data.leftOut).toEqual([unscored, tabled]);
});

test('the first benchmark is the one that most models were asked, then the one with most items', async () => {
  const index = await indexOf({
    ...under('a', lmEvalFiles({ model: 'a', task: 'gsm8k', scores: [1] })),
    ...under('b', lmEvalFiles({ model: 'b', task: 'gsm8k', scores: [1] })),
    ...under('c', lmEvalFiles({ model: 'c', scores: [1, 0, 1] })),
    'scores.csv': 'model,MATH-500\nd,61\ne,62\nf,63\n',
  });
  const benchmarks = matrixBenchmarks(index);
  expect(benchmarks.map(({ name, items }) => [name, items])).toEqual([
    ['GSM8K', 1],
    ['MATH-500', 3],
  ]);
  expect(fullestBenchmark(index, benchmarks)?.name).toBe('GSM8K');
  expect(fullestBenchmark(index, benchmarks.slice(1))?.name).toBe('MATH-500');
  expect(fullestBenchmark(index, [])).toBeUndefined();
});
