import { describe, expect, test } from 'vitest';

import type { FileReading, SamplePlace } from '../../../../src/core/results/formats/format.ts';
import { helm } from '../../../../src/core/results/formats/helm.ts';
import { helmFolder } from '../../../../src/core/results/formats/helmNames.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { damaged, seeds } from '../support/damage.ts';
import { memorySource, readContext, readWith, rowsOf } from '../support/memorySource.ts';

const folder = '/w/runs/v1/legs:subject=tables,method=generation,model=grove_oak-7b';
const stat = (name: string, values: readonly number[], context: object = { split: 'test' }): object => {
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    name: { name, ...context },
    count: values.length,
    sum,
    sum_squared: sum,
    mean: sum / values.length,
  };
};
const typo = { split: 'test', perturbation: { name: 'typo', robustness: true } };

const runSpec = {
  name: 'legs:subject=tables,method=generation,model=grove_oak-7b',
  scenario_spec: { class_name: 'LegsScenario', args: {} },
  adapter_spec: {
    method: 'generation',
    model: 'grove/oak-7b',
    num_train_trials: 2,
    max_train_instances: 5,
    max_tokens: 100,
    temperature: 0,
  },
};
const stats = [
  stat('num_instances', [3]),
  stat('num_references', [1]),
  stat('exact_match', [0.75]),
  stat('exact_match', [0.5], { split: 'valid' }),
  stat('exact_match', [0.25], typo),
  stat('exact_match', [0.1], { split: 'test', sub_split: 'hard' }),
  stat('quasi_exact_match', [0.8]),
  stat('inference_runtime', [0.5]),
  stat('my_points', [12]),
];
const instance = (id: string, trial: number, ...own: object[]): object => ({
  instance_id: id,
  train_trial_index: trial,
  stats: own,
});
const perInstance = [
  instance(
    'id1',
    0,
    stat('exact_match', [1]),
    stat('num_completion_tokens', [7]),
    stat('num_references', [1]),
  ),
  instance('id2', 0, stat('exact_match', [0]), stat('finish_reason_length', [1])),
  instance('id1', 1, stat('exact_match', [0])),
  instance('id1', 0, stat('quasi_exact_match', [1])),
  instance('id3', 0, stat('exact_match', [1], { split: 'valid' })),
  { ...instance('id1', 0, stat('exact_match', [0], typo)), perturbation: { name: 'typo' } },
];
const request = (id: string, changes: object = {}, own: object = {}): object => ({
  instance: {
    input: { text: `How many legs has table ${id}?` },
    references: [
      { output: { text: '3' }, tags: [] },
      { output: { text: '4' }, tags: ['correct'] },
    ],
    split: 'test',
    id,
    ...own,
  },
  train_trial_index: 0,
  output_mapping: { A: '3', B: '4' },
  request: { model: 'grove/oak-7b', prompt: `Q: How many legs has table ${id}?\nA:`, temperature: 0 },
  result: {
    success: true,
    completions: [{ text: ' 4', logprob: -1, tokens: [{ text: ' 4' }], finish_reason: { reason: 'stop' } }],
  },
  ...changes,
});
const cut = {
  result: {
    success: true,
    completions: [{ text: '<think>so', logprob: 0, tokens: [], finish_reason: { reason: 'length' } }],
  },
};
const failed = { result: { success: false, error: 'Too long.', completions: [] } };
const scenarioState = {
  adapter_spec: runSpec.adapter_spec,
  request_states: [
    request('id1'),
    request('id2', cut),
    request('id3', failed),
    request('id1', {}, { perturbation: { name: 'typo' } }),
    request('id4', { reference_index: 1, request_mode: 'original' }),
    request('id5', { reference_index: 0, request_mode: 'calibration' }),
    request('id6', {}, { split: 'valid' }),
  ],
};
const files = {
  'run_spec.json': runSpec,
  'stats.json': stats,
  'per_instance_stats.json': perInstance,
  'scenario_state.json': scenarioState,
};
const path = (name: string): string => `${folder}/${name}`;
const read = async (name: keyof typeof files): Promise<FileReading> =>
  (await readWith(helm, path(name), JSON.stringify(files[name]))).reading;

