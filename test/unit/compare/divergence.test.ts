import { expect, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import type { Divergence } from '../../../src/core/compare/alignedTraces.ts';
import { randomStep, seeded, traceOf } from './someTraces.ts';

function stepsOf(seed: number, count: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => randomStep(random));
}

/** Where the second parts from the first, and the numbers of the steps in that row. */
function parting(
  left: readonly string[],
  right: readonly string[],
): (Divergence & { steps: unknown }) | null {
  const aligned = alignTraces([traceOf(left), traceOf(right)], 0);
  const found = aligned.traces[1]?.divergence ?? null;
  expect(aligned.traces[0]?.divergence).toBeNull();
  if (found === null) return null;
  const cells = aligned.rows[found.row]?.cells ?? [];
  return { ...found, steps: cells.map((cell) => cell[0]?.number ?? null) };
}

const shared = stepsOf(1, 12);
const changed = (steps: readonly string[], at: number, change: (step: string) => string): string[] =>
  steps.map((step, index) => (index === at ? change(step) : step));

test('two samples with a common beginning part where that ends', () => {
  expect(parting([...shared, ...stepsOf(2, 12)], [...shared, ...stepsOf(3, 12)])).toEqual({
    row: 12,
    kind: 'parts',
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
  expect(parting(shared, shared.slice(0, 7))).toMatchObject({ kind: 'parts', steps: [8, null] });
});

test('apart from the start', () => {
  expect(parting(stepsOf(2, 10), stepsOf(3, 10))).toEqual({ row: 0, kind: 'parts', steps: [1, 1] });
});

test('one number that differs in the middle', () => {
  const base = changed(shared, 5, () => 'The area of the small triangle is therefore 14 square units.');
  const other = changed(base, 5, (step) => step.replace('14', '15'));
  expect(parting(base, other)).toEqual({ row: 5, kind: 'differs', steps: [6, 6] });
});

test('a step that one has alone in the middle, or at the end', () => {
  const [alone = ''] = stepsOf(8, 1);
  expect(parting(shared, [...shared.slice(0, 5), alone, ...shared.slice(5)])).toEqual({
    row: 5,
    kind: 'differs',
    steps: [null, 6],
  });
  expect(parting([...shared, 'Done and dusted.'], shared)).toMatchObject({
    kind: 'differs',
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
