import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import { lighteval } from '../../../../src/core/results/formats/lighteval.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const time = '2025-02-03T04-05-06.789012';
const resultsPath = `/lh/results/Org/Model-7B/results_${time}.json`;
const details = (key: string): string => `/lh/details/Org/Model-7B/${time}/details_${key}_${time}.parquet`;
const results = {
  config_general: {
    lighteval_sha: 'x',
    max_samples: null,
    model_name: 'Org/Model-7B',
    generation_parameters: { temperature: 0.6, top_p: 0.95, max_new_tokens: 512, seed: null },
  },
  results: {
    'lighteval|math_500|0': { extractive_match: 0.5, extractive_match_stderr: 0.25 },
    'leaderboard|mmlu:anatomy|5': { acc: 0.25, acc_stderr: Number.NaN },
    'leaderboard|mmlu:_average|5': { acc: 0.25 },
    all: { acc: 0.3 },
  },
  versions: {},
  config_tasks: {
    'lighteval|math_500': { original_num_docs: 500, effective_num_docs: 2 },
    'leaderboard|mmlu:anatomy': { original_num_docs: 135, effective_num_docs: 135 },
  },
};
const python = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('null', 'NaN');

describe("lighteval's results", () => {
  test('one run a task; means over tasks are none, NaN is no value', async () => {
    const { reading } = await readWith(lighteval, resultsPath, python(results));
    expect(reading.problems).toEqual([]);
    expect(reading.parts.map(({ task, n, partial, metrics }) => [task, n, partial, metrics])).toEqual([
      ['math_500', 2, true, [{ name: 'extractive_match', value: 0.5, stderr: 0.25 }]],
      ['mmlu:anatomy', 135, false, [{ name: 'acc', value: 0.25, stderr: null }]],
    ]);
    expect(reading.parts[0]).toMatchObject({
      model: 'Org/Model-7B',
      date: Date.UTC(2025, 1, 3, 4, 5, 6, 789),
      asked: { shots: 0, temperature: 0.6, topP: 0.95, maxTokens: 512 },
    });
    expect(reading.parts[1]?.asked.shots).toBe(5);
  });

  test('names with a second number, without a suite, and the newer place of the model', async () => {
    const json = {
      config_general: {
        max_samples: 10,
        model_config: { model_name: 'hf/Model', generation_parameters: { seed: 3 } },
      },
      results: { 'lighteval|aime24|0|0': { em: 1 }, 'gsm8k|5': { em: 0 } },
    };
    const { reading } = await readWith(lighteval, resultsPath, JSON.stringify(json));
    expect(reading.parts).toMatchObject([
      { task: 'aime24', model: 'hf/Model', partial: true, asked: { shots: 0, seed: 3 } },
      { task: 'gsm8k', asked: { shots: 5 } },
    ]);
  });

  test.each([
    ['a metric that is text', { 'a|b|0': { em: '0.5' } }],
    ['a task that is no object', { 'a|b|0': 7 }],
    ['no object at all', 7],
  ])('%s is a problem, not a score', async (_, value) => {
    const { reading } = await readWith(
      lighteval,
      resultsPath,
      JSON.stringify({ ...results, results: value }),
    );
    expect(reading.problems).toHaveLength(1);
    expect(reading.parts.flatMap(({ metrics }) => metrics)).toEqual([]);
  });

  test('cut off', async () => {
    const { reading } = await readWith(lighteval, resultsPath, JSON.stringify(results).slice(0, 300));
    expect(reading).toMatchObject({ parts: [], problems: [{ file: resultsPath }] });
    expect(reading.problems[0]?.message).toContain('cut off');
  });
});

const newRow = (more: JsonObject = {}): JsonObject => ({
  doc: { id: '7', query: 'How many legs has a table?', choices: ['4'], gold_index: 0, specific: null },
  model_response: {
    input: [{ role: 'user', content: 'How many legs has a table?' }],
    text: ['It is 4.', 'It is 5.'],
    text_post_processed: ['It is 4.', 'It is 5.'],
    reasonings: ['Count.', null],
    output_tokens: [[1, 2, 3], [1]],
  },
  metric: { extractive_match: 0.5, 'pass@k:k=2': 1, other: null },
  ...more,
});
const oldRow: JsonObject = {
  example: 'Which is a table?\nA. a cat\nB. a desk',
  full_prompt: 'Answer.\nWhich is a table?\nA. a cat\nB. a desk',
  predictions: "['B']",
  gold: '[" B"]',
  choices: "[' A', ' B']",
  gold_index: '[1]',
  metrics: "{'acc': True}",
  cont_tokens: '[[5]]',
};

const readRows = async (key: string, rows: readonly JsonObject[]): ReturnType<typeof readWith> =>
  readWith(lighteval, details(key), 'PAR1', { rows });

