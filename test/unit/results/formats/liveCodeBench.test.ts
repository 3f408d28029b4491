import { describe, expect, test } from 'vitest';
import { liveCodeBench } from '../../../../src/core/results/formats/liveCodeBench.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const folder = '/lcb/output/Some-Coder-7B';
const stem = `${folder}/Scenario.codegeneration_2_0.2`;
const all = `${stem}_eval_all.json`;

const question = (id: string, graded: unknown, more: object = {}): object => ({
  question_title: 'Add',
  question_content: `Add the numbers of ${id}.`,
  platform: 'leetcode',
  question_id: id,
  contest_id: 'c1',
  contest_date: '2024-01-01T00:00:00',
  starter_code: '',
  difficulty: 'easy',
  output_list: ['```python\nprint(1)\n```', 'I cannot.'],
  code_list: ['print(1)', ''],
  ...(graded === undefined ? {} : { graded_list: graded, metadata: ['{}', '{"error_code": -1}'] }),
  ...more,
});
const graded = JSON.stringify([
  question('a1', [true, false], { 'pass@1': 0.5 }),
  question('a2', [true, true], { 'pass@1': 1 }),
]);
const summary = JSON.stringify([
  { 'pass@1': 0.75, detail: { 'pass@1': { 0: 0.5, 1: 1 } } },
  { 0: [[true], [-1]], 1: [[true], [true]] },
  [['{}', '{}']],
]);

describe('LiveCodeBench', () => {
  test('every response is a row with its verdict', async () => {
    const { reading, context } = await readWith(liveCodeBench, all, graded);
    expect(reading.problems).toEqual([]);
    expect(rowsOf(reading, context).map((row) => [row.id, row.repeat, row['pass@1']])).toEqual([
      ['a1', 0, 1],
      ['a1', 1, 0],
      ['a2', 0, 1],
      ['a2', 1, 1],
    ]);
    expect(reading.samples[0]).toMatchObject({ model: 'Some-Coder-7B', task: 'livecodebench' });
    expect(context.items.items[0]?.published).toMatchObject({ benchmark: 'LiveCodeBench', id: 'a1' });
  });

  test('its three files are one run', async () => {
    const runs = await Promise.all(
      [`${stem}.json`, all].map(async (path) => {
        const { reading } = await readWith(liveCodeBench, path, graded);
        return reading.samples[0]?.run;
      }),
    );
    const { reading } = await readWith(liveCodeBench, `${stem}_eval.json`, summary);
    expect(reading.problems).toEqual([]);
    expect(reading.parts).toEqual([
      {
        run: runs[0],
        model: 'Some-Coder-7B',
        task: 'livecodebench',
        metrics: [{ name: 'pass@1', value: 0.75, stderr: null }],
        n: 2,
        repeats: 2,
        partial: null,
        date: null,
        asked: { temperature: 0.2 },
      },
    ]);
    expect(new Set(runs).size).toBe(1);
  });

  test('responses alone have no score', async () => {
    const text = JSON.stringify([question('a1', undefined)]);
    const { reading } = await readWith(liveCodeBench, `${stem}.json`, text);
    expect(reading.problems).toEqual([]);
    expect(reading.samples[0]).toMatchObject({ rows: 2, metrics: [] });
    const sample = await liveCodeBench.sample(memorySource(`${stem}.json`, text), {
      task: 'livecodebench',
      place: 0,
      repeat: 0,
    });
    expect(sample).toMatchObject({ answer: '```python\nprint(1)\n```', scores: [] });
  });

  test('one response, whole, with its code and what running it said', async () => {
    const sample = await liveCodeBench.sample(memorySource(all, graded), {
      task: 'livecodebench',
      place: 0,
      repeat: 1,
    });
    expect(sample).toMatchObject({
      id: 'a1',
      question: 'Add\n\nAdd the numbers of a1.',
      answer: 'I cannot.',
      record: { difficulty: 'easy', question_id: 'a1' },
      scores: [{ metric: 'pass@1', value: 0, extracted: null, explanation: '{"error_code": -1}' }],
    });
    expect(sample?.record).not.toHaveProperty('output_list');
  });

  test.each([
    ['a verdict less', [true], 'graded_list'],
    ['no verdicts in a graded file', undefined, 'graded_list'],
    ['a verdict that is a list', [true, [false]], 'graded_list'],
  ])('%s is a problem, not a score', async (_, list, field) => {
    const text = JSON.stringify([question('a1', list), question('a2', [true, true])]);
    const { reading, context } = await readWith(liveCodeBench, all, text);
    expect(reading.problems).toMatchObject([{ file: all, field }]);
    const rows = rowsOf(reading, context).filter(({ id }) => id === 'a1');
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row['pass@1'])).not.toContain(0);
  });

  test("verdicts that do not make the question's own pass@1 are a problem", async () => {
    const text = JSON.stringify([question('a1', [true, true], { 'pass@1': 0.5 })]);
    const { reading } = await readWith(liveCodeBench, all, text);
    expect(reading.problems).toMatchObject([{ field: 'pass@1' }]);
  });

  test('a question twice, and an entry that is none', async () => {
    const text = JSON.stringify([question('a1', [true, true]), question('a1', [false, false]), 7]);
    const { reading, context } = await readWith(liveCodeBench, all, text);
    expect(reading.problems).toHaveLength(2);
    expect(rowsOf(reading, context).map((row) => row['pass@1'])).toEqual([1, 1]);
  });

  test.each([
    ['[]'],
    ['[{"detail": {}}]'],
    ['[{"pass@1": 75}]'],
    ['[{"pass@1": NaN}]'],
    ['[{"pass@1": "0.7"}]'],
  ])('a summary of %s is a problem, not a score', async (text) => {
    const { reading } = await readWith(liveCodeBench, `${stem}_eval.json`, text);
    expect(reading.problems).toHaveLength(1);
    expect(reading.parts.flatMap(({ metrics }) => metrics)).toEqual([]);
  });

  test('claims its own names alone, empty or not', () => {
    const name = (path: string, text: string): string | undefined => formatOf(memorySource(path, text))?.name;
    expect(name(all, graded)).toBe('livecodebench');
    expect(name(`${folder}/codegeneration_10_0.0_eval.json`, summary)).toBe('livecodebench');
    expect(name(all, '')).toBe('livecodebench');
    expect(name(all, '{"a": 1}')).not.toBe('livecodebench');
    expect(name(`${folder}/Scenario.selfrepair_2_0.2.json`, graded)).not.toBe('livecodebench');
  });
});