test('the files of a run are told by their names and contents', () => {
  const claims = (file: string, content: unknown): boolean =>
    helm.claims(memorySource(file, JSON.stringify(content)));
  for (const [name, content] of Object.entries(files)) expect(claims(path(name), content)).toBe(true);
  expect(claims('/w/stats.json', { n: 1 })).toBe(false);
  expect(claims('/w/stats.json', [{ name: 'x' }])).toBe(false);
  expect(claims('/w/run_spec.json', { name: 'x' })).toBe(false);
  expect(claims(path('instances.json'), [])).toBe(false);
});

test('all files are of one run', async () => {
  const readings = await Promise.all(Object.keys(files).map((name) => read(name as keyof typeof files)));
  const runs = readings.flatMap(({ parts, samples }) => [...parts, ...samples]);
  expect(runs).toHaveLength(4);
  for (const { run, model, task } of runs) {
    expect([run, model, task]).toEqual([folder, 'grove/oak-7b', 'legs:subject=tables,method=generation']);
  }
  expect(readings.flatMap(({ problems }) => problems)).toEqual([]);
});

test('the specification says how it was asked', async () => {
  const { parts } = await read('run_spec.json');
  expect(parts[0]).toMatchObject({
    metrics: [],
    repeats: 2,
    asked: { shots: 5, temperature: 0, maxTokens: 100, prompt: 'generation' },
  });
});

test('of the means those count that are scores, of the test split, not perturbed', async () => {
  const { parts } = await read('stats.json');
  expect(parts[0]).toMatchObject({
    n: 3,
    metrics: [
      { name: 'exact_match', value: 0.75, stderr: null },
      { name: 'quasi_exact_match', value: 0.8, stderr: null },
    ],
  });
  const valid = [
    stat('exact_match', [0.5], { split: 'valid' }),
    stat('num_instances', [9], { split: 'test' }),
  ];
  const { reading } = await readWith(helm, path('stats.json'), JSON.stringify(valid));
  expect(reading.parts[0]?.metrics.map(({ value }) => value)).toEqual([0.5]);
});

test('instances and trials are items and repeats', async () => {
  const { reading, context } = await readWith(
    helm,
    path('per_instance_stats.json'),
    JSON.stringify(perInstance),
  );
  expect(rowsOf(reading, context)).toMatchObject([
    { id: 'id1', repeat: 0, state: sampleState.ended, exact_match: 1, quasi_exact_match: 1 },
    { id: 'id2', repeat: 0, state: sampleState.truncated, exact_match: 0 },
    { id: 'id1', repeat: 1, exact_match: 0 },
  ]);
  expect(reading.samples[0]?.metrics.map(({ name }) => name)).toEqual(['exact_match', 'quasi_exact_match']);
  expect(reading.samples[0]?.tokens[0]).toBe(7);
  const place = { task: 'legs', place: 0, repeat: 0 };
  expect(
    await helm.sample(memorySource(path('per_instance_stats.json'), JSON.stringify(perInstance)), place),
  ).toBeNull();
});

