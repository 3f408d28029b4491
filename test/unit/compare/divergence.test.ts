import { expect, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import type { Divergence } from '../../../src/core/compare/alignedTraces.ts';
import { divergenceOf } from '../../../src/core/compare/divergence.ts';
import { chiefOf, type Parting, partingOf } from '../../../src/core/compare/parting.ts';
import { randomStep, seeded, traceOf } from './someTraces.ts';

function stepsOf(seed: number, count: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => randomStep(random));
}

/** Where the second parts from the first, and the numbers of the steps there or behind it. */
function parting(
  left: readonly string[],
  right: readonly string[],
  answers: readonly [string | null, string | null] = [null, null],
): (Divergence & Parting) | null {
  const traces = [left, right].map((steps, at) => traceOf(steps, { finalAnswer: answers[at] ?? null }));
  const aligned = alignTraces(traces, 0);
  expect(aligned.traces[0]?.divergence).toBeNull();
  const [divergence, found] = [aligned.traces[1]?.divergence ?? null, partingOf(aligned, 1)];
  return divergence === null || found === null ? null : { ...divergence, ...found };
}

const shared = stepsOf(1, 12);
const changed = (steps: readonly string[], at: number, change: (step: string) => string): string[] =>
  steps.map((step, index) => (index === at ? change(step) : step));

test('two samples with a common beginning part where that ends', () => {
  expect(parting([...shared, ...stepsOf(2, 12)], [...shared, ...stepsOf(3, 12)])).toEqual({
    row: 12,
    kind: 'parts',
    way: 'parts',
    paired: [0, 0],
    steps: [13, 13],
  });
});

test('a change within the common beginning, or a step that they share by chance, does not hide where they part', () => {
  const [chance = ''] = stepsOf(9, 1);
  const left = [
    ...changed(shared, 4, (step) => `${step} 17 more`),
    ...stepsOf(2, 6),
    chance,
    ...stepsOf(4, 6),
  ];
  const right = [...shared, ...stepsOf(3, 6), chance, ...stepsOf(5, 6)];
  expect(parting(left, right)).toMatchObject({ kind: 'parts', steps: [13, 13] });
});

test('they part where one stops, if enough is left of the other', () => {
  expect(parting(shared, shared.slice(0, 7))).toMatchObject({
    way: 'ends',
    steps: [8, null],
    paired: [0, null],
  });
  expect(parting(shared.slice(0, 7), shared)).toMatchObject({ way: 'reference-ends', steps: [null, 8] });
});

test('apart from the start', () => {
  expect(parting(stepsOf(2, 10), stepsOf(3, 10))).toMatchObject({ row: 0, kind: 'parts', steps: [1, 1] });
});

test('one number that differs in the middle', () => {
  const base = changed(shared, 5, () => 'The area of the small triangle is therefore 14 square units.');
  const other = changed(base, 5, (step) => step.replace('14', '15'));
  expect(parting(base, other)).toMatchObject({
    row: 5,
    kind: 'differs',
    way: 'together',
    paired: [1, 1],
    steps: [6, 6],
  });
});

test('a step that one has alone in the middle, or at the end', () => {
  const [alone = ''] = stepsOf(8, 1);
  expect(parting(shared, [...shared.slice(0, 5), alone, ...shared.slice(5)])).toEqual({
    row: 5,
    kind: 'differs',
    way: 'together',
    paired: [1, 1],
    // The first of either that stands there or behind it.
    steps: [6, 6],
  });
  expect(parting([...shared, 'Done and dusted.'], shared)).toMatchObject({
    kind: 'differs',
    way: 'ends',
    steps: [13, null],
  });
});

test('other words, or another order, is no parting', () => {
  const base = changed(shared, 5, () => 'So the area of the small triangle is therefore 14 square units.');
  expect(
    parting(
      base,
      changed(base, 5, (step) => step.replace('therefore', 'then')),
    ),
  ).toBeNull();
  expect(parting(shared, [...shared.slice(1), shared[0] ?? ''])).toBeNull();
});

test('identical and empty traces do not part', () => {
  expect(parting(shared, shared)).toBeNull();
  expect(parting([], [])).toBeNull();
});

