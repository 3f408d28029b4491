import { expect, test } from 'vitest';

import { harnessFiles, math, mathRun } from './harnessFiles.ts';
import { inputOf, inputShown } from './inputShown.ts';
import { ourRun } from './ourFiles.ts';

const said = [{ model: 'tuned', base: 'base' }];

/** The lines of one comparison. */
async function shown(...files: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
  const lines = inputShown(await inputOf(Object.assign({}, ...files) as Record<string, string>, said));
  return lines.filter((line) => line !== 'tuned ← base ? ?' && line !== 'base → tuned');
}

test('items that both have are compared, in an order of their own', async () => {
  expect(await shown(mathRun('base', [0, 1, 1, 0]), mathRun('tuned', [1, 1, 0], { first: 1 }))).toEqual([
    '  MATH-500 (math) 66.7 → 66.7',
    '    [] items 0 1 2: 1 1 0 → 1 1 0 single',
  ]);
});

test('rows do not depend on which file is read first', async () => {
  const runs = (base: string, tuned: string) =>
    inputOf({ ...mathRun(base, [0, 1, 1, 0]), ...mathRun(tuned, [1, 1, 0], { first: 1 }) }, [
      { model: tuned, base },
    ]);
  const [one, other] = [await runs('a', 'b'), await runs('b', 'a')];
  const columns = ({ comparisons: [first] }: typeof one) =>
    first?.benchmarks[0]?.tasks?.map(({ item, left, right }) => [[...item], [...left], [...right]]);
  expect(columns(one)).toEqual(columns(other));
  // Group numbers are those of the files: `a` is read first.
  expect(one.tasks[0]?.items).not.toEqual(other.tasks[0]?.items);
});

test('a base without results on a benchmark, and one without common items', async () => {
  expect(
    await shown(
      mathRun('base', [0, 1]),
      mathRun('tuned', [1, 1], { first: 5 }),
      harnessFiles({ model: 'tuned', task: 'gsm8k', items: [[{ question: 'How many?' }, 1]] }),
    ),
  ).toEqual([
    '  - GSM8K: There are no results for base.',
    '  - MATH-500: base and tuned have no item in common.',
  ]);
});

test('repeats are averaged; what failed or was cancelled is left out; what was cut off counts as 0', async () => {
  expect(
    await shown(
      ourRun('base', [
        [1, 0],
        ['truncated', 1],
        ['failed', 0],
        [1, 1],
        [0, 0],
      ]),
      ourRun('tuned', [[1, 1], [1, 'cancelled'], ['failed', 'failed'], [0], [1, 1]]),
    ),
  ).toEqual(['  MATH-500 (math) 50.0 → 75.0', '    [] items 0 1 2 3: 0.5 0.5 1 0 → 1 1 0 1']);
});

test('what each side says of itself', async () => {
  const { comparisons } = await inputOf(
    {
      ...ourRun('base', [[1], ['truncated'], [0], [1]]),
      ...ourRun('tuned', [
        [1, 1],
        [1, 0],
      ]),
    },
    said,
  );
  const sides = comparisons[0]?.benchmarks[0]?.sides.map(({ files, ...side }) => ({
    ...side,
    files: files.length,
  }));
  expect(sides).toEqual([
    {
      metric: 'exact_match,none',
      format: 'reasoning-transfer',
      truncated: 0.25,
      meanTokens: 12,
      repeats: 1,
      alone: 2,
      files: 1,
    },
    {
      metric: 'exact_match,none',
      format: 'reasoning-transfer',
      truncated: 0,
      meanTokens: 12,
      repeats: 2,
      alone: 0,
      files: 1,
    },
  ]);
});

test('scores of single items by two tools are not compared, with what to do', async () => {
  expect(await shown(mathRun('base', [0, 1]), ourRun('tuned', [[1], [1]]))).toEqual([
    '  - MATH-500: base was scored by lm-eval and tuned by reasoning-transfer: re-score them to compare.',
  ]);
});

test('of two tools that both have it is the pair of one tool, and of two such pairs the one with most items', async () => {
  expect(
    await shown(
      mathRun('base', [0, 1]),
      mathRun('tuned', [1, 1, 1]),
      ourRun('base', [[0], [1], [1], [0]]),
      ourRun('tuned', [[1], [1], [0]]),
    ),
  ).toEqual(['  MATH-500 (math) 66.7 → 66.7', '    [] items 0 1 2: 0 1 1 → 1 1 0 single']);
});

test('another number of shots, and another metric, are not compared item by item', async () => {
  expect(await shown(mathRun('base', [0, 1]), mathRun('tuned', [1, 1], { shots: 4 }))).toEqual([
    '  - MATH-500: base was asked with 0 shots and tuned with 4: evaluate one of them again to compare.',
  ]);
  const metrics = { metrics: ['math_verify'] };
  expect(
    await shown(
      mathRun('base', [0, 1]),
      mathRun('tuned', [], { items: [[math(0), { math_verify: 1 }]], ...metrics }),
    ),
  ).toEqual([
    '  - MATH-500: base was measured by exact_match,none and tuned by math_verify,none: re-score them to compare.',
  ]);
});

