import { expect, test } from 'vitest';
import { flipCounts } from '../../../src/core/transfer/flipCounts.ts';
import { flipKind } from '../../../src/core/transfer/flipKind.ts';
import type { FlipKind, FlipList } from '../../../src/core/transfer/flipList.ts';
import { flipListOf, type ItemOfGroup } from '../../../src/core/transfer/flipListOf.ts';
import type { Comparison, PairedTask, TransferTask } from '../../../src/core/transfer/transferInput.ts';
import { pairedTask, singleTask } from './pairedTasks.ts';

test.each<[number, number, FlipKind]>([
  [0, 1, 'learned'],
  [0.25, 0.75, 'learned'],
  [1, 0, 'forgotten'],
  [0.51, 0.49, 'forgotten'],
  // A mean that is 0.5 is on neither side.
  [0.5, 1, 'better'],
  [0, 0.5, 'better'],
  [0.5, 0, 'worse'],
  [1, 0.5, 'worse'],
  [0.5, 0.5, 'wrong'],
  [0.1 + 0.2 + 0.2, 1, 'better'],
  [0, 0.1 * 3 + 0.2, 'better'],
  [0.75, 1, 'better'],
  [0.25, 0, 'worse'],
  [0.75, 0.75, 'right'],
  [(0.1 + 0.2) * 3, 0.9, 'right'],
  [1, 1, 'right'],
  [0, 0, 'wrong'],
  [0.25, 0.25, 'wrong'],
])('%d to %d is %s', (left, right, kind) => {
  expect(flipKind(left, right)).toBe(kind);
});

test('items are counted over all tasks', () => {
  expect(flipCounts([singleTask(3, 2, 5, 1), singleTask(1, 0, 0, 4)])).toEqual({
    learned: 4,
    forgotten: 2,
    better: 0,
    worse: 0,
    right: 5,
    wrong: 5,
  });
});

test('verdicts tell what became of an item where the score does not: F1 is better, the exact match is lost', () => {
  const coqa = pairedTask([[0.6, 0.8]], {
    verdicts: { left: Float64Array.of(1), right: Float64Array.of(0) },
  });
  expect(flipCounts([coqa])).toMatchObject({ forgotten: 1, right: 0, better: 0 });
  expect(flipCounts([{ ...coqa, verdicts: null }])).toMatchObject({ forgotten: 0, better: 1 });
});

test('items with parts are told by their share, and by the prompt where that is known', () => {
  const scores = [
    [3, 2],
    [1, 3],
  ] as const;
  const ifeval = pairedTask(scores, { of: Float64Array.of(3, 3) });
  expect(flipCounts([ifeval])).toMatchObject({ worse: 1, learned: 1 });
  const strict = { left: Float64Array.of(1, 0), right: Float64Array.of(0, 1) };
  expect(flipCounts([{ ...ifeval, verdicts: strict }])).toMatchObject({ forgotten: 1, learned: 1, worse: 0 });
});

const tasks: readonly TransferTask[] = [
  { benchmark: 'Tanks', task: '', items: [70, 71, 72, 73, 74] },
  { benchmark: 'Wells', task: 'deep', items: [10, 11] },
  { benchmark: 'Wells', task: 'dry', items: [20, 21] },
];

function comparison(benchmark: string, paired: readonly PairedTask[] | null): Comparison {
  const side = {
    metric: null,
    format: 'x',
    files: [],
    truncated: null,
    meanTokens: null,
    repeats: 1,
    alone: 0,
  };
  const one = { benchmark, domain: 'math', left: 0, right: 0, tasks: paired, differences: [] } as const;
  return {
    left: 'Oak-7B',
    right: 'Oak-7B-RL',
    benchmarks: [{ ...one, sides: [side, side] }],
    excluded: [],
  };
}

const itemsWith =
  (fields: Readonly<Record<number, Record<string, string>>>): ItemOfGroup =>
  (group) =>
    fields[group] === undefined
      ? null
      : { id: `own ${group}`, published: null, question: `How deep is ${group}?`, fields: fields[group] };

/** A field's values as lines: n, learned, forgotten, left → right. */
function shown(list: FlipList | null): string[] {
  return (list?.fields ?? []).flatMap(({ name, values }) =>
    values.map(
      ({ value, n, learned, forgotten, left, right }) =>
        `${name} ${value}: ${n} +${learned} −${forgotten} ${left.toFixed(1)} → ${right.toFixed(1)}`,
    ),
  );
}