describe("lighteval's details", () => {
  test('a document is a sample, whatever the number of its responses', async () => {
    const { reading, context } = await readRows('lighteval|math_500|0', [newRow()]);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context)).toMatchObject([
      { id: '7', task: 'math_500', model: 'Org/Model-7B', repeat: 0, extractive_match: 0.5, 'pass@k:k=2': 1 },
    ]);
    expect(reading.samples[0]?.metrics).toHaveLength(2);
    expect(reading.samples[0]?.tokens[0]).toBe(3);
    expect(context.items.items[0]).toMatchObject({ gold: '4', question: 'How many legs has a table?' });
  });

  test.each([
    ['lighteval|math_500|0', 0],
    ['lighteval|math_500|0|0', 0],
    ['leaderboard|mmlu:anatomy|5', 1],
  ])('%s is of the run of its results', async (key, part) => {
    const summary = await readWith(lighteval, resultsPath, python(results));
    const { reading } = await readRows(key, [newRow()]);
    expect(reading.samples[0]?.run).toBe(summary.reading.parts[part]?.run);
  });

  test('the older layout, its values as text of Python and of JSON', async () => {
    const { reading, context } = await readRows('leaderboard|mmlu:anatomy|5', [oldRow]);
    expect(rowsOf(reading, context)).toMatchObject([{ task: 'mmlu:anatomy', acc: 1 }]);
    const source = memorySource(details('leaderboard|mmlu:anatomy|5'), 'PAR1', { rows: [oldRow] });
    const sample = await lighteval.sample(source, { task: 'mmlu:anatomy', place: 0, repeat: 0 });
    expect(sample).toMatchObject({
      question: oldRow.example,
      gold: ' B',
      choices: [' A', ' B'],
      answer: 'B',
      prompt: [{ role: 'user', content: oldRow.full_prompt }],
      usage: { completionTokens: 1 },
      scores: [{ metric: 'acc', value: 1, explanation: null }],
    });
  });

  test('each response can be had, with its reasoning', async () => {
    const source = memorySource(details('a|b|0'), 'PAR1', { rows: [oldRow, newRow()] });
    const sample = async (place: number, repeat: number): ReturnType<typeof lighteval.sample> =>
      lighteval.sample(source, { task: 'b', place, repeat });
    expect(await sample(1, 0)).toMatchObject({ id: '7', reasoning: 'Count.', answer: 'It is 4.' });
    expect(await sample(1, 1)).toMatchObject({
      reasoning: '',
      answer: 'It is 5.',
      scores: [{ value: 0.5, explanation: 'Over all 2 responses to this item.' }, { value: 1 }],
    });
    expect(await sample(2, 0)).toBeNull();
  });

  test('a response that is null keeps its place', async () => {
    const row = newRow({ model_response: { text: [null, 'Yes.'], output_tokens: [] } });
    const source = memorySource(details('a|b|0'), 'PAR1', { rows: [row] });
    const sample = await lighteval.sample(source, { task: 'b', place: 0, repeat: 1 });
    expect(sample?.answer).toBe('Yes.');
    const empty = await lighteval.sample(source, { task: 'b', place: 0, repeat: 0 });
    expect(empty).toMatchObject({ answer: '', flags: ['empty'] });
  });

  test('documents that say the same stay apart', async () => {
    const { reading, context } = await readRows('a|b|0', [oldRow, oldRow]);
    expect(new Set(reading.samples[0]?.item).size).toBe(2);
    expect(context.items.items).toHaveLength(2);
  });

  test('rows of no known layout are left out, and said so', async () => {
    const { reading } = await readRows('a|b|0', [{ x: 1 }, newRow(), newRow({ metric: 'gone' })]);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]?.message).toContain('2 of 3 rows');
    expect(reading.samples[0]?.rows).toBe(1);
    expect(reading.samples[0]?.place[0]).toBe(1);
  });

  test('what cannot be read is a problem', async () => {
    const { reading } = await readWith(lighteval, details('a|b|0'), 'PAR1');
    expect(reading).toMatchObject({ samples: [], problems: [{ message: 'This is no Parquet file.' }] });
  });
});

test('claims its own names alone', () => {
  const name = (path: string, text: string): string | undefined => formatOf(memorySource(path, text))?.name;
  expect(name(resultsPath, python(results))).toBe('lighteval');
  expect(name(details('a|b|0'), 'PAR1')).toBe('lighteval');
  expect(name(details('a|b|0'), 'version https://git-lfs.github.com/spec/v1\n')).toBe('lighteval');
  expect(name(resultsPath, '{"results": {"t": {"acc,none": 1}}, "config": {}}')).not.toBe('lighteval');
  expect(name('/x/details_of_sale.parquet', 'PAR1')).not.toBe('lighteval');
});
