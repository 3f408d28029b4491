import { describe, expect, test } from 'vitest';
import { readResults } from '../../../../src/core/results/formats/readResults.ts';
import { damaged, seeds } from '../support/damage.ts';
import { memorySource, readContext, rowsOf } from '../support/memorySource.ts';

const qwenLine = (idx: number, score: readonly boolean[]): string =>
  JSON.stringify({
    idx,
    question: `How many legs have ${idx} tables?`,
    gt: String(4 * idx),
    answer: String(4 * idx),
    code: score.map((_, repeat) => `Response ${repeat}: ${4 * idx}.`),
    pred: score.map(() => String(4 * idx)),
    report: score.map(() => null),
    score,
  });

const question = (id: string, graded: readonly boolean[]): object => ({
  question_content: `Add the numbers of ${id}.`,
  question_id: id,
  output_list: graded.map((_, repeat) => `Response ${repeat} to ${id}`),
  code_list: graded.map(() => 'print(1)'),
  graded_list: graded,
  'pass@1': graded.filter(Boolean).length / graded.length,
});

const solved = (id: string, statuses: readonly (readonly [string, string])[]): object[] =>
  statuses.map(([base, plus]) => ({
    task_id: id,
    solution: 'def f():\n    return 1\n',
    base_status: base,
    plus_status: plus,
  }));

const files: readonly { readonly name: string; readonly path: string; readonly text: string }[] = [
  {
    name: 'qwen-math',
    path: '/runs/Model-7B/aime24.jsonl',
    text:
      [qwenLine(1, [true, false]), qwenLine(2, [true, true]), qwenLine(3, [false, false])].join('\n') + '\n',
  },
  {
    name: 'livecodebench',
    path: '/lcb/output/Coder/Scenario.codegeneration_2_0.2_eval_all.json',
    text: JSON.stringify([
      question('a1', [true, false]),
      question('a2', [true, true]),
      question('a3', [false, false]),
    ]),
  },
  {
    name: 'evalplus',
    path: '/e/humaneval/Coder_vllm_temp_0.0.eval_results.json',
    text: JSON.stringify({
      date: '2024-05-01 12:34',
      hash: 'x',
      eval: {
        'HumanEval/0': solved('HumanEval/0', [
          ['pass', 'pass'],
          ['fail', 'fail'],
        ]),
        'HumanEval/1': solved('HumanEval/1', [
          ['pass', 'fail'],
          ['timeout', 'fail'],
        ]),
      },
    }),
  },
  {
    name: 'opencompass',
    path: '/oc/20240501_123456/results/m/gsm8k.json',
    text: JSON.stringify({
      accuracy: 50,
      details: [
        { pred: '4', answer: '4', correct: true },
        { pred: '5', answer: '4', correct: false },
      ],
    }),
  },
  {
    name: 'lighteval',
    path: '/lh/results/Org/M/results_2025-02-03T04-05-06.789012.json',
    text: JSON.stringify({
      config_general: { model_name: 'Org/M' },
      results: { 'lighteval|math_500|0': { em: 0.5, em_stderr: 0.1 } },
    }),
  },
];

interface Verdicts {
  readonly verdicts: ReadonlyMap<string, number>;
  /** Problems of the file; or its summary and its verdicts differ, which is said where runs are made. */
  readonly told: boolean;
}

async function verdictsOf(path: string, bytes: Uint8Array): Promise<Verdicts | null> {
  const context = readContext();
  const reading = await readResults(memorySource(path, bytes), context);
  if (reading === null) return null;
  const verdicts = new Map<string, number>();
  for (const row of rowsOf(reading, context)) {
    for (const [field, value] of Object.entries(row)) {
      if (typeof value !== 'number' || ['repeat', 'state'].includes(field) || Number.isNaN(value)) continue;
      // A metric whose name was hit has another one.
      const name = field === 'correct' ? 'accuracy' : field;
      verdicts.set(JSON.stringify([row.id, row.repeat, name]), value);
    }
  }
  const values = [...verdicts.values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const reported = reading.parts[0]?.metrics.find(({ name }) => name === 'accuracy')?.value;
  const differs = reported !== undefined && values.length > 0 && Math.abs(reported - mean) > 0.01;
  return { verdicts, told: reading.problems.length > 0 || differs };
}

describe.each(files)('a damaged file of $name', ({ name, path, text }) => {
  test('as it is, it is read without a problem', async () => {
    const reading = await readResults(memorySource(path, text), readContext());
    expect(reading).toMatchObject({ format: name, problems: [] });
  });

  test('never throws, and never gives a verdict that was not there, or loses one, without a problem', async () => {
    const whole = (await verdictsOf(path, Buffer.from(text)))?.verdicts ?? new Map<string, number>();
    const silent: string[] = [];
    for (const seed of seeds(800)) {
      const read = await verdictsOf(path, damaged(text, seed));
      if (read === null || read.told) continue;
      const ids = new Set([...whole.keys()].map((key) => key.split(',')[0]));
      for (const [key, value] of read.verdicts) {
        // Where the id itself was hit, it is another item.
        if (ids.has(key.split(',')[0]) && whole.get(key) !== value)
          silent.push(`seed ${seed}: ${key} = ${value}`);
      }
      // OpenCompass' details may be absent altogether.
      const none = name === 'opencompass' && read.verdicts.size === 0;
      if (read.verdicts.size < whole.size && !none)
        silent.push(`seed ${seed}: ${read.verdicts.size} of ${whole.size} verdicts`);
    }
    expect(silent).toEqual([]);
  });
});
