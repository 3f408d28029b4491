import { describe, expect, test } from 'vitest';
import { decodeIndex, encodeIndex } from '../../../../src/core/results/index/encodeIndex.ts';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import type { ResultRun } from '../../../../src/core/results/resultRun.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { resultsJson } from '../../../../src/core/results/resultsJson.ts';
import { readSampleHead } from '../../../../src/core/results/readSampleLine.ts';
import { writeSampleLine } from '../../../../src/core/results/sampleLine.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { legs, sample } from '../fixtures.ts';
import { logHeader, logSample, reported } from '../formats/inspectSupport.ts';
import { lmEvalFiles } from '../support/lmEvalFiles.ts';
import { folderWith, under } from './folder.ts';

/** The runs of a folder, as they are after the index was kept on disk. */
async function runsOf(files: Readonly<Record<string, string>>): Promise<readonly ResultRun[]> {
  const { data } = await readFolders([folderWith(files)]);
  const kept = decodeIndex(encodeIndex(data));
  expect(kept).not.toBeNull();
  return kept === null ? [] : new ResultsIndex(kept, noNames).runs;
}

const counts = ({ n, of, partial, unscored }: ResultRun): unknown => ({ n, of, partial, unscored });
const countsOf = async (files: Readonly<Record<string, string>>): Promise<unknown> =>
  (await runsOf(files)).map(counts);

describe('a partial run says of how many items', () => {
  test('of lm-evaluation-harness, by its "n-samples"', async () => {
    const limited = under('m', lmEvalFiles({ model: 'm', scores: [1, 0, 1], limit: 3 }));
    expect(await countsOf(limited)).toEqual([{ n: 3, of: 500, partial: true, unscored: 0 }]);
    const whole = under('m', lmEvalFiles({ model: 'm', scores: [1, 0, 1] }));
    expect(await countsOf(whole)).toEqual([{ n: 3, of: null, partial: false, unscored: 0 }]);
  });

  test('of lighteval, by the documents of its task', async () => {
    const task = { original_num_docs: 30, effective_num_docs: 10 };
    const summary = {
      config_general: { model_name: 'org/m', max_samples: 10 },
      results: { 'lighteval|aime24|0': { extractive_match: 0.5 } },
      config_tasks: { 'lighteval|aime24|0': task },
    };
    const name = 'results/org/m/results_2026-01-02T03-04-05.678901.json';
    expect(await countsOf({ [name]: JSON.stringify(summary) })).toEqual([
      { n: 10, of: 30, partial: true, unscored: 0 },
    ]);
  });

  const log = (spec: object, results: object | null, ...samples: object[]): Record<string, string> => ({
    'log.json': JSON.stringify(
      logHeader({ status: results ? 'success' : 'cancelled', spec: { ...spec }, results, samples }),
    ),
  });
  const right = logSample('1', 'C');

  test('of Inspect, by its dataset, else by what it was to evaluate, else by its limit', async () => {
    const some = { n: 1, partial: true, unscored: 0 };
    const done = { total_samples: 1, completed_samples: 1, scores: [reported('match', { accuracy: 1 })] };
    const limited = { dataset: { samples: 40, sample_ids: ['1'] }, config: { epochs: 1, limit: 1 } };
    expect(await countsOf(log(limited, done, right))).toEqual([{ ...some, of: 40 }]);
    const stopped = { ...done, total_samples: 24 };
    const epochs = { dataset: null, config: { epochs: 2 } };
    expect(await countsOf(log(epochs, stopped, right))).toEqual([{ ...some, of: 12 }]);
    expect(await countsOf(log({ dataset: null, config: { limit: 5 } }, null, right))).toEqual([
      { ...some, of: 5 },
    ]);
    expect(await countsOf(log({ dataset: null, config: {} }, null, right))).toEqual([{ ...some, of: null }]);
  });

  const ours = (stamp: string, items: readonly number[], of: number | null, summary = false) => {
    const lines = items.map((item) =>
      writeSampleLine(sample({ item: legs(item) }), { convention: 'boxed', itemsInFile: of }),
    );
    const heads = lines.flatMap((line) => {
      const head = readSampleHead(line);
      return head.ok ? [head.value] : [];
    });
    const folder = '.reasoning-transfer/tuned-7b';
    return {
      [`${folder}/samples_MATH-500_2026-01-0${stamp}T03-04-05.678901.jsonl`]: `${lines.join('\n')}\n`,
      ...(summary
        ? {
            [`${folder}/results_2026-01-0${stamp}T03-04-05.678901.json`]:
              resultsJson(heads, 'tuned-7b') ?? '',
          }
        : {}),
    };
  };

  test.each([false, true])('of ours, by the items in their file (summary: %s)', async (summary) => {
    expect(await countsOf(ours('1', [1, 2], 4, summary))).toEqual([
      { n: 2, of: 4, partial: true, unscored: 0 },
    ]);
    expect(await countsOf(ours('1', [1, 2], null, summary))).toEqual([
      { n: 2, of: null, partial: true, unscored: 0 },
    ]);
  });

  test('and one of ours that was resumed is whole where its files together have all', async () => {
    const half = ours('1', [1, 2], 4);
    expect(await countsOf({ ...half, ...ours('2', [3], 4) })).toEqual([
      { n: 3, of: 4, partial: true, unscored: 0 },
    ]);
    expect(await countsOf({ ...half, ...ours('2', [3, 4], 4) })).toEqual([
      { n: 4, of: null, partial: false, unscored: 0 },
    ]);
  });
});

describe('samples of Inspect without a score', () => {
  const results = {
    total_samples: 3,
    completed_samples: 3,
    scores: [reported('match', { accuracy: 1 }), reported('judge', { accuracy: 0.5 })],
  };
  const scores = (match: unknown, judge: unknown) => ({
    scores: { match: { value: match }, judge: { value: judge } },
  });
  const spec = { dataset: { samples: 3, sample_ids: ['1', '2', '3'] } };
  const logOf = (...samples: object[]): Record<string, string> => ({
    'log.json': JSON.stringify(logHeader({ results, spec, samples })),
  });

  test('are not counted as items, by the scorer that leads, and are said', async () => {
    const files = logOf(
      logSample('1', null, scores('C', 'C')),
      logSample('2', null, scores(null, 'I')),
      logSample('3', null, scores(null, null)),
    );
    expect(await runsOf(files)).toMatchObject([
      { metric: 'match/accuracy', value: 1, n: 1, of: 3, unscored: 2, partial: false },
    ]);
  });

  test('leave nothing to count where there are no others', async () => {
    const files = logOf(...['1', '2', '3'].map((id) => logSample(id, null, scores(null, null))));
    expect((await runsOf(files)).map(({ n, unscored }) => [n, unscored])).toEqual([[0, 3]]);
  });

  test('of a log without samples are left out as it says itself', async () => {
    const [first] = results.scores;
    const told = { ...results, scores: [{ ...first, scored_samples: 2, unscored_samples: 1 }] };
    const files = { 'log.json': JSON.stringify(logHeader({ results: told, spec })) };
    expect((await runsOf(files)).map(({ n }) => n)).toEqual([2]);
  });
});
