import { beforeEach, expect, test } from 'vitest';
import type { ResultRun } from '../../../src/core/results/resultRun.ts';
import { SampleSetBuilder } from '../../../src/core/results/sampleSet.ts';
import { runsTable } from '../../../src/host/runsTable.ts';
import { configure, configureWorkspace } from '../../support/vscodeWords.ts';
import { ifEval, nodeOf, run, viewOf } from './resultsFixture.ts';

beforeEach(() => {
  configure({ models: [], benchmarks: [], results: {} });
  configureWorkspace({ results: undefined });
});

test('a tooltip says all that the tool reports, how it was asked and where it stands', () => {
  const { view } = viewOf([
    run({
      model: 'a|b',
      line: 3,
      value: 0.4,
      reported: false,
      partial: true,
      superseded: true,
      uncounted: 4,
      truncated: 0.308,
      meanTokens: 2345.6,
      asked: { shots: 4, api: 'chat', temperature: 0.6, topP: 0.95, maxTokens: 32768, seed: 7 },
      metrics: [
        { name: 'math_verify,none', value: 0.4, stderr: 0.01 },
        { name: 'exact_match,none', value: 0.38, stderr: null },
      ],
    }),
  ]);
  const tip = tooltipOf(view, 'MATH-500');
  expect(tip.split('\n').filter((line) => line !== '')).toEqual([
    '**a|b** · MATH-500, math',
    '40.0 % ± 2.2 · math_verify,none',
    'Counted from the samples: the tool reports no score.',
    'Partial: items are missing, or without a summary it cannot be known that none is.',
    'Superseded: a fuller or newer run of this model and task by the same tool counts in its place.',
    'Samples that failed or were cancelled, and do not count: 4.',
    'Items: 500  ',
    'Truncated: 30.8 %  ',
    'Mean tokens: 2,346  ',
    'Asked with: 4 shots, chat, T 0.6, top-p 0.95, at most 32,768 tokens, seed 7  ',
    expect.stringMatching(/^Evaluated: \d+\/\d+\/\d{4}, /),
    'Tool: lm-evaluation-harness  ',
    'Task: minerva_math500  ',
    'Model: org/a|b  ',
    'File: logs/a|b/results.json:3  ',
    'Samples: logs/a|b/samples_minerva_math500.jsonl',
    '| Metric&emsp; | As reported |',
    '|:--|--:|',
    '| **math_verify,none**&emsp; | 40.0 % ± 1.0 |',
    '| exact_match,none&emsp; | 38.0 % |',
  ]);
});

test('a tooltip says that a model judged, and which', () => {
  const tip = (metric: string): string => tooltipOf(viewOf([run({ metric, value: 0.4 })]).view, 'MATH-500');
  expect(tip('judge:big,none')).toMatch(/judge:big,none\n\nJudged by the model big, not by rules\./);
  expect(tip('exact_match,none')).not.toContain('not by rules');
});

test('a tooltip says of how many items a run is, and what of it has no score', () => {
  const { view } = viewOf([run({ n: 120, of: 500, partial: true, unscored: 3 })]);
  const lines = tooltipOf(view, 'MATH-500').split('\n');
  expect(lines).toContain('Partial: 120 of 500 items.');
  expect(lines).toContain('Items: 120 of 500  ');
  expect(lines).toContain('Samples that ended without a score, and do not count: 3.');
});

test.each([
  ['lm-eval', 'Its samples have no scores, so it has no column in the matrix.'],
  ['responses', 'The file holds responses without scores, so it has no column in the matrix.'],
] as const)('a tooltip says why a run of %s has no score', (format, why) => {
  const none = { value: null, stderr: null, metric: null, reported: false, format };
  const tip = (samples: ResultRun['samples']): readonly string[] => {
    const { view } = viewOf([run({ ...none, samples })]);
    return tooltipOf(view, 'MATH-500').split('\n');
  };
  const set = new SampleSetBuilder({ run: 'r', model: 'm', task: 't' });
  set.add({ item: 0, place: 0 });
  expect(tip([{ file: '/w/a.jsonl', set: set.build(), column: null }])).toContain(why);
  expect(tip([])).toContain('The file holds no score.');
});

test('the tooltip of a row of several runs is a table of what tells them apart', () => {
  const { view } = viewOf([
    run(),
    run({ value: 0.5, stderr: null, superseded: true, file: '/w/o.json', partial: true, n: 30, repeats: 10 }),
    run({ ...ifEval, format: 'inspect', metric: 'prompt_level_strict_acc', truncated: 0.5 }),
  ]);
  const lines = (label: string): string[] => tooltipOf(view, label).replaceAll('&nbsp;', ' ').split('\n\n');
  expect(lines('MATH-500')).toEqual([
    '**MATH-500** · base',
    [
      '| Score&emsp; | Metric&emsp; | Items&emsp; | Age&emsp; |  |',
      '|--:|:--|--:|:--|:--|',
      '| 53.2 % ± 2.2&emsp; | math_verify,none&emsp; | 500&emsp; | yesterday&emsp; |  |',
      '| 50.0 %&emsp; | math_verify,none&emsp; | 30 × 10&emsp; | yesterday&emsp; | *partial*, *superseded* |',
    ].join('\n'),
  ]);
  const [name, table = ''] = lines('base');
  expect(name).toBe('**base**');
  expect(table.split('\n').filter((_, place) => place === 0 || place === 4)).toEqual([
    '| Benchmark&emsp; | Score&emsp; | Metric&emsp; | Tool&emsp; | Items&emsp; | Truncated&emsp; | Age&emsp; |  |',
    '| IFEval&emsp; | 53.2 % ± 2.2&emsp; | prompt_level_strict_acc&emsp; | Inspect&emsp; | 500&emsp; | 50 %&emsp; | yesterday&emsp; |  |',
  ]);
});

test('a table of many runs counts the rest, and one that is asked about is bold', () => {
  const runs = Array.from({ length: 30 }, (_, place) => run({ model: `m|${place}` }));
  const table = runsTable(runs, runs[1]).split('\n');
  expect(table).toHaveLength(28);
  expect(table[3]).toMatch(/^\| \*\*m&#124;1\*\*/);
  expect(table.at(-1)).toBe('6 more runs, in the view Results.');
});

function tooltipOf(view: ReturnType<typeof viewOf>['view'], label: string): string {
  const node = nodeOf(view, label);
  const { tooltip } = view.resolveTreeItem(view.getTreeItem(node), node);
  const { value } = tooltip as { readonly value: string };
  return value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('\u00a0', ' ');
}
