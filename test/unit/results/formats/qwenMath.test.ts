import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { qwenMath } from '../../../../src/core/results/formats/qwenMath.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const legs = {
  idx: 0,
  question: 'How many legs have two tables?',
  gt_cot: 'None',
  gt: '8',
  level: 1,
  answer: '8',
  code: ['Four each, so \\boxed{8}.', 'It is \\boxed{6}.'],
  pred: ['8', '6'],
  report: [null, 'Timeout Error'],
  score: [true, false],
};
const chairs = { ...legs, idx: 1, question: 'How many legs have three chairs?', gt: '12', answer: '12' };
const lines = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const flat = '/runs/Qwen2.5-Math-7B/math500.jsonl';
const nested = '/runs/Org/Tuned-7B/math_eval/aime24/test_qwen25-math-cot_-1_seed0_t0.6_s0_e-1.jsonl';

describe("the Qwen2.5-Math evaluator's samples", () => {
  test('every response is a row with its verdict, under the item', async () => {
    const { reading, context } = await readWith(qwenMath, flat, lines(legs, chairs));
    expect(reading.problems).toEqual([]);
    const common = {
      run: 'runs/Qwen2.5-Math-7B/math500',
      model: 'Qwen2.5-Math-7B',
      task: 'math500',
      state: 0,
    };
    expect(rowsOf(reading, context)).toEqual([
      { ...common, id: '0', repeat: 0, acc: 1 },
      { ...common, id: '0', repeat: 1, acc: 0 },
      { ...common, id: '1', repeat: 0, acc: 1 },
      { ...common, id: '1', repeat: 1, acc: 0 },
    ]);
    expect(context.items.items[0]).toMatchObject({ gold: '8', question: legs.question });
  });

  test('a small chunk changes nothing', async () => {
    const whole = await readWith(qwenMath, flat, lines(legs, chairs));
    const chunked = await readWith(qwenMath, flat, lines(legs, chairs), { chunkBytes: 7 });
    expect(chunked.reading).toEqual(whole.reading);
  });

  test('one response, whole', async () => {
    const source = memorySource(flat, lines(legs, chairs));
    const { reading } = await readWith(qwenMath, flat, lines(legs, chairs));
    const place = reading.samples[0]?.place[3] ?? -1;
    const sample = await qwenMath.sample(source, { task: 'math500', place, repeat: 1 });
    expect(sample).toMatchObject({
      id: '1',
      question: chairs.question,
      gold: '12',
      answer: 'It is \\boxed{6}.',
      reasoning: '',
      status: 'complete',
      record: { idx: 1, problem: chairs.question, level: 1, answer: '12' },
      scores: [{ metric: 'acc', value: 0, extracted: '6', explanation: 'Timeout Error' }],
    });
    expect(await qwenMath.sample(source, { task: 'math500', place: 1e6, repeat: 0 })).toBeNull();
    expect(await qwenMath.sample(source, { task: 'math500', place, repeat: 2 })).toBeNull();
  });

  test('a response whose reasoning never closes was cut off', async () => {
    const open = { ...legs, code: ['<think>Four and', '<think>Four.</think>8'] };
    const { reading } = await readWith(qwenMath, flat, lines(open));
    expect([...(reading.samples[0]?.state ?? [])]).toEqual([sampleState.truncated, sampleState.ended]);
  });

  test.each([
    ['one verdict for two responses', { ...legs, score: [true] }, 'score'],
    ['a verdict that is text', { ...legs, score: [true, 'False'] }, 'score'],
    ['no verdicts, though others have them', { ...legs, score: undefined }, 'score'],
  ])('%s is a problem, not a score', async (_, record, field) => {
    const { reading, context } = await readWith(qwenMath, flat, lines(chairs, record));
    expect(reading.problems).toMatchObject([{ file: flat, line: 2, field }]);
    const rows = rowsOf(reading, context).filter(({ id }) => id === '0');
    expect(rows.map(({ acc }) => acc)).not.toContain(0);
    expect(rows).toHaveLength(2);
  });

  test('a file without any verdicts is read without scores, and without a problem', async () => {
    const { reading } = await readWith(qwenMath, flat, lines({ ...legs, score: undefined }));
    expect(reading.problems).toEqual([]);
    expect(reading.samples[0]).toMatchObject({ rows: 2, metrics: [] });
  });

  test('what is wrong with a line is said with it, and the others stay', async () => {
    const bad = `{"idx": 2, "question": 3}\n[]\n{"idx": 4`;
    const { reading } = await readWith(qwenMath, flat, lines(legs) + bad);
    expect(reading.problems.map(({ line, field }) => [line, field])).toEqual([
      [2, 'question'],
      [3, 'idx'],
      [4, undefined],
    ]);
    expect(reading.problems[2]?.message).toContain('cut off');
    expect(reading.samples[0]?.rows).toBe(2);
  });

  test('a byte that is no UTF-8 leaves its line out', async () => {
    const bytes = Buffer.from(lines(legs, chairs));
    bytes[bytes.indexOf('Four')] = 0xff;
    const { reading } = await readWith(qwenMath, flat, bytes);
    expect(reading.problems).toMatchObject([{ line: 1 }]);
    expect(reading.samples[0]?.rows).toBe(2);
  });

  test('of an item that stands twice the last holds, as in the tool', async () => {
    const { reading, context } = await readWith(
      qwenMath,
      flat,
      lines(legs, { ...legs, score: [false, false] }),
    );
    expect(reading.problems).toMatchObject([{ line: 2, field: 'idx' }]);
    expect(rowsOf(reading, context).map(({ acc }) => acc)).toEqual([0, 0]);
  });

  test("ids keep their digits, and the tool's own layout says how it was asked", async () => {
    const { reading, context } = await readWith(
      qwenMath,
      nested,
      lines({ ...legs, idx: 7 }).replace('"idx":7', '"idx":90071992547409931'),
    );
    expect(context.items.items[0]?.id).toBe('90071992547409931');
    expect(reading.parts).toMatchObject([
      {
        model: 'Tuned-7B',
        task: 'aime24',
        metrics: [],
        partial: false,
        asked: { prompt: 'qwen25-math-cot', seed: 0, temperature: 0.6 },
      },
    ]);
  });
});

