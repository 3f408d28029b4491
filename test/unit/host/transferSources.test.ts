import { expect, test } from 'vitest';
import { resultsDefaults } from '../../../src/core/results/resultsSettings.ts';
import { TransferSources } from '../../../src/host/transferSources.ts';
import { indexWith } from '../transfer/inputShown.ts';

const table = `model,base,MATH-500,CoQA
Oak-7B,,40,30
Oak-RL,Oak-7B,150,35
`;

test('what could not be read is said beside the numbers that it is missing in', async () => {
  const index = await indexWith({ 'scores.csv': table }, []);
  const settings = {
    benchmarks: () => ({ own: [] }),
    models: () => ({ models: [] }),
    results: () => ({ results: resultsDefaults }),
    transfer: () => ({ transfer: { benchmarks: new Map() } }),
  };
  const verdicts = {
    all: () => [][Symbol.iterator](),
    of: () => null,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const sources = new TransferSources(
    { index, load: () => Promise.resolve(), revision: 1 },
    settings as never,
    verdicts,
    { loaded: () => Promise.resolve(), revision: 1 },
    { samplesOf: () => [] },
    { inferredByServers: () => [], roleOf: () => null },
  );
  const { problems, comparisons } = sources.input('stored');
  expect(problems.map(({ line, field, message }) => `${line} ${field}: ${message}`)).toContain(
    '3 MATH-500: 150 is no score, which is from 0 to 100: this cell is left out.',
  );
  expect(comparisons[0]?.benchmarks.map(({ benchmark }) => benchmark)).toEqual(['CoQA']);
});
