import { expect, test } from 'vitest';
import { itemTable } from '../../../src/core/results/itemTable.ts';
import { savedSample } from './fixtures.ts';

const relations = [{ model: 'tuned', base: 'base' }];
const of = (label: string, value: number, format?: 'lm-eval' | 'inspect') =>
  savedSample({
    label,
    model: label,
    value,
    ...(format === undefined
      ? {}
      : { tool: { format, metric: 'acc', task: 't', place: 0, repeat: 0 }, promptHash: format }),
  });
const flips = (...samples: ReturnType<typeof of>[]): (string | undefined)[] =>
  itemTable(samples, relations, 0).map(({ label, flip }) => `${label}: ${flip}`);

test('an item that the base got right and the tuned model wrong is forgotten, the other way round learned', () => {
  expect(flips(of('base', 1), of('tuned', 0))).toEqual(['base: undefined', 'tuned: forgotten']);
  expect(flips(of('base', 0), of('tuned', 1))).toEqual(['base: undefined', 'tuned: learned']);
  expect(flips(of('base', 1), of('tuned', 1))).toEqual(['base: undefined', 'tuned: undefined']);
  expect(flips(of('other', 1), of('tuned', 0))).toEqual(['tuned: undefined', 'other: undefined']);
});

test('the value of another tool counts as that tool counts it, also where it was cut off', () => {
  const cut = { ...of('tuned', 1, 'inspect'), status: 'truncated' as const };
  expect(flips(of('base', 0, 'inspect'), cut)).toEqual(['base: undefined', 'tuned: learned']);
});