test('where one side does not say its shots, that is said; not that another tool tells of none', async () => {
  const silent = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, text.replace(/\s*"n-shot": \{[^}]*\},/, '')]),
    );
  const word = async (...files: readonly Readonly<Record<string, string>>[]) =>
    (await shown(...files)).filter((line) => line.includes('shots'));
  const [base, tuned] = [mathRun('base', [0, 1], { shots: 4 }), mathRun('tuned', [1, 1])];
  expect(await word(base, silent(tuned))).toEqual(['    ! base with 4 shots, tuned does not say']);
  expect(await word(silent(base), tuned)).toEqual(['    ! tuned with 0 shots, base does not say']);
  expect(await word(silent(base), silent(tuned))).toEqual([]);
  const table = { 'scores.csv': 'model,MATH-500\nbase,40\n' };
  expect(await word(table, tuned)).toEqual([]);
  expect(await word(table, mathRun('tuned', [1, 1], { shots: 5 }))).toEqual([
    '    ! tuned with 5 shots, base does not say',
  ]);
});

test('rows that equal texts make one item are counted in words', async () => {
  // Nothing in these documents tells one from another but their place in the file.
  const run = (model: string, texts: readonly number[], scores: readonly number[]) =>
    harnessFiles({
      model,
      task: 'hendrycks_math500',
      items: texts.map((text, row) => [{ problem: `What is ${text}?`, answer: '1' }, scores[row] ?? 0]),
    });
  expect(
    await shown(run('base', [1, 2, 1, 3, 1], [0, 1, 0, 1, 0]), run('tuned', [1, 2, 3], [1, 1, 1])),
  ).toEqual([
    '  MATH-500 (math) 66.7 → 100.0',
    expect.stringMatching(/^ {4}\[\] items 0 1 2: (?!.*single)/),
    '    ! rows of base that count as repeats, since an earlier one has the same text: 2',
  ]);
  // Repeats of one item are no other rows.
  const repeated = await shown(ourRun('base', [[1, 0], [1]]), ourRun('tuned', [[1, 0], [1]]));
  expect(repeated.filter((line) => line.includes('rows of'))).toEqual([]);
});

test('values alone are compared within a tool, and between two with a word', async () => {
  expect(
    await shown({ 'scores.csv': 'model,MATH-500,CoQA\nbase,40,50\ntuned,60.5,\n' }, mathRun('tuned', [1, 0])),
  ).toEqual(['  MATH-500 (math) 40.0 → 60.5', '  - CoQA: There are no results for tuned.']);
  expect(await shown({ 'scores.csv': 'model,MATH-500\nbase,40\n' }, mathRun('tuned', [1, 0]))).toEqual([
    '  MATH-500 (math) 40.0 → 50.0',
    '    ! results of two tools: base by table, tuned by lm-eval',
    '    ! base measured by score, tuned by exact_match,none',
    '    ! scores of single items for tuned alone',
  ]);
  expect(await shown(mathRun('base', [0, 1], { samples: false }), mathRun('tuned', [1, 1]))).toEqual([
    '  MATH-500 (math) 50.0 → 100.0',
    '    ! scores of single items for tuned alone',
  ]);
});

test('how both were asked otherwise is said in words', async () => {
  expect(
    await shown(
      mathRun('base', [0], { generation: { temperature: 0, max_gen_toks: 512 }, prompt: '{{a}}' }),
      mathRun('tuned', [1], {
        generation: { temperature: 0.6, top_p: 0.95, max_gen_toks: 1024 },
        prompt: '{{b}}',
        system: 'Think.',
      }),
    ),
  ).toEqual([
    '  MATH-500 (math) 0.0 → 100.0',
    '    [] items 0: 0 → 1 single',
    '    ! base greedy, tuned T 0.6',
    '    ! base at most 512 tokens, tuned at most 1024',
    '    ! other prompts',
    '    ! a system message for tuned alone',
  ]);
});

test('one benchmark under two names of tasks is never mixed', async () => {
  expect(
    await shown(
      mathRun('base', [0, 1]),
      mathRun('base', [1, 1, 1], { task: 'minerva_math500' }),
      mathRun('tuned', [1, 0, 1], { task: 'minerva_math500' }),
    ),
  ).toEqual([
    '  MATH-500 (math) 100.0 → 66.7',
    '    [] items 0 1 2: 1 1 1 → 1 0 1 single',
    'results_2026-01-02T03-04-05.678901.json: "base" has MATH-500 twice, as "hendrycks_math500" and as "minerva_math500". They are not mixed: a comparison takes the one that both models have, with the most items, else "hendrycks_math500".',
  ]);
});

test('responses that nobody scored are excluded, with what to do', async () => {
  const line = JSON.stringify({ input: 'How many legs have 8 tables?', output: '32' });
  expect(await shown({ 'tuned_hendrycks_math_500.jsonl': `${line}\n` }, mathRun('base', [0]))).toEqual([
    '  - MATH-500: The responses of tuned are not scored: re-score them to compare.',
  ]);
});

test('what equal models were given on equal items is one column', async () => {
  const { comparisons } = await inputOf(
    {
      ...mathRun('base', [0, 1, 1, 0]),
      ...mathRun('one', [1, 1, 1, 1]),
      ...mathRun('two', [0, 0, 0, 0]),
      ...mathRun('part', [1, 1]),
    },
    ['one', 'two', 'part'].map((model) => ({ model, base: 'base' })),
  );
  const tasks = comparisons.map(({ benchmarks }) => benchmarks[0]?.tasks?.[0]);
  const [one, part, two] = tasks;
  expect(comparisons.map(({ right }) => right)).toEqual(['one', 'part', 'two']);
  expect(one?.left).toBe(two?.left);
  expect(one?.item).toBe(two?.item);
  expect(one?.of).toBe(two?.of);
  expect(part?.left).toHaveLength(2);
  expect(one?.left).not.toBe(part?.left);
});