test('the requests are samples with texts and without scores', async () => {
  const content = JSON.stringify(scenarioState);
  const { reading, context } = await readWith(helm, path('scenario_state.json'), content);
  expect(rowsOf(reading, context).map(({ id, state }) => [id, state])).toEqual([
    ['id1', sampleState.ended],
    ['id2', sampleState.truncated],
    ['id3', sampleState.failed],
  ]);
  expect(reading.samples[0]?.metrics).toEqual([]);
  expect(context.items.items[0]).toMatchObject({ question: 'How many legs has table id1?', gold: '4' });
  const source = memorySource(path('scenario_state.json'), content);
  const at = (row: number): SamplePlace => ({
    task: reading.samples[0]?.task ?? '',
    place: reading.samples[0]?.place[row] ?? -1,
    repeat: 0,
  });
  expect(await helm.sample(source, at(0))).toEqual({
    task: 'legs:subject=tables,method=generation',
    id: 'id1',
    question: 'How many legs has table id1?',
    gold: '4',
    record: null,
    choices: ['3', '4'],
    prompt: [{ role: 'user', content: 'Q: How many legs has table id1?\nA:' }],
    repeat: 0,
    reasoning: '',
    answer: ' 4',
    status: 'complete',
    flags: [],
    finishReason: 'stop',
    usage: { promptTokens: null, completionTokens: 1, reasoningTokens: null },
    scores: [],
    error: null,
  });
  expect(await helm.sample(source, at(1))).toMatchObject({
    status: 'truncated',
    reasoning: 'so',
    finishReason: 'length',
  });
  expect(await helm.sample(source, at(2))).toMatchObject({ status: 'failed', error: 'Too long.' });
});

test.each([
  ['/r/mmlu:subject=a,model=openai_gpt-4/stats.json', 'openai/gpt-4', 'mmlu:subject=a'],
  ['/r/gsm:model=meta_llama_3/stats.json', 'meta/llama_3', 'gsm'],
  ['/r/bbq:model=a_b,subject=all,model_deployment=c_d/stats.json', 'a/b', 'bbq:subject=all'],
  ['/r/mine/stats.json', null, 'mine'],
])('%s is of %s and %s', (file, model, task) => {
  expect(helmFolder(file)).toMatchObject({ model, task });
});

describe('what is not as it should be', () => {
  test('a mean that is not its sum over its count', async () => {
    const content = JSON.stringify([{ ...stat('exact_match', [0.75]), mean: 0.95 }, stat('f1_score', [0.5])]);
    const { reading } = await readWith(helm, path('stats.json'), content);
    expect(reading.parts[0]?.metrics.map(({ name }) => name)).toEqual(['f1_score']);
    expect(reading.problems).toHaveLength(1);
  });

  test('two means of one metric', async () => {
    const content = JSON.stringify([stat('exact_match', [0.75]), stat('exact_match', [0.25])]);
    const { reading } = await readWith(helm, path('stats.json'), content);
    expect(reading.parts[0]?.metrics.map(({ value }) => value)).toEqual([0.75]);
    expect(reading.problems).toHaveLength(1);
  });

  test.each(Object.keys(files))('%s of another shape, cut off and empty', async (name) => {
    for (const content of [
      '{"x": 1}',
      JSON.stringify(files[name as keyof typeof files]).slice(0, -20),
      '7',
    ]) {
      const { reading } = await readWith(helm, path(name), content);
      expect([reading.parts, reading.samples]).toEqual([[], []]);
      expect(reading.problems).toHaveLength(1);
    }
  });

  test('an entry of another shape is left out', async () => {
    const content = JSON.stringify([perInstance[0], { instance_id: 1 }, perInstance[1]]);
    const context = readContext();
    const reading = await helm.read(memorySource(path('per_instance_stats.json'), content), context);
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.problems.map(({ field }) => field)).toEqual(['1.instance_id']);
  });
});

test.each(seeds(150))('damage %i gives problems or the same values', async (seed) => {
  for (const [name, content] of Object.entries(files)) {
    const whole = JSON.stringify(content);
    const bytes = damaged(whole, seed);
    const { reading } = await readWith(helm, path(name), bytes);
    if (name === 'stats.json') {
      for (const metric of reading.parts.flatMap(({ metrics }) => metrics)) {
        const before = new Set(stats.map((one) => (one as { mean: number }).mean));
        expect(before.has(metric.value) || reading.problems.length > 0).toBe(true);
      }
    }
    const values = reading.samples.flatMap((set) => set.metrics.flatMap((metric) => [...metric.values]));
    for (const value of values) {
      expect(
        Number.isNaN(value) || value === 0 || value === 1 || value === 7 || reading.problems.length > 0,
      ).toBe(true);
    }
  }
});
