import { diffArrays } from 'diff';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../bench/support/sampleText.ts';
import type { Replaced } from '../../../src/core/compare/disagreement.ts';
import { fewEdits, fewestEdits } from '../../../src/core/compare/myers.ts';
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
    const runs = tokenChanges(a, b, new WordWork(a.length + b.length));
    expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
    expect(edits(runs)).toBe(peerEdits(a, b));
  }
});

const whole = (a: Int32Array, b: Int32Array): Replaced => ({ left: [0, a.length], right: [0, b.length] });

test('of rows of which few edits are seen at once, what is left is the same on both sides, in runs apart', () => {
  for (let at = 0; at < 1_500; at += 1) {
    const kinds = 1 + Math.floor(chance() * 8);
    const a = row(Math.floor(chance() * 60), kinds);
    const b = at % 2 === 0 ? row(Math.floor(chance() * 60), kinds) : changed(a, chance(), kinds);
    const least = peerEdits(a, b);
    for (const sight of [2, 3, 7, 120]) {
      const runs = fewEdits(a, b, whole(a, b), new WordWork(0), sight);
      expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
      expect(runs.every(({ left }, run) => run === 0 || left[0] > (runs[run - 1]?.left[1] ?? 0))).toBe(true);
      expect(edits(runs)).toBeGreaterThanOrEqual(least);
      if (sight === 120) expect(edits(runs)).toBe(least);
    }
  }
});

describe('large rows have few edits, in work by how many are seen at once', () => {
  test.each([
    ['related', 5_000, 30, 0.3, 1.001],
    ['half others', 4_000, 30, 0.6, 1.001],
    ['unrelated', 3_000, 30, 1, 1.05],
    ['unrelated, of few kinds', 4_000, 4, 1, 1.08],
  ])('%s', (_, size, kinds, share, most) => {
    const a = row(size, kinds);
    const b = share === 1 ? row(size, kinds) : changed(a, share, kinds);
    const least = peerEdits(a, b);
    for (const sight of [64, 512]) {
      const work = new WordWork(0);
      const runs = fewEdits(a, b, whole(a, b), work, sight);
      expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
      expect(edits(runs) / least).toBeLessThan(most);
      expect(work.done).toBeLessThan(2 * size * sight);
    }
    expect(fewestEdits(a, b, whole(a, b), new WordWork(0), 100)).toBeNull();
  });
});

test('a gap of which a third is other tokens throughout is looked through', () => {
  const rows = (own: number): Int32Array =>
    Int32Array.from({ length: 9_000 }, (_, at) => (at % 3 ? at % 3 : own));
  const runs = tokenChanges(rows(7), rows(8), new WordWork(18_000));
  expect([edits(runs), runs.length]).toEqual([6_000, 3_000]);
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
    const runs = tokenChanges(a, b, work);
    const left = rest(a, runs, 'left');
    expect(left).toEqual(rest(b, runs, 'right'));
    // What was not changed by chance is on both sides; few of them may be marked as well.
    expect(left.length).toBeGreaterThan(0.93 * (1 - share) * size);
    expect(work.done).toBeLessThan(600 * size);
  });
});

test('what is much alike in itself is looked through, within the work there is', () => {
  const [a, b] = [
    [0, 1, 2, 3],
    [0, 2, 1, 3],
  ].map((four) => Int32Array.from({ length: 200_000 }, (_, at) => four[at % 4] ?? 0));
  if (a === undefined || b === undefined) throw new Error('no rows');
  const work = new WordWork(a.length + b.length);
  const runs = tokenChanges(a, b, work);
  expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
  expect([runs.length, edits(runs)]).toEqual([100_000, 100_000]);
  expect(work.done).toBeLessThan(100_000_000);
});

test('places that meet by chance do not divide rows: what follows each other would stand far apart', () => {
  // Rows of five tokens with two values; of those pairs of values some stand once on both sides, anywhere.
  const values = Array.from({ length: 16_000 }, () => Math.floor(50 * chance()));
  const rows = (others: boolean): Int32Array =>
    Int32Array.from(
      values.flatMap((value, at) =>
        at % 2 === 0 ? [100, 101, others ? (value + 7) % 50 : value, 102] : [value],
      ),
    );
  const [a, b] = [rows(false), rows(true)];
  const runs = tokenChanges(a, b, new WordWork(a.length + b.length));
  expect(rest(a, runs, 'left')).toEqual(rest(b, runs, 'right'));
  expect(edits(runs)).toBeLessThan(1.01 * 16_000);
});

test('one budget holds for many pairs, and each has its part of it', () => {
  const pairs = Array.from({ length: 40 }, () => {
    const a = row(900, 40);
    return [a, row(900, 40)] as const;
  });
  const total = pairs.reduce((sum, [a, b]) => sum + a.length + b.length, 0);
  const editsWith = (work: WordWork): number =>
    pairs.reduce((sum, [a, b]) => sum + edits(tokenChanges(a, b, work)), 0);
  const fewest = pairs.reduce(
    (sum, [a, b]) => sum + edits(fewestEdits(a, b, whole(a, b), new WordWork(0), Infinity) ?? []),
    0,
  );
  expect(editsWith(new WordWork(total))).toBeLessThan(1.03 * fewest);
  const work = new WordWork(total, 4_000_000);
  expect(editsWith(work)).toBeLessThan(1.1 * fewest);
  // Where no work is left, some edits are seen at once nevertheless.
  expect(work.done).toBeLessThan(4_000_000 + 64 * total);
});
