import { diffArrays } from 'diff';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../bench/support/sampleText.ts';
import type { Replaced } from '../../../src/core/compare/disagreement.ts';
import { manyEdits } from '../../../src/core/compare/manyEdits.ts';
import { tokenChanges } from '../../../src/core/compare/tokenChanges.ts';
import { WordWork } from '../../../src/core/compare/wordWork.ts';

const chance = chanceFrom(11);

function row(size: number, kinds: number): Int32Array {
  return Int32Array.from({ length: size }, () => Math.floor(kinds * chance() ** 2));
}

/** The row with a share of its tokens left out, put in or made others. */
function changed(tokens: Int32Array, share: number, kinds: number): Int32Array {
  const other = (): number => Math.floor(kinds * chance() ** 2);
  return Int32Array.from(
    [...tokens].flatMap((token) => {
      if (chance() >= share) return [token];
      const what = chance();
      return what < 0.2 ? [] : what < 0.4 ? [token, other()] : [other()];
    }),
  );
}

/** What the runs leave of a side; they must be in order and apart. */
function rest(tokens: Int32Array, runs: readonly Replaced[], side: 'left' | 'right'): number[] {
  let at = 0;
  const kept: number[] = [];
  for (const { [side]: range } of runs) {
    if (range[0] < at || range[1] < range[0]) throw new Error(`not in order at ${at}`);
    kept.push(...[...tokens.subarray(at, range[0])]);
    at = range[1];
  }
  return [...kept, ...tokens.subarray(at)];
}

const edits = (runs: readonly Replaced[]): number =>
  runs.reduce((sum, { left, right }) => sum + left[1] - left[0] + right[1] - right[0], 0);

/** The same changes as another implementation of Myers' algorithm gives them, or so many edits. */
function peerEdits(a: Int32Array, b: Int32Array): number {
  return diffArrays([...a], [...b]).reduce(
    (sum, { count, added, removed }) => sum + (added || removed ? count : 0),
    0,
  );
}

test('small rows have the fewest edits, and what is left is the same on both sides', () => {
  for (let at = 0; at < 1_500; at += 1) {
    const kinds = 2 + Math.floor(chance() * 30);
    const a = row(Math.floor(chance() * 60), kinds);
    const b = at % 3 === 0 ? row(Math.floor(chance() * 60), kinds) : changed(a, chance(), kinds);
    const { runs, unread } = tokenChanges(a, b, new WordWork(a.length + b.length));
    expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
    expect([edits(runs), unread]).toEqual([peerEdits(a, b), 0]);
  }
});

test.each([
  [3_000, 3_500, 6],
  [3_500, 2_600, 2],
  [2_001, 4_000, 40],
  [40, 30, 4],
])('rows of %i and %i tokens have the fewest edits without keeping their way', (lefts, rights, kinds) => {
  const [a, b] = [row(lefts, kinds), row(rights, kinds)];
  const whole = { left: [0, lefts], right: [0, rights] } as const;
  const runs = manyEdits(a, b, whole, new WordWork(lefts + rights), Infinity) ?? [];
  expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
  expect(edits(runs)).toBe(peerEdits(a, b));
  expect(manyEdits(a, b, whole, new WordWork(lefts + rights), 100)).toBeNull();
});

test('a gap of which a third is other tokens throughout is looked through', () => {
  const rows = (own: number): Int32Array =>
    Int32Array.from({ length: 9_000 }, (_, at) => (at % 3 ? at % 3 : own));
  const { runs, unread } = tokenChanges(rows(7), rows(8), new WordWork(18_000));
  expect([edits(runs), runs.length, unread]).toEqual([6_000, 3_000, 0]);
});

describe('large rows cost work in step with their size, and little is marked that is on both sides', () => {
  test.each([
    [3_000, 3_000, 0.3],
    [9_500, 3_000, 0.1],
    [20_000, 2_500, 0.4],
    [100_000, 3_000, 0.3],
    [100_000, 3_000, 0.6],
    [100_000, 60, 0.3],
  ])('%i tokens of %i kinds, %d of them changed', (size, kinds, share) => {
    const a = row(size, kinds);
    const b = changed(a, share, kinds);
    const work = new WordWork(a.length + b.length);
    const { runs, unread } = tokenChanges(a, b, work);
    const left = rest(a, runs, 'left');
    expect(left).toEqual(rest(b, runs, 'right'));
    expect(unread).toBe(0);
    // What was not changed by chance is on both sides; few of them may be marked as well.
    expect(left.length).toBeGreaterThan(0.93 * (1 - share) * size);
    expect(work.done).toBeLessThan(600 * size);
  });
});

test('what is too much alike in itself is one change, within the work there is', () => {
  const [a, b] = [
    [0, 1, 2, 3],
    [0, 2, 1, 3],
  ].map((four) => Int32Array.from({ length: 200_000 }, (_, at) => four[at % 4] ?? 0));
  if (a === undefined || b === undefined) throw new Error('no rows');
  const work = new WordWork(a.length + b.length);
  const { runs, unread } = tokenChanges(a, b, work);
  expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
  expect(runs).toHaveLength(1);
  expect(unread).toBeGreaterThan(390_000);
  expect(work.done).toBeLessThan(50_000_000);
});

test('one budget holds for many pairs, and each has its part of it', () => {
  const pairs = Array.from({ length: 40 }, () => {
    const a = row(900, 40);
    return [a, row(900, 40)] as const;
  });
  const total = pairs.reduce((sum, [a, b]) => sum + a.length + b.length, 0);
  const work = new WordWork(total, 4_000_000);
  const unread = pairs.map(([a, b]) => tokenChanges(a, b, work).unread);
  // A row of edits is read to its end, and anchors are looked for even without work.
  expect(work.done).toBeLessThan(5_000_000);
  expect(unread.some((tokens) => tokens > 0)).toBe(true);
  const ample = new WordWork(total);
  expect(pairs.every(([a, b]) => tokenChanges(a, b, ample).unread === 0)).toBe(true);
});