describe("the Qwen2.5-Math evaluator's metrics", () => {
  const metrics = { num_samples: 2, num_scores: 4, timeout_samples: 0, empty_samples: 0, acc: 80.4 };

  test('are fractions, over the first response of each item, and of the run of the samples beside them', async () => {
    const name = nested.replace('.jsonl', '_qwen25-math-cot_metrics.json');
    const { reading } = await readWith(qwenMath, name, JSON.stringify(metrics));
    const samples = await readWith(qwenMath, nested, lines(legs));
    expect(reading.problems).toEqual([]);
    expect(reading.parts).toMatchObject([
      { run: samples.reading.samples[0]?.run, task: 'aime24', n: 2, repeats: 1 },
    ]);
    expect(reading.parts[0]?.metrics[0]?.value).toBeCloseTo(0.804, 12);
  });

  test('beside packed samples', async () => {
    const samples = await readWith(qwenMath, `${flat}.gz`, lines(legs));
    const { reading } = await readWith(
      qwenMath,
      flat.replace('.jsonl', '_metrics.json'),
      JSON.stringify(metrics),
    );
    expect(reading.parts[0]?.run).toBe(samples.reading.samples[0]?.run);
  });

  test('of a checkpoint, asked for some items', async () => {
    const path = '/out/Tuned-7B/global_step_200/aime24/test_cot_10_seed0_t0_s0_e-1_cot_metrics.json';
    const { reading } = await readWith(qwenMath, path, JSON.stringify(metrics));
    expect(reading.parts[0]).toMatchObject({ model: 'Tuned-7B/global_step_200', partial: true });
  });

  test.each([['804'], ['"80.4"'], ['NaN'], ['-1'], ['null']])(
    'an acc of %s is a problem, not a score',
    async (acc) => {
      const text = JSON.stringify(metrics).replace('80.4', acc);
      const { reading } = await readWith(qwenMath, flat.replace('.jsonl', '_metrics.json'), text);
      expect(reading.problems).toMatchObject([{ field: 'acc' }]);
      expect(reading.parts[0]?.metrics).toEqual([]);
    },
  );

  test('cut off', async () => {
    const text = JSON.stringify(metrics).slice(0, 40);
    const { reading } = await readWith(qwenMath, flat.replace('.jsonl', '_metrics.json'), text);
    expect(reading).toMatchObject({ parts: [], samples: [], problems: [{ line: 1 }] });
  });
});

test('files of other tools are not claimed', () => {
  const claimed = (path: string, text: string): string | undefined =>
    formatOf(memorySource(path, text))?.name;
  expect(claimed(flat, lines(legs))).toBe('qwen-math');
  expect(claimed('/x/train_metrics.json', '{"acc": 0.5, "loss": 1}')).not.toBe('qwen-math');
  expect(claimed('/x/items.jsonl', lines({ idx: 1, question: 'a', gt: 'b' }))).not.toBe('qwen-math');
});
