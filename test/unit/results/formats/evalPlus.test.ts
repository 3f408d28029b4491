import { describe, expect, test } from 'vitest';
import { evalPlus } from '../../../../src/core/results/formats/evalPlus.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const path = '/w/evalplus_results/humaneval/Org--Coder-7B_vllm_temp_0.8.eval_results.json';
const solved = (id: string, base: unknown, plus: unknown): object => ({
  task_id: id,
  solution: 'def f():\n    return 1\n',
  base_status: base,
  plus_status: plus,
  base_fail_tests: [],
  plus_fail_tests: [],
});
const results = {
  date: '2024-05-01 12:34',
  hash: 'abc',
  eval: {
    'HumanEval/0': [solved('HumanEval/0', 'pass', 'pass'), solved('HumanEval/0', 'pass', 'fail')],
    'HumanEval/1': [solved('HumanEval/1', 'fail', 'pass'), solved('HumanEval/1', 'timeout', 'fail')],
  },
  pass_at_k: { base: { 'pass@1': 0.5 }, plus: { 'pass@1': 0.25 } },
};

describe('EvalPlus', () => {
  test('a solution passes plus where it passes both', async () => {
    const { reading, context } = await readWith(evalPlus, path, JSON.stringify(results));
    expect(reading.problems).toEqual([]);
    expect(
      rowsOf(reading, context).map((row) => [row.id, row.repeat, row['pass@1,base'], row['pass@1,plus']]),
    ).toEqual([
      ['HumanEval/0', 0, 1, 1],
      ['HumanEval/0', 1, 1, 0],
      ['HumanEval/1', 0, 0, 0],
      ['HumanEval/1', 1, 0, 0],
    ]);
    expect(reading.parts).toMatchObject([
      {
        run: reading.samples[0]?.run,
        model: 'Org/Coder-7B',
        task: 'humaneval',
        metrics: [
          { name: 'pass@1,base', value: 0.5 },
          { name: 'pass@1,plus', value: 0.25 },
        ],
        n: 2,
        repeats: 2,
        date: Date.UTC(2024, 4, 1, 12, 34),
        asked: { temperature: 0.8 },
      },
    ]);
  });

  test('without the further tests there is no plus', async () => {
    const only = { ...results, eval: { 'Mbpp/2': [solved('Mbpp/2', 'pass', null)] }, pass_at_k: undefined };
    const { reading } = await readWith(evalPlus, '/x/samples_eval_results.json', JSON.stringify(only));
    expect(reading.problems).toEqual([]);
    expect(reading.samples[0]?.metrics.map(({ name }) => name)).toEqual(['pass@1,base']);
    expect(reading.parts).toMatchObject([{ task: 'mbpp', model: 'x', metrics: [] }]);
  });

  test('the older layout has statuses and no texts', async () => {
    const old = {
      ...results,
      eval: {
        'HumanEval/0': {
          nfiles: 2,
          base: [
            ['success', [true]],
            ['failed', []],
          ],
          plus: [
            ['success', []],
            ['success', []],
          ],
        },
      },
    };
    const { reading, context } = await readWith(evalPlus, path, JSON.stringify(old));
    expect(rowsOf(reading, context).map((row) => [row['pass@1,base'], row['pass@1,plus']])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    const place = { task: 'humaneval', place: 0, repeat: 0 };
    expect(await evalPlus.sample(memorySource(path, JSON.stringify(old)), place)).toBeNull();
  });

  test('one solution, whole', async () => {
    const source = memorySource(path, JSON.stringify(results));
    const sample = await evalPlus.sample(source, { task: 'humaneval', place: 1, repeat: 1 });
    expect(sample).toMatchObject({
      id: 'HumanEval/1',
      answer: 'def f():\n    return 1\n',
      scores: [
        { metric: 'pass@1,base', value: 0, explanation: 'timeout' },
        { metric: 'pass@1,plus', value: 0, explanation: 'fail' },
      ],
    });
  });

  test.each([
    ['an unknown status', solved('HumanEval/1', 'passed?', 'pass')],
    ['no status', solved('HumanEval/1', null, 'pass')],
    ["another task's id", solved('HumanEval/7', 'pass', 'pass')],
    ['something else', 7],
  ])('%s is a problem, not a score', async (_, entry) => {
    const changed = { ...results, eval: { ...results.eval, 'HumanEval/1': [entry] } };
    const { reading, context } = await readWith(evalPlus, path, JSON.stringify(changed));
    expect(reading.problems.length).toBeGreaterThan(0);
    const row = rowsOf(reading, context).find(({ id }) => id === 'HumanEval/1');
    expect([row?.['pass@1,base'], row?.['pass@1,plus']]).toEqual([Number.NaN, Number.NaN]);
  });

  test.each([
    [
      'a plus_status that only some lack',
      [solved('HumanEval/1', 'pass', 'pass'), solved('HumanEval/1', 'pass', undefined)],
    ],
    ['a solution less than elsewhere', [solved('HumanEval/1', 'pass', 'pass')]],
  ])('%s', async (_, list) => {
    const changed = { ...results, eval: { ...results.eval, 'HumanEval/1': list } };
    const { reading } = await readWith(evalPlus, path, JSON.stringify(changed));
    expect(reading.problems).toMatchObject([{ field: 'eval' }]);
  });

  test.each([['50'], ['"0.5"'], ['NaN']])('a pass@1 of %s is a problem, not a score', async (value) => {
    const text = JSON.stringify(results).replace('"pass@1":0.5', `"pass@1":${value}`);
    const { reading } = await readWith(evalPlus, path, text);
    expect(reading.problems).toMatchObject([{ field: 'pass_at_k.base.pass@1' }]);
    expect(reading.parts[0]?.metrics.map(({ name }) => name)).toEqual(['pass@1,plus']);
  });

  test('names of models, and where a name is none', async () => {
    const modelOf = async (file: string): Promise<string | null | undefined> => {
      const { reading } = await readWith(evalPlus, file, JSON.stringify(results));
      return reading.parts[0]?.model;
    };
    expect(await modelOf('/r/evalplus_results/mbpp/Coder_hf_temp_0.0/eval_results.json')).toBe('Coder');
    expect(await modelOf('/r/Coder-7B/samples-sanitized_eval_results.json')).toBe('Coder-7B');
    expect(await modelOf('/r/humaneval/A--B_vllm_temp_0.0-sanitized_eval_results.json')).toBe('A/B');
    expect(await modelOf('/results/eval_results.json')).toBeNull();
  });

  test("a trainer's file of the same name is not claimed", () => {
    const name = (file: string, text: string): string | undefined => formatOf(memorySource(file, text))?.name;
    expect(name(path, JSON.stringify(results))).toBe('evalplus');
    expect(name('/x/eval_results.json', '{"epoch": 1, "eval_loss": 2.5}')).not.toBe('evalplus');
    expect(name(path, '')).toBe('evalplus');
  });
});
