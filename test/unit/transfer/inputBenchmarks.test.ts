import { expect, test } from 'vitest';

import { noNames } from '../../../src/core/results/resultsNames.ts';
import type { Domain } from '../../../src/core/domain.ts';
import { compareModels } from '../../../src/core/transfer/inputOf.ts';
import type { Membership } from '../../../src/core/transfer/transferSettings.ts';
import { harnessFiles, mathRun } from './harnessFiles.ts';
import { comparisonShown, indexWith, inputOf, inputShown } from './inputShown.ts';

const said = [{ model: 'tuned', base: 'base' }];

async function shown(...files: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
  const lines = inputShown(await inputOf(Object.assign({}, ...files) as Record<string, string>, said));
  return lines.filter((line) => line !== 'tuned ← base ? ?' && line !== 'base → tuned');
}

test('IFEval counts by instruction, strictly, and flips by prompt', async () => {
  const doc = (key: number) => ({ key, prompt: `Write ${key}.`, instruction_id_list: [], kwargs: [] });
  const run = (model: string, items: readonly (readonly boolean[])[]) =>
    harnessFiles({
      model,
      task: 'ifeval',
      metrics: ['prompt_level_strict_acc', 'inst_level_strict_acc'],
      items: items.map((followed, key) => [
        doc(key),
        { prompt_level_strict_acc: Number(followed.every(Boolean)), inst_level_strict_acc: followed },
      ]),
    });
  expect(
    await shown(run('base', [[true, false, true], [true]]), run('tuned', [[true, true, true], [false]])),
  ).toEqual(['  IFEval (non) 75.0 → 75.0', '    [] items 0 1: 2 1 → 3 0 of 3 1 verdicts 0 1 → 1 0']);
});

test('CoQA counts by F1, and flips by exact match', async () => {
  const run = (model: string, items: readonly (readonly [em: number, f1: number])[]) =>
    harnessFiles({
      model,
      task: 'coqa',
      metrics: ['em', 'f1'],
      items: items.map(([em, f1], id) => [
        { id: `story ${id}`, story: `Once ${id}.`, questions: {} },
        { em, f1 },
      ]),
    });
  expect(
    await shown(
      run('base', [
        [0, 0.5],
        [1, 1],
      ]),
      run('tuned', [
        [1, 1],
        [0, 0.25],
      ]),
    ),
  ).toEqual(['  CoQA (non) 75.0 → 62.5', '    [] items 0 1: 0.5 1 → 1 0.25 verdicts 0 1 → 1 0']);
});

const halu = (model: string, task: string, scores: readonly number[]) =>
  harnessFiles({
    model,
    task: `halueval_${task}`,
    metrics: ['acc'],
    items: scores.map((score, id) => [{ question: `Is claim ${id} of ${task} true?`, answer: 'no' }, score]),
  });

test('HaluEval is the plain mean of its tasks; those that one side lacks are named', async () => {
  const base = [
    halu('base', 'qa', [1, 0]),
    halu('base', 'dialogue', [1, 1, 0, 0]),
    halu('base', 'summarization', [0]),
  ];
  const tuned = [halu('tuned', 'qa', [1, 1]), halu('tuned', 'dialogue', [1, 0, 0, 0])];
  expect(await shown(...base, ...tuned, halu('tuned', 'summarization', [1]))).toEqual([
    '  HaluEval (non) 33.3 → 75.0',
    '    [dialogue] items 0 1 2 3: 0 0 1 1 → 0 0 1 0 single',
    '    [qa] items 0 1: 0 1 → 1 1 single',
    '    [summarization] items 0: 0 → 1 single',
  ]);
  const [head, , , ...differences] = await shown(...base, ...tuned);
  expect([head, ...differences]).toEqual([
    '  HaluEval (non) 50.0 → 62.5',
    '    ! 2 of its 3 tasks, without summarization',
    '    ! only base has summarization',
  ]);
});

test('values of tasks alone are averaged over those that both have', async () => {
  const table = 'model,halueval_qa,halueval_dialogue,halueval_summarization\nbase,10,20,60\ntuned,30,40,\n';
  expect(await shown({ 'scores.csv': table })).toEqual([
    '  HaluEval (non) 15.0 → 35.0',
    '    ! 2 of its 3 tasks, without summarization',
    '    ! only base has summarization',
  ]);
});

