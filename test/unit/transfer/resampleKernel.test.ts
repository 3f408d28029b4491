import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { kernelFile, kernelText } from '../../../scripts/build/kernel.mjs';
import { randomWords } from '../../../src/core/transfer/randomWords.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import type { ResampleRequest } from '../../../src/core/transfer/resampling.ts';
import { taskSeed } from '../../../src/core/transfer/taskSeed.ts';
import { resampleKernel } from '../../../src/workspace/transfer/resampleKernel.ts';
import { wholeColumns } from '../../../src/workspace/transfer/wholeColumns.ts';

const kernel = resampleKernel();

afterEach(() => vi.unstubAllGlobals());

type Score = (word: number, column: number) => number;

const oneOrNone: Score = (word) => word % 2;
const eighths: Score = (word) => (word % 9) / 8;
const thirds: Score = (word) => (word % 4) / 3;
const fractions: Score = (word) => word / 2 ** 32;

function requested(rows: number, columns: number, score: Score, resamples = 300): ResampleRequest {
  const word = randomWords(rows * columns);
  const values = Float32Array.from({ length: rows * columns }, (_, at) => score(word(), at % columns));
  return { values, rows, columns, resamples, seed: 4_000_000_000 };
}

/** The largest difference, of sums that go up to `rows`. */
function furthest(request: ResampleRequest): number {
  const ours = kernel(request);
  const defined = resampleSums(request);
  expect(ours.length).toBe(defined.length);
  return ours.reduce((most, sum, at) => Math.max(most, Math.abs(sum - (defined[at] ?? NaN))), 0);
}

test('WebAssembly is what makes the sums here', () => {
  expect(kernel).not.toBe(resampleSums);
});

test('the bytes are those of the source', async () => {
  expect(readFileSync(kernelFile, 'utf8')).toBe(await kernelText());
});

test.each([
  [500, 21],
  [1, 1],
  [2, 3],
  [3, 16],
  [6, 17],
  [30, 33],
  [253, 2],
])('of %i rows and %i columns of 0 and 1 the sums are exact', (rows, columns) => {
  expect(furthest(requested(rows, columns, oneOrNone))).toBe(0);
});

test('means over repeats are summed but for the last digit of a float', () => {
  expect(furthest(requested(501, 5, eighths))).toBe(0);
  expect(furthest(requested(502, 21, thirds))).toBeLessThan(5e-5);
});

test.each([
  [500, 21],
  [1, 1],
  [3, 12],
  [5, 13],
  [1319, 40],
])('of %i rows and %i columns of fractions the sums are equal within a thousandth', (rows, columns) => {
  expect(furthest(requested(rows, columns, fractions))).toBeLessThan(1e-3);
});

test('columns of parts, below 0 and with absent rows are summed like any', () => {
  const parts: Score = (word, column) => (column === 0 ? 1 + (word % 5) : word % 3);
  expect(furthest(requested(541, 4, parts))).toBe(0);
  expect(furthest(requested(100, 3, (word, column) => (column === 1 ? 0 : (word % 3) - 1)))).toBe(0);
});

test('sums of bytes do not overflow: many rows, and large numbers', () => {
  expect(furthest(requested(12_000, 3, () => 1, 20))).toBe(0);
  expect(furthest(requested(2_000, 3, () => 31, 20))).toBe(0);
  // The sums would not fit 16 bits.
  expect(furthest(requested(70_000, 1, () => 1, 4))).toBe(0);
  expect(furthest(requested(9_000, 1, () => 8, 4))).toBe(0);
});

test('what is written in several pieces goes on where the one before ended', () => {
  const request = requested(4, 40, oneOrNone, 4_001);
  expect(furthest(request)).toBe(0);
  expect(kernel({ ...request, resamples: 100 })).toEqual(kernel(request).slice(0, 4_000));
});

test('a smaller request after a larger one, and none at all', () => {
  expect(furthest(requested(3_000, 30, fractions))).toBeLessThan(1e-2);
  expect(furthest(requested(5, 2, oneOrNone))).toBe(0);
  expect(kernel({ values: new Float32Array(), rows: 0, columns: 3, resamples: 2, seed: 1 })).toEqual(
    new Float32Array(6),
  );
  expect(kernel({ values: new Float32Array(), rows: 4, columns: 0, resamples: 2, seed: 1 })).toHaveLength(0);
});

test('scores are whole numbers when multiplied, or they are not', () => {
  const of = (score: Score) => wholeColumns(requested(100, 2, score));
  expect(of(oneOrNone)).toEqual({ parts: [1, 1], most: 1 });
  expect(of(thirds)).toEqual({ parts: [3, 3], most: 3 });
  expect(of((word, column) => (column === 0 ? eighths(word, 0) : word % 2))).toEqual({
    parts: [8, 1],
    most: 8,
  });
  expect(of((word) => (word % 65) / 64)).toBeNull();
  expect(of(fractions)).toBeNull();
  expect(of(() => NaN)).toBeNull();
});

test('without SIMD in WebAssembly the definition is used', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(resampleKernel()).toBe(resampleSums);
});

test('each row is drawn as often as any other, and each resample is its own', () => {
  const rows = 7;
  // A column for each row that is 1 there alone: the sums are how often it was drawn.
  const values = Float32Array.from({ length: rows * rows }, (_, at) => (at % (rows + 1) === 0 ? 1 : 0));
  const resamples = 20_000;
  const sums = resampleSums({ values, rows, columns: rows, resamples, seed: 1 });
  const counts = Array.from({ length: rows }, () => 0);
  const squares = Array.from({ length: rows }, () => 0);
  for (const [at, sum] of sums.entries()) {
    counts[at % rows]! += sum / resamples;
    squares[at % rows]! += (sum - 1) ** 2 / resamples;
  }
  // 4 standard errors of a mean and a variance of Bin(7, 1/7).
  for (const count of counts) expect(Math.abs(count - 1)).toBeLessThan(4 * Math.sqrt(6 / 7 / resamples));
  for (const square of squares) expect(Math.abs(square - 6 / 7)).toBeLessThan(0.04);
  const first = sums.slice(0, rows);
  expect(first.reduce((total, sum) => total + sum)).toBe(rows);
  expect(resampleSums({ values, rows, columns: rows, resamples: 1, seed: 2 })).not.toEqual(first);
});

test("a task's seed depends on each of its words and is 32 bits", () => {
  const seeds = [
    taskSeed(1, 'MATH-500', ''),
    taskSeed(2, 'MATH-500', ''),
    taskSeed(1, 'AIME24', ''),
    taskSeed(1, 'MATH-500', 'algebra'),
    taskSeed(1, 'MATH-500\nalgebra', ''),
  ];
  expect(new Set(seeds).size).toBe(seeds.length);
  for (const seed of seeds) expect(seed >>> 0).toBe(seed);
});
