import { expect, test } from 'vitest';

import { noNames } from '../../../src/core/results/resultsNames.ts';
import { transferCsv } from '../../../src/core/transfer/export/transferCsv.ts';
import { transferJsonOf } from '../../../src/core/transfer/export/transferJsonOf.ts';
import { transferLatex } from '../../../src/core/transfer/export/transferLatex.ts';
import { transferMarkdown } from '../../../src/core/transfer/export/transferMarkdown.ts';
import { transferInput } from '../../../src/core/transfer/inputOf.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import { variants, type Transfer } from '../../../src/core/transfer/transfer.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { transferLines } from '../../../src/cli/transferTable.ts';
import { damaged, seeds } from '../results/support/damage.ts';
import { mathRun } from './harnessFiles.ts';
import { indexWith } from './inputShown.ts';

/** Everything in a value that is a number. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** The transfer of these files under each variant; resampled where there are scores of single items. */
async function transfers(files: Readonly<Record<string, string>>): Promise<readonly Transfer[]> {
  const index = await indexWith(files);
  const input = transferInput(index, { names: noNames, set: new Map(), verdicts: 'stored' });
  const resampled = resample(input, resampleSums, { seed: 1, resamples: 50 });
  return variants.map((variant) => transferOf(input, { variant, level: 95, cohort: null }, resampled));
}

async function expectNumbers(files: Readonly<Record<string, string>>): Promise<number> {
  const all = await transfers(files);
  for (const transfer of all) {
    expect(numbersIn(transfer).filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(numbersIn(transferJsonOf(transfer)).filter((value) => !Number.isFinite(value))).toEqual([]);
    const texts = [transferCsv, transferMarkdown, transferLatex].map((write) => write(transfer));
    expect([...texts, ...transferLines(transfer)].join('\n')).not.toMatch(/\bNaN\b|Infinity|\bnull\b/);
    for (const { ti } of transfer.models) {
      for (const { status, value, reason } of [ti.other, ti.non]) {
        expect(status === 'ok' ? value !== null : value === null && reason !== null).toBe(true);
      }
    }
  }
  return all[0]?.models.length ?? 0;
}

const table = `model,base,size,method,AIME24,MATH-500,GPQA-Diamond,HeadQA,CoQA,IFEval
Oak-7B,,,,0,40.5,30,50,10,60
Oak-RL,Oak-7B,7B,RL,3.3,71.2,35,49,11,55.5
Oak-SFT,Oak-7B,7B,SFT,10,60,28,51,2,70
Elm,Oak-RL,,DPO,0,100,100,0,0,100
`;

test('a table whose bytes are damaged gives no number that is none', async () => {
  let models = 0;
  for (const seed of seeds(150)) {
    models += await expectNumbers({ 'scores.csv': Buffer.from(damaged(table, seed)).toString('latin1') });
  }
  expect(models).toBeGreaterThan(100);
});

test.each([
  ['all the same', 'model,base,MATH-500,AIME24,CoQA,HeadQA\na,,50,50,50,50\nb,a,50,50,50,50\n'],
  ['all 0', 'model,base,MATH-500,AIME24,CoQA,HeadQA\na,,0,0,0,0\nb,a,0,0,0,0\n'],
  ['all 100', 'model,base,MATH-500,AIME24,CoQA,HeadQA\na,,100,100,100,100\nb,a,100,100,100,100\n'],
  ['one benchmark', 'model,base,MATH-500\na,,10\nb,a,20\n'],
  ['no math', 'model,base,CoQA,IFEval\na,,10,20\nb,a,20,20\n'],
  ['scores that are none', 'model,base,MATH-500,AIME24,CoQA\na,,NaN,120,1e999\nb,a,Infinity,-5,nan\n'],
  ['no tuned model', 'model,MATH-500\na,10\nb,20\n'],
  ['nothing', 'model,base,MATH-500\n'],
])('%s: no number that is none', async (_, text) => {
  await expectNumbers({ 'scores.csv': text });
});

test('scores over 100 and NaN are named, and the other models are unharmed', async () => {
  const text = 'model,base,MATH-500,AIME24,CoQA\na,,40,10,5\nb,a,120,NaN,6\nc,a,50,20,7\n';
  const index = await indexWith({ 'scores.csv': text });
  const input = transferInput(index, { names: noNames, set: new Map(), verdicts: 'stored' });
  expect(index.problems.map(({ message }) => message)).toEqual([
    '120 is no score, which is from 0 to 100: this cell is left out.',
    '"NaN" is no score: write a number, or leave the cell empty.',
  ]);
  expect(
    input.comparisons.map(({ right, benchmarks, excluded }) => [right, benchmarks.length, excluded]),
  ).toEqual([
    [
      'b',
      1,
      [
        { benchmark: 'AIME24', reason: 'There are no results for tuned.' },
        { benchmark: 'MATH-500', reason: 'There are no results for tuned.' },
      ],
    ],
    ['c', 3, []],
  ]);
});

test('samples whose bytes are damaged give no number that is none', async () => {
  const files = Object.entries({ ...mathRun('a', [0, 1, 0, 1]), ...mathRun('b', [1, 1, 1, 0]) });
  for (const seed of seeds(40)) {
    const broken = files.map(([name, text]) => [name, Buffer.from(damaged(text, seed)).toString('latin1')]);
    await expectNumbers({
      ...(Object.fromEntries(broken) as Record<string, string>),
      'scores.csv': 'model,base,CoQA\na,,10\nb,a,20\n',
    });
  }
});
