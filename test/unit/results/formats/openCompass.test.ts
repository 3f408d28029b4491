import { describe, expect, test } from 'vitest';
import { openCompass } from '../../../../src/core/results/formats/openCompass.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const root = '/oc/outputs/default/20240501_123456';
const predictionsPath = `${root}/predictions/qwen-7b-hf/gsm8k.json`;
const resultsPath = `${root}/results/qwen-7b-hf/gsm8k.json`;
const turns = [
  { role: 'SYSTEM', prompt: 'Be brief.' },
  { role: 'HUMAN', prompt: 'How many legs has a table?' },
];
const predictions = {
  0: { origin_prompt: turns, prediction: '<think>Four.</think>4', gold: '4', res_length: 3 },
  1: { origin_prompt: 'How many legs has a stool?', prediction: 'It is 3.', gold: ['3', 'three'] },
};
const formatted = {
  accuracy: 50,
  details: {
    type: 'GEN',
    0: {
      prompt: turns,
      origin_prediction: '<think>Four.</think>4',
      predictions: '4',
      references: '4',
      correct: true,
    },
    1: { prompt: 'Q', origin_prediction: 'It is 5.', predictions: '5', references: '3', correct: false },
  },
};

const rows = async (path: string, json: unknown): Promise<unknown> => {
  const { reading, context } = await readWith(openCompass, path, JSON.stringify(json));
  expect(reading.problems).toEqual([]);
  return rowsOf(reading, context).map((row) => [row.id, row.repeat, row.accuracy]);
};

describe("OpenCompass' predictions", () => {
  test('have no verdicts, and are of the run of the results', async () => {
    const { reading, context } = await readWith(openCompass, predictionsPath, JSON.stringify(predictions));
    const results = await readWith(openCompass, resultsPath, JSON.stringify(formatted));
    expect(reading.problems).toEqual([]);
    expect(reading.samples).toMatchObject([{ model: 'qwen-7b-hf', task: 'gsm8k', rows: 2, metrics: [] }]);
    expect(reading.parts).toMatchObject([{ metrics: [], date: Date.UTC(2024, 4, 1, 12, 34, 56) }]);
    expect(results.reading.parts[0]?.run).toBe(reading.samples[0]?.run);
    expect(context.items.items).toMatchObject([
      { id: '0', question: 'How many legs has a table?', gold: '4' },
      { id: '1', question: 'How many legs has a stool?', gold: '["3","three"]' },
    ]);
  });

  test('one response, whole', async () => {
    const source = memorySource(predictionsPath, JSON.stringify(predictions));
    const sample = await openCompass.sample(source, { task: 'gsm8k', place: 0, repeat: 0 });
    expect(sample).toMatchObject({
      id: '0',
      reasoning: 'Four.',
      answer: '4',
      prompt: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'How many legs has a table?' },
      ],
      scores: [],
    });
    expect(await openCompass.sample(source, { task: 'gsm8k', place: 9, repeat: 0 })).toBeNull();
  });

  test('of several responses each is a row; of several turns they are one', async () => {
    const several = { 0: { origin_prompt: 'Q', prediction: ['a', 'b'] } };
    const rounds = { 0: { origin_prompt: [turns, turns], prediction: ['a', 'b'], gold: ['a', 'b'] } };
    expect(await rows(predictionsPath, several)).toEqual([
      ['0', 0, undefined],
      ['0', 1, undefined],
    ]);
    expect(await rows(predictionsPath, rounds)).toEqual([['0', 0, undefined]]);
  });

  test('in pieces are one task; years, sizes and repeats are no pieces', async () => {
    const taskOf = async (name: string): Promise<unknown[]> => {
      const { reading, context } = await readWith(
        openCompass,
        `${root}/predictions/m/${name}.json`,
        JSON.stringify(predictions),
      );
      return [reading.samples[0]?.task, context.items.items[1]?.id];
    };
    expect(await taskOf('gsm8k_0')).toEqual(['gsm8k', '1']);
    expect(await taskOf('gsm8k_2')).toEqual(['gsm8k', '2/1']);
    expect(await taskOf('math_500')).toEqual(['math_500', '1']);
    expect(await taskOf('aime2024_repeat_8')).toEqual(['aime2024_repeat_8', '1']);
  });

  test('without text are left out, and said so', async () => {
    const measured = { ...predictions, 2: { prediction: [0.1, 0.9] }, 3: 'x' };
    const { reading } = await readWith(openCompass, predictionsPath, JSON.stringify(measured));
    expect(reading.problems).toMatchObject([{ field: 'prediction' }]);
    expect(reading.samples[0]?.rows).toBe(2);
  });
});

