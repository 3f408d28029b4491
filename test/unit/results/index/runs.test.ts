import { describe, expect, test } from 'vitest';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import type { ResultRun } from '../../../../src/core/results/resultRun.ts';
import { noNames, type ResultsNames } from '../../../../src/core/results/resultsNames.ts';
import { parseResults } from '../../../../src/core/results/resultsSettings.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { lmEvalFiles, sampleLine } from '../support/lmEvalFiles.ts';
import { folderWith, under } from './folder.ts';

async function indexOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  names: ResultsNames = noNames,
): Promise<ResultsIndex & { readonly folder: string }> {
  const folder = folderWith(files);
  const { data } = await readFolders([folder]);
  return Object.assign(new ResultsIndex(data, names), { folder });
}

/** A run on one line: what a person would check first. */
function lineOf(run: ResultRun): string {
  const value = run.value === null ? 'none' : (100 * run.value).toFixed(1);
  const marks = [
    run.partial ? 'partial' : '',
    run.superseded ? 'superseded' : '',
    run.reported ? '' : 'counted',
  ];
  return [run.model, run.benchmark ?? run.task, value, `n=${run.n}`, ...marks.filter(Boolean)].join(' ');
}

const early = '2026-01-01T00-00-00.000001';
const late = '2026-01-02T00-00-00.000002';

test('a summary and its samples are one run with the value that the tool reports', async () => {
  const index = await indexOf(under('org__tuned', lmEvalFiles({ model: 'org/tuned', scores: [1, 0, 1, 1] })));
  expect(index.runs.map(lineOf)).toEqual(['tuned MATH-500 75.0 n=4']);
  const [run] = index.runs;
  expect(run).toMatchObject({
    modelRaw: 'org/tuned',
    domain: 'math',
    metric: 'exact_match,none',
    stderr: 0.01,
  });
  expect(run?.samplesFile).toMatch(/samples_hendrycks_math500_.*\.jsonl$/);
  expect(index.problems).toEqual([]);
});

test('of several complete runs the newest counts, the others are superseded', async () => {
  const index = await indexOf({
    ...under('m', lmEvalFiles({ model: 'm', scores: [1, 1], timestamp: early, date: 1_767_225_600 })),
    ...under('m', lmEvalFiles({ model: 'm', scores: [0, 1], timestamp: late, date: 1_767_312_000 })),
  });
  expect(index.runs.map(lineOf)).toEqual(['m MATH-500 50.0 n=2', 'm MATH-500 100.0 n=2 superseded']);
});

test('a limited run never displaces a fuller one, however new it is', async () => {
  const index = await indexOf({
    ...under('m', lmEvalFiles({ model: 'm', scores: [1, 1, 0, 0], timestamp: early, date: 1_767_225_600 })),
    ...under('m', lmEvalFiles({ model: 'm', scores: [1], limit: 1, timestamp: late, date: 1_767_312_000 })),
  });
  expect(index.runs.map(lineOf)).toEqual(['m MATH-500 50.0 n=4', 'm MATH-500 100.0 n=1 partial superseded']);
});

test('a summary that its samples do not give is a problem with both numbers and both files', async () => {
  const index = await indexOf(under('m', lmEvalFiles({ model: 'm', scores: [1, 0, 0, 0], reported: 0.5 })));
  expect(index.runs.map(lineOf)).toEqual(['m MATH-500 50.0 n=4']);
  expect(index.problems).toHaveLength(1);
  expect(index.problems[0]?.file).toMatch(/results_/);
  expect(index.problems[0]?.message).toMatch(/50\.00 %.*samples_hendrycks_math500_.*25\.00 %/);
});

test('samples without a summary are counted, named after their folder, and cannot be known to be whole', async () => {
  const index = await indexOf({
    [`org__m/samples_hendrycks_math500_${early}.jsonl`]: sampleLine(0, 1) + sampleLine(1, 0),
  });
  expect(index.runs.map(lineOf)).toEqual(['m MATH-500 50.0 n=2 partial counted']);
});

test('the setting names the metric that leads, the benchmark of a task and the model of an alias', async () => {
  const files = under('x', lmEvalFiles({ model: 'weird-name', task: 'my_math', scores: [1, 0] }));
  expect((await indexOf(files)).runs[0]).toMatchObject({ benchmark: null, domain: null });
  const { results: settings } = parseResults({ tasks: { my_math: 'MATH-500' } });
  const names = { ...noNames, settings, models: [{ model: 'Tuned', aliases: ['weird-name'] }] };
  expect((await indexOf(files, names)).runs.map(lineOf)).toEqual(['Tuned MATH-500 50.0 n=2']);
});

describe('items', () => {
  test('are one across tools by their texts', async () => {
    const qwen = [0, 1].map((item) =>
      JSON.stringify({
        idx: item,
        question: `Invented problem number ${item}: what is ${item} plus ${item + 1}?`,
        gt_cot: '',
        gt: String(2 * item + 1),
        answer: String(2 * item + 1),
        code: ['It is \\boxed{1}.'],
        pred: ['1'],
        report: [null],
        score: [item === 0],
      }),
    );
    const index = await indexOf({
      ...under('a', lmEvalFiles({ model: 'a', scores: [0, 1] })),
      'b/math500.jsonl': `${qwen.join('\n')}\n`,
    });
    const [, b] = index.runs;
    const group = index.groupOf(b?.samples[0]?.set.item[0] ?? -1);
    expect(index.ofGroup(group).map(({ run, rows }) => [run.model, run.format, rows])).toEqual([
      ['a', 'lm-eval', [0]],
      ['b', 'qwen-math', [0]],
    ]);
  });

  test('a line of a samples file leads to its item', async () => {
    const index = await indexOf(under('m', lmEvalFiles({ model: 'm', scores: [1, 0, 1] })));
    const [run] = index.runs;
    const place = sampleLine(0, 1).length;
    const group = index.groupAt(run?.samplesFile ?? '', place);
    expect(group === null ? null : index.item(group)?.id).toBe('1');
    expect(index.groupAt(run?.samplesFile ?? '', place + 1)).toBeNull();
  });
});
