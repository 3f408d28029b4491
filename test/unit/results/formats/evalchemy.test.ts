import { describe, expect, it } from 'vitest';
import { evalchemy } from '../../../../src/core/results/formats/evalchemy.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';
import { folder, resultsPath, stamp } from './lmEvalFixtures.ts';

const outputs = (...answers: readonly string[]): Record<string, unknown> => ({
  model_outputs: answers.map((answer) => `<think>so</think>It is \\boxed{${answer}}.`),
  model_answers: answers,
});

const aime = {
  examples: [
    { id: 60, problem: 'One and one?', expected_answer: '2', ...outputs('2', '3') },
    { id: 61, problem: 'Two and two?', expected_answer: '4', ...outputs('4', '') },
  ],
  num_total: 2,
  solved_avg: 1,
  run_stats: [
    { repetition: 1, num_total: 2, num_solved: 2, accuracy: 1 },
    { repetition: 2, num_total: 2, num_solved: 0, accuracy: 0 },
  ],
  accuracy_avg: 0.5,
  accuracy_std_err: 0.35,
  num_repeat: 2,
};

const file = (results: object, more: object = {}): string =>
  JSON.stringify({
    results,
    config: { model: 'vllm', model_args: 'pretrained=org/tiny,tensor_parallel_size=1', limit: null },
    date: 1_700_000_000,
    ...more,
  });

const read = (results: object, more?: object) => readWith(evalchemy, resultsPath, file(results, more));