describe("OpenCompass' results", () => {
  test('are in percent, with the verdicts of their details', async () => {
    const { reading } = await readWith(openCompass, resultsPath, JSON.stringify(formatted));
    expect(reading.parts).toMatchObject([
      { metrics: [{ name: 'accuracy', value: 0.5 }], n: 2, repeats: 1, model: 'qwen-7b-hf', task: 'gsm8k' },
    ]);
    expect(await rows(resultsPath, formatted)).toEqual([
      ['0', 0, 1],
      ['1', 0, 0],
    ]);
  });

  test("an evaluator's own details, of one and of several answers", async () => {
    const own = {
      accuracy: 50,
      details: [
        { pred: '4', answer: '4', correct: true },
        { pred: '5', answer: '3', correct: false },
      ],
    };
    expect(await rows(resultsPath, own)).toEqual([
      ['0', 0, 1],
      ['1', 0, 0],
    ]);
    const name = 'accuracy (2 runs average)';
    const twice = {
      [name]: 50,
      details: [{ example_abbr: 'x_0', pred: ['4', '5'], answer: ['4', '4'], correct: [true, false] }],
    };
    const { reading, context } = await readWith(openCompass, resultsPath, JSON.stringify(twice));
    expect(reading.parts).toMatchObject([{ metrics: [{ name, value: 0.5 }], n: 1, repeats: 2 }]);
    expect(rowsOf(reading, context).map((row) => row[name])).toEqual([1, 0]);
    const source = memorySource(resultsPath, JSON.stringify(twice));
    const sample = await openCompass.sample(source, { task: 'gsm8k', place: 0, repeat: 1 });
    expect(sample).toMatchObject({
      gold: '4',
      answer: '5',
      scores: [{ metric: name, value: 0, extracted: '5' }],
    });
  });

  test('a metric of unknown scale is left out; verdicts of it have a name of their own', async () => {
    const json = { score: 75, avg_toxicity_score: 0.1, type: 'GEN', details: [{ pred: 'x', correct: true }] };
    const { reading } = await readWith(openCompass, resultsPath, JSON.stringify(json));
    expect(reading.parts[0]?.metrics).toEqual([{ name: 'score', value: 0.75, stderr: null }]);
    expect(reading.samples[0]?.metrics.map(({ name }) => name)).toEqual(['correct']);
  });

  test.each([['180'], ['-3'], ['"80"'], ['NaN'], ['null']])(
    'an accuracy of %s is a problem, not a score',
    async (text) => {
      const { reading } = await readWith(openCompass, resultsPath, `{"accuracy": ${text}}`);
      expect(reading).toMatchObject({ parts: [], problems: [{ field: 'accuracy' }] });
    },
  );

  test.each([
    ['text for a verdict', { pred: 'x', correct: 'yes' }],
    ['no verdict, though others have one', { pred: 'x' }],
    ['something else', 7],
  ])('%s is a problem, not a score', async (_, bad) => {
    const json = { accuracy: 100, details: [{ pred: 'x', correct: true }, bad] };
    const { reading } = await readWith(openCompass, resultsPath, JSON.stringify(json));
    expect(reading.problems).toMatchObject([{ field: 'details' }]);
    const values = [...(reading.samples[0]?.metrics[0]?.values ?? [])];
    expect(values.filter((value) => !Number.isNaN(value))).toEqual([1]);
  });

  test("the tool's own error", async () => {
    const { reading } = await readWith(openCompass, resultsPath, '{"error": "No predictions found."}');
    expect(reading).toMatchObject({ parts: [], samples: [], problems: [{ field: 'error' }] });
    expect(reading.problems[0]?.message).toContain('No predictions found.');
  });
});

test('claims what is in its folders and begins as its files do', () => {
  const claimed = (path: string, text: string): boolean =>
    formatOf(memorySource(path, text))?.name === 'opencompass';
  expect(claimed(predictionsPath, JSON.stringify(predictions))).toBe(true);
  expect(claimed(resultsPath, JSON.stringify(formatted, null, 4))).toBe(true);
  expect(claimed(resultsPath, '')).toBe(true);
  expect(claimed('/x/predictions/m/a.json', '')).toBe(false);
  expect(claimed('/x/predictions/m/a.json', '{"0": {"label": 1}}')).toBe(false);
  expect(claimed('/x/results/m/results_2024-05-01T00-00-00.json', '{"accuracy": 50}')).toBe(false);
  expect(claimed('/x/results/m/a.json', '{"name": "x", "accuracy": 50}')).toBe(false);
});
