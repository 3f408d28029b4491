import { expect, test } from 'vitest';

import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { unionOf } from '../../../src/core/results/union.ts';
import { savedSample } from './fixtures.ts';

const at = (day: number, changes: Partial<SavedSample> = {}): SavedSample =>
  savedSample({ endedAt: `2026-01-0${day}T00:00:00.000Z`, ...changes });

const words = (samples: readonly SavedSample[]): string[] =>
  samples.map(
    ({ label, promptHash, repeat, status, endedAt }) =>
      `${label} ${promptHash} #${repeat} ${status} ${endedAt.slice(8, 10)}`,
  );

test('the newest wins, in whatever order they are read', () => {
  expect(words(unionOf([at(2), at(3), at(1)]))).toEqual(['tuned-7b p1 #0 complete 03']);
});

test('failed and cancelled never win over complete and truncated; among themselves the newest does', () => {
  expect(words(unionOf([at(1, { status: 'truncated' }), at(2, { status: 'failed' })]))).toEqual([
    'tuned-7b p1 #0 truncated 01',
  ]);
  expect(words(unionOf([at(2, { status: 'cancelled' }), at(1)]))).toEqual(['tuned-7b p1 #0 complete 01']);
  expect(words(unionOf([at(2, { status: 'cancelled' }), at(1, { status: 'failed' })]))).toEqual([
    'tuned-7b p1 #0 cancelled 02',
  ]);
  expect(words(unionOf([at(1, { status: 'complete' }), at(2, { status: 'truncated' })]))).toEqual([
    'tuned-7b p1 #0 truncated 02',
  ]);
});

test('of one moment the later line wins', () => {
  const [only] = unionOf([at(1, { value: 0 }), at(1, { value: 1 })]);
  expect(only?.value).toBe(1);
});

test('moments are compared as moments, not as text', () => {
  const early = savedSample({ endedAt: '2026-01-01T12:00:00+05:00', value: 0 });
  const late = savedSample({ endedAt: '2026-01-01T08:00:00Z', value: 1 });
  expect(unionOf([late, early])[0]?.value).toBe(1);
});

test('another label, model, prompt, sampling or repeat is another sample; labels stay together', () => {
  const all = [
    at(5, { label: 'b' }),
    at(1, { label: 'a', promptHash: 'p2', repeat: 1 }),
    at(4, { label: 'a', promptHash: 'p1' }),
    at(2, { label: 'a', promptHash: 'p2', repeat: 0 }),
    at(3, { label: 'b', samplingKey: '{}' }),
    at(1, { label: 'b', model: 'other' }),
  ];
  expect(words(unionOf(all))).toEqual([
    'a p2 #0 complete 02',
    'a p2 #1 complete 01',
    'a p1 #0 complete 04',
    'b p1 #0 complete 01',
    'b p1 #0 complete 03',
    'b p1 #0 complete 05',
  ]);
});
