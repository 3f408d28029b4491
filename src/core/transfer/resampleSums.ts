import { mixedWords, sfc32 } from './randomWords.ts';
import type { ResampleRequest } from './resampling.ts';

/** Streams of random words that take turns, so that processors can draw from all at once. */
export const streams = 4;

/**
 * What the streams begin with: their first words of state, then their second, then their third.
 */
export function streamSeeds(seed: number): Int32Array<ArrayBuffer> {
  return mixedWords(seed, 3 * streams);
}

/**
 * The definition of `SumResamples`. A resample draws its rows from the streams in turn, each row as
 * `floor(word * rows / 2^32)`, and all streams go on by as much. Sums are made in doubles and rounded once.
 */
export function resampleSums({ values, rows, columns, resamples, seed }: ResampleRequest): Float32Array {
  const sums = new Float32Array(resamples * columns);
  const seeds = streamSeeds(seed);
  const words = Array.from({ length: streams }, (_, stream) => {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((word) => seeds[word * streams + stream]);
    return sfc32(a, b, c);
  });
  const total = new Float64Array(columns);
  for (let resample = 0; resample < resamples; resample++) {
    total.fill(0);
    for (let drawn = 0; drawn < rows; drawn += streams) {
      for (const [stream, nextWord] of words.entries()) {
        const row = Math.floor((nextWord() * rows) / 2 ** 32);
        if (drawn + stream < rows) add(total, values, row * columns);
      }
    }
    sums.set(total, resample * columns);
  }
  return sums;
}

function add(total: Float64Array, values: Float32Array, from: number): void {
  for (let column = 0; column < total.length; column++) {
    total[column] = (total[column] ?? 0) + (values[from + column] ?? 0);
  }
}