test('the list names each item that both have, with its text', () => {
  // Without the item in between, which only one of them has.
  const paired = { ...singleTask(1, 1, 1), item: Uint32Array.of(0, 2, 4) };
  const fields = itemsWith({ 70: { level: '1' }, 72: { level: '2' } });
  const list = flipListOf(comparison('Tanks', [paired]), 'Tanks', tasks, (group) => {
    const item = fields(group);
    const published = { benchmark: 'Tanks', task: null, id: 'tank/7' };
    return group === 72 && item !== null ? { ...item, published } : item;
  });
  expect(list).toMatchObject({ benchmark: 'Tanks', left: 'Oak-7B', right: 'Oak-7B-RL' });
  const common = { task: '', question: '' };
  expect(list?.items).toEqual([
    {
      ...common,
      group: 70,
      id: 'own 70',
      question: 'How deep is 70?',
      kind: 'learned',
      left: 0,
      right: 1,
      fields: { level: '1' },
    },
    {
      ...common,
      group: 72,
      id: 'tank/7',
      question: 'How deep is 72?',
      kind: 'forgotten',
      left: 1,
      right: 0,
      fields: { level: '2' },
    },
    { ...common, group: 74, id: '', kind: 'right', left: 1, right: 1, fields: {} },
  ]);
});

test('fields say where most was forgotten; those that tell nothing apart are left out', () => {
  const of = (subject: string, row: number) => ({ subject, source: 'the same', unique: `${row}` });
  const list = flipListOf(
    comparison('Tanks', [singleTask(1, 2, 1, 1)]),
    'Tanks',
    tasks,
    itemsWith({
      70: of('Wells', 0),
      71: of('Tanks', 1),
      72: of('Tanks', 2),
      73: of('Wells', 3),
      74: {},
    }),
  );
  expect(shown(list)).toEqual(['subject Tanks: 2 +0 −2 100.0 → 0.0', 'subject Wells: 2 +1 −0 50.0 → 100.0']);
});

test('an item of several kinds of instruction counts in each, by its instructions', () => {
  const paired = pairedTask(
    [
      [2, 1],
      [0, 1],
      [1, 1],
    ],
    {
      of: Float64Array.of(2, 1, 2),
      verdicts: { left: Float64Array.of(1, 0, 0), right: Float64Array.of(0, 1, 0) },
    },
  );
  const list = flipListOf(
    comparison('Tanks', [paired]),
    'Tanks',
    tasks,
    itemsWith({
      70: { kinds: 'commas · words' },
      71: { kinds: 'words' },
      72: { kinds: 'commas · end' },
    }),
  );
  expect(list?.items.map(({ kind, left, right }) => [kind, left, right])).toEqual([
    ['forgotten', 1, 0.5],
    ['learned', 0, 1],
    ['wrong', 0.5, 0.5],
  ]);
  expect(shown(list)).toEqual([
    'kinds commas: 2 +0 −1 75.0 → 50.0',
    'kinds words: 2 +1 −1 66.7 → 66.7',
    'kinds end: 1 +0 −0 50.0 → 50.0',
  ]);
});

test('the tasks of a benchmark are a field of its items', () => {
  const deep = { ...singleTask(1, 1), task: 1 };
  const dry = { ...singleTask(0, 2), task: 2 };
  const list = flipListOf(comparison('Wells', [deep, dry]), 'Wells', tasks, () => null);
  expect(list?.items.map(({ group, task }) => `${group} ${task}`)).toEqual([
    '10 deep',
    '11 deep',
    '20 dry',
    '21 dry',
  ]);
  expect(shown(list)).toEqual(['task dry: 2 +0 −2 100.0 → 0.0', 'task deep: 2 +1 −1 50.0 → 50.0']);
});

test('no list without scores of single items, and none of a benchmark that is not compared', () => {
  expect(flipListOf(comparison('Tanks', null), 'Tanks', tasks, () => null)).toBeNull();
  expect(flipListOf(comparison('Tanks', [singleTask(1, 0)]), 'Wells', tasks, () => null)).toBeNull();
});

test('the fields of many items take no longer than their number', () => {
  const items = 60_000;
  const many = pairedTask(Array.from({ length: items }, (_, at) => [at % 2, at % 3 === 0 ? 1 : 0] as const));
  const task = { benchmark: 'Tanks', task: '', items: Array.from({ length: items }, (_, at) => at) };
  const before = performance.now();
  const list = flipListOf(comparison('Tanks', [many]), 'Tanks', [task], (group) => ({
    id: `${group}`,
    published: null,
    question: '',
    fields: { level: group % 10 === 0 ? 'hard' : 'easy' },
  }));
  expect(performance.now() - before).toBeLessThan(1_500);
  expect(list?.fields.map(({ values }) => values.map(({ value, n }) => [value, n]))).toEqual([
    [
      ['easy', 54_000],
      ['hard', 6_000],
    ],
  ]);
});