test('of several traces each has its own', () => {
  const aligned = alignTraces(
    [stepsOf(2, 10), shared, [...shared.slice(0, 6), ...stepsOf(3, 8)], shared].map((steps) =>
      traceOf(steps),
    ),
    1,
  );
  const parts = aligned.traces.map(({ divergence }) => divergence);
  expect(parts.map((found) => found?.kind ?? null)).toEqual(['parts', null, 'parts', null]);
  expect(aligned.rows[parts[2]?.row ?? 0]?.cells[2]?.[0]?.number).toBe(7);
});

test('they only go on together where most of what follows has a partner, on either side', () => {
  const base = changed(shared, 1, () => 'The area of the small triangle is therefore 14 square units.');
  const other = changed(base, 1, (step) => step.replace('14', '15'));
  // What one adds between the shared steps is more than what they share.
  const long = other.flatMap((step, at) => (at < 2 ? [step] : [step, ...stepsOf(20 + at, 2)]));
  const found = parting(base, long);
  expect(found).toMatchObject({ row: 1, kind: 'differs', way: 'differs', paired: [1, expect.any(Number)] });
  expect(found?.paired[1]).toBeGreaterThan(0.1);
  expect(found?.paired[1]).toBeLessThan(0.5);
});

test('nothing follows the last step: they do not go on together', () => {
  const base = [...shared, 'The area of the small triangle is therefore 14 square units.'];
  const other = changed(base, 12, (step) => step.replace('14', '15'));
  expect(parting(base, other)).toMatchObject({ row: 12, way: 'differs', paired: [null, null] });
});

test('they do not part where most of what one of them still says has a partner', () => {
  const front = shared.slice(0, 8);
  const end = shared.slice(8);
  const found = parting([...front, ...end], [...front, ...stepsOf(3, 30), ...end]);
  expect(found).toMatchObject({
    kind: 'differs',
    way: 'differs',
    steps: [9, 9],
    paired: [1, expect.any(Number)],
  });
});

test('other answers differ at least where one is stated in other words', () => {
  const front = shared.slice(0, 3);
  const base = [...front, 'After all of this we see that the answer is true.'];
  const other = [...front, 'After all of this we see that the answer is false.'];
  const unlike = parting(base, other, ['true', 'false']);
  expect(unlike).toMatchObject({ row: 3, kind: 'differs', steps: [4, 4] });
});

test('steps in another order have partners all the same', () => {
  expect(parting(shared, [...shared.slice(1), shared[0] ?? ''], ['1', '1'])).toBeNull();
});

test('rows that do not ascend, as of moved steps', () => {
  const steps = [
    { start: 0, end: 10 },
    { start: 10, end: 20 },
  ];
  const pair = { kind: 'same', moved: false, similarity: 1, edits: null, disagrees: false } as const;
  const entries = [
    { ...pair, left: 0, right: 1, moved: true },
    { ...pair, left: 1, right: 0, kind: 'changed', disagrees: true } as const,
  ];
  const comparison = { entries, similarity: 1, coarse: false };
  const placed = (rows: number[]) => ({ steps, rows, otherAnswer: null });
  expect(divergenceOf(comparison, placed([5, 1]), placed([5, 1]))).toMatchObject({ row: 1, paired: [1, 1] });
});

test('the chief one is where they part, be it behind one that only differs', () => {
  const [first, second, third] = [
    { way: 'together', row: 2 },
    { way: 'parts', row: 9 },
    { way: 'parts', row: 7 },
  ] as const;
  expect(chiefOf([first, second, third])).toBe(third);
  expect(chiefOf([first])).toBe(first);
  expect(chiefOf([])).toBeNull();
});

test('a parting has the steps that its words name, and there is none where neither has a step any more', () => {
  const step = (number: number) => [{ number, state: 'apart' as const }];
  const rows = (...cells: readonly (readonly { readonly number: number; readonly state: 'apart' }[])[][]) =>
    cells.map((each) => ({ cells: each }));
  const found = (row: number) =>
    partingOf(
      {
        reference: 0,
        // A third column has the last row alone.
        rows: rows([step(1), step(1), []], [step(2), [], []], [[], [], step(1)]),
        traces: [null, row, null].map((at) => ({
          divergence: at === null ? null : { row: at, kind: 'differs', paired: [null, null] },
        })),
      },
      1,
    );
  expect(found(0)).toMatchObject({ way: 'differs', steps: [1, 1] });
  expect(found(1)).toMatchObject({ way: 'ends', steps: [2, null] });
  expect(found(2)).toBeNull();
});