describe('results of evalchemy', () => {
  it('are told from those of lm-evaluation-harness, which are called the same', () => {
    const format = (text: string) => formatOf(memorySource(resultsPath, text))?.name;
    expect(format(file({ AIME24: aime }))).toBe('evalchemy');
    expect(format(JSON.stringify({ results: { LiveCodeBench: { accuracy_avg: 0.5 } } }, null, 2))).toBe(
      'evalchemy',
    );
    expect(format(file({ gsm8k: { alias: 'gsm8k', 'exact_match,none': 0.5 } }))).toBe('lm-eval');
    expect(format(file({ gsm8k: { 'exact_match,none': 0.5, alias: 'gsm8k' } }))).toBe('lm-eval');
    expect(format(file({ mmlu: { ' ': ' ', alias: 'mmlu' } }))).toBe('lm-eval');
  });

  it('say what they report, and which items were right, by our count', async () => {
    const { reading, context } = await read({ AIME24: aime });
    const run = `${folder}\n${stamp}\nAIME24`;
    expect(reading.problems).toEqual([]);
    expect(reading.parts).toEqual([
      {
        run,
        model: 'org/tiny',
        task: 'AIME24',
        metrics: [{ name: 'accuracy_avg', value: 0.5, stderr: 0.35 }],
        n: 2,
        repeats: 2,
        partial: false,
        date: 1_700_000_000_000,
        asked: {},
      },
    ]);
    const base = { run, model: 'org/tiny', task: 'AIME24', state: sampleState.ended };
    expect(rowsOf(reading, context)).toEqual([
      { ...base, id: '60', repeat: 0, 'accuracy,recomputed': 1 },
      { ...base, id: '60', repeat: 1, 'accuracy,recomputed': 0 },
      { ...base, id: '61', repeat: 0, 'accuracy,recomputed': 1 },
      { ...base, id: '61', repeat: 1, 'accuracy,recomputed': 0 },
    ]);
    expect(context.items.items[0]).toMatchObject({ gold: '2', published: { benchmark: 'AIME24' } });
  });

  it('are compared by text where that gives the tool’s number, else by value', async () => {
    const one = (num_solved: number) => ({
      examples: [
        {
          problem: 'Half?',
          subject: 'x',
          level: 1,
          answer: '\\frac{1}{2}',
          model_output: '0.5',
          model_answer: '0.5',
        },
      ],
      num_total: 1,
      num_solved,
      accuracy: num_solved,
    });
    const value = async (num_solved: number) => {
      const { reading } = await read({ MATH500: one(num_solved) });
      expect(reading.parts[0]?.metrics).toEqual([{ name: 'accuracy', value: num_solved, stderr: null }]);
      return reading.samples[0]?.metrics[0]?.values[0];
    };
    expect(await value(0)).toBe(0);
    expect(await value(1)).toBe(1);
  });

  it('of GPQA are compared by letter, and items known by their texts', async () => {
    const gpqa = {
      Question: 'Which one?',
      'Correct Answer': 'this',
      'Incorrect Answer 1': 'that',
      'Incorrect Answer 2': 'none',
      'Incorrect Answer 3': 'both',
      'Record ID': 'rec1',
      multiple_choice_string: 'A) that, B) this, C) none, D) both',
      answer: 'B',
      ...outputs('B', 'A', 'B'),
    };
    const { reading, context } = await read({
      GPQADiamond: { examples: [gpqa], accuracy_avg: 2 / 3, num_repeat: 3 },
    });
    expect(Array.from(reading.samples[0]?.metrics[0]?.values ?? [])).toEqual([1, 0, 1]);
    expect(context.items.items[0]).toMatchObject({ id: 'rec1', gold: 'this' });
  });

  it('of LiveCodeBench are the tool’s own verdicts, of its last repeat', async () => {
    const examples = [
      { content: ['print(1)', 'print(2)'], difficulty: 'easy', correctness: true, reason: '' },
      { content: null, difficulty: 'hard', correctness: false, reason: 'Does not contain code component.' },
    ];
    const bench = {
      accuracy_avg: 0.4,
      accuracy_std_err: 0.1,
      accuracy_easy_avg: 0.8,
      raw_metrics: [],
      examples,
      num_repeat: 6,
    };
    const { reading, context } = await read({ LiveCodeBench: bench });
    expect(reading.parts[0]?.metrics.map(({ name }) => name)).toEqual(['accuracy_avg', 'accuracy_easy_avg']);
    expect(rowsOf(reading, context)).toMatchObject([
      { id: '0', repeat: 5, 'correctness,last repeat': 1 },
      { id: '1', repeat: 5, 'correctness,last repeat': 0 },
    ]);
    const source = memorySource(resultsPath, file({ LiveCodeBench: bench }));
    expect(await evalchemy.sample(source, { task: 'LiveCodeBench', place: 0, repeat: 5 })).toMatchObject({
      answer: 'print(1)\n\nprint(2)',
      flags: [],
    });
    expect(await evalchemy.sample(source, { task: 'LiveCodeBench', place: 1, repeat: 5 })).toMatchObject({
      flags: ['empty'],
      scores: [{ value: 0, explanation: 'Does not contain code component.' }],
    });
  });

  it('of IFEval, which keeps no responses, and of the harness’ own tasks are parts alone', async () => {
    const { reading } = await read({
      IFEval: {
        strict: { prompt_level: 0.5, inst_level: 0.6 },
        num_examples: 500,
        completion_rate: 1,
        max_tokens: 512,
      },
      gsm8k: { alias: 'gsm8k', 'exact_match,strict-match': 0.25, 'exact_match_stderr,strict-match': 'N/A' },
    });
    expect(reading.samples).toEqual([]);
    expect(reading.parts.map(({ task, n, metrics }) => [task, n, metrics.map(({ name }) => name)])).toEqual([
      ['IFEval', 500, ['strict/prompt_level', 'strict/inst_level']],
      ['gsm8k', null, ['exact_match,strict-match']],
    ]);
  });

  it('judge no items of other benchmarks, but where that gives the tool’s number', async () => {
    const other = (run_stats?: object) => ({
      examples: [{ problem: 'x', answer: '7', ...outputs('7') }],
      accuracy_avg: 1,
      num_repeat: 1,
      ...run_stats,
    });
    const values = async (bench: object) =>
      (await read({ Riddles: bench })).reading.samples[0]?.metrics.length;
    expect(await values(other())).toBe(0);
    expect(await values(other({ run_stats: [{ num_solved: 1 }] }))).toBe(1);
    expect(await values(other({ run_stats: [{ num_solved: 0 }] }))).toBe(0);
  });

  it('give one response whole', async () => {
    const source = memorySource(resultsPath, file({ AIME24: aime }));
    expect(await evalchemy.sample(source, { task: 'AIME24', place: 1, repeat: 0 })).toMatchObject({
      id: '61',
      question: 'Two and two?',
      gold: '4',
      reasoning: 'so',
      answer: 'It is \\boxed{4}.',
      status: 'complete',
      scores: [{ metric: 'accuracy,recomputed', value: 1, extracted: '4' }],
    });
    expect(await evalchemy.sample(source, { task: 'AIME24', place: 9, repeat: 0 })).toBeNull();
    expect(await evalchemy.sample(source, { task: 'AIME25', place: 0, repeat: 0 })).toBeNull();
  });

  it('mark what never closed its reasoning', async () => {
    const cut = {
      id: 1,
      problem: 'x',
      expected_answer: '1',
      model_outputs: ['<think>on'],
      model_answers: [''],
    };
    const { reading } = await read({ AIME24: { examples: [cut], num_repeat: 1, accuracy_avg: 0 } });
    expect(reading.samples[0]?.state[0]).toBe(sampleState.truncated);
  });

  it.each([
    [{ AIME24: 3 }, 'results.AIME24', /must be an object/],
    [
      { AIME24: { examples: [3, aime.examples[0]] } },
      'results.AIME24.examples[0]',
      /is no object, but a number/,
    ],
    [
      { AIME24: { examples: [{ model_outputs: ['a'], model_answers: [] }] } },
      'results.AIME24.examples[0]',
      /has 1 "model_outputs" and 0 "model_answers"/,
    ],
    [
      { AIME24: { examples: [{ model_outputs: 3 }] } },
      'results.AIME24.examples[0]',
      /no usable "model_outputs"/,
    ],
    [{ IFEval: { error: 'out of memory' } }, 'results.IFEval.error', /out of memory/],
  ])('%j is a problem, and no more than that', async (results, field, message) => {
    const { reading } = await read(results);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toMatchObject({ field });
    expect(reading.problems[0]?.message).toMatch(message);
  });

  it('that are cut off are a problem', async () => {
    const { reading } = await readWith(evalchemy, resultsPath, file({ AIME24: aime }).slice(0, -90));
    expect(reading.parts).toEqual([]);
    expect(reading.problems[0]?.message).toMatch(/cut off/);
  });
});