test('yes/no tasks and other versions of a benchmark are apart, and count alone only by choice', async () => {
  const table = `model,acp_app_mcq,acp_just_mcq,acp_app_bool,HeadQA,headqa_es
base,10,20,90,40,70
tuned,30,40,95,50,60
`;
  const input = await inputOf({ 'scores.csv': table }, said);
  expect(inputShown(input).filter((line) => line.startsWith('  ') && !line.includes('!'))).toEqual([
    '  ACPBench (other) 15.0 → 35.0',
    '  HeadQA (other) 40.0 → 50.0',
  ]);
  expect(input.entries.filter(({ models }) => models > 0)).toEqual([
    { benchmark: 'ACPBench', domain: 'other', paper: 'other', models: 2 },
    { benchmark: 'HeadQA', domain: 'other', paper: 'other', models: 2 },
    { benchmark: 'ACPBench (bool)', domain: null, paper: null, models: 2 },
    { benchmark: 'HeadQA (es)', domain: null, paper: null, models: 2 },
  ]);
  const chosen = await inputOf({ 'scores.csv': table }, said, { set: new Map([['HeadQA (es)', 'other']]) });
  expect(chosen.comparisons[0]?.benchmarks.map(({ benchmark }) => benchmark)).toEqual([
    'ACPBench',
    'HeadQA',
    'HeadQA (es)',
  ]);
});

test('another version than the base has is not compared with it; where all have it, it is', async () => {
  expect(await shown({ 'scores.csv': 'model,LiveCodeBench,lcb_v5\nbase,10,\ntuned,,30\n' })).toEqual([
    '  - LiveCodeBench: The results of tuned are of LiveCodeBench (v5), which is not the same benchmark.',
  ]);
  expect(await shown({ 'scores.csv': 'model,lcb_v5\nbase,10\ntuned,30\n' })).toEqual([
    '  LiveCodeBench (v5) (other) 10.0 → 30.0',
  ]);
});

test('which benchmarks count is the paper’s by default, with others of a known domain, and can be said', async () => {
  const files = { 'scores.csv': 'model,MATH-500,GSM8K,ours\nbase,1,2,3\ntuned,2,3,4\n' };
  const set = async (said: readonly (readonly [string, Membership])[]) => {
    const { set, comparisons } = await inputOf(files, [{ model: 'tuned', base: 'base' }], {
      set: new Map(said),
    });
    const counts = comparisons[0]?.benchmarks.map((one): [string, Domain] => [one.benchmark, one.domain]);
    return { counts, added: set.added, removed: set.removed, of: set.domains.size };
  };
  expect(await set([])).toEqual({
    counts: [
      ['GSM8K', 'math'],
      ['MATH-500', 'math'],
    ],
    added: ['GSM8K'],
    removed: [],
    of: 13,
  });
  expect(
    await set([
      ['GSM8K', 'none'],
      ['MATH-500', 'other'],
      ['ours', 'non'],
      ['CoQA', 'none'],
    ]),
  ).toEqual({
    counts: [
      ['MATH-500', 'other'],
      ['ours', 'non'],
    ],
    added: ['MATH-500', 'ours'],
    removed: ['CoQA'],
    of: 12,
  });
});

test('any two models are compared directly, as a base and what was tuned from it are', async () => {
  const files = {
    ...mathRun('rl', [1, 1, 0], { generation: { temperature: 0.6 } }),
    ...mathRun('sft', [1, 0, 0], { generation: { temperature: 0 } }),
    ...mathRun('base', [0, 0, 0, 1]),
  };
  const index = await indexWith(files);
  const { tasks, comparison } = compareModels(
    index,
    { names: noNames, set: new Map(), verdicts: 'stored' },
    'sft',
    'rl',
  );
  expect(comparisonShown(comparison, tasks)).toEqual([
    'sft → rl',
    '  MATH-500 (math) 33.3 → 66.7',
    '    [] items 0 1 2: 1 0 0 → 1 1 0 single',
    '    ! sft greedy, rl T 0.6',
  ]);
  expect(tasks[0]?.items).toHaveLength(3);
});
