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

test('a value that is no share from 0 to 1 is a problem, and no score', async () => {
  const index = await indexOf(under('m', lmEvalFiles({ model: 'm', scores: [1, 0], reported: 63.5 })));
  expect(index.runs.map(({ value, stderr }) => [value, stderr])).toEqual([[null, null]]);
  expect(index.problems.map(({ field }) => field)).toEqual(['exact_match,none']);
  expect(index.problems[0]?.message).toContain('63.5');
  expect(index.runs[0]?.samples.map(({ column }) => column)).toEqual([null]);
});

test('a run whose samples failed is partial, also where its tool calls it whole', async () => {
  const sample = (id: number, more: object): object => ({
    id,
    epoch: 1,
    input: `Invented question ${id}`,
    target: 'A',
    scores: { match: { value: 'C' } },
    ...more,
  });
  const log = {
    version: 2,
    status: 'success',
    eval: { task: 'invented', task_id: 't', run_id: 'r', model: 'm', created: '2026-01-01T00:00:00Z' },
    results: {
      total_samples: 2,
      completed_samples: 2,
      scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: { name: 'accuracy', value: 1 } } }],
    },
    samples: [sample(1, {}), sample(2, { error: { message: 'refused' } })],
  };
  const index = await indexOf({ 'logs/2026_invented.json': JSON.stringify(log) });
  expect(index.runs.map(lineOf)).toEqual(['m invented 100.0 n=1 partial']);
});

test('how responses ended is taken from where HELM says it', async () => {
  const helm = 'runs/v1/legs:model=grove_oak';
  const stat = { name: { name: 'exact_match', split: 'test' }, count: 1, sum: 1, mean: 1 };
  const state = {
    adapter_spec: { model: 'grove/oak' },
    request_states: [
      {
        instance: { id: 'id1', split: 'test', input: { text: 'How many legs?' }, references: [] },
        train_trial_index: 0,
        result: { success: true, completions: [{ text: 'four', finish_reason: { reason: 'length' } }] },
      },
    ],
  };
  const index = await indexOf({
    [`${helm}/stats.json`]: JSON.stringify([stat]),
    [`${helm}/per_instance_stats.json`]: JSON.stringify([
      { instance_id: 'id1', train_trial_index: 0, stats: [stat] },
    ]),
    [`${helm}/scenario_state.json`]: JSON.stringify(state),
  });
  expect(index.runs.map(({ value, truncated }) => [value, truncated])).toEqual([[1, 1]]);
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
