import { randomWords } from './randomWords.ts';
import type { ResampleRequest } from './resampling.ts';

/**
 * The definition of `SumResamples`. Rows are drawn in turn, resample by resample: `floor(word * rows / 2^32)`. Sums are
 * made in doubles and rounded once.
 */
export function resampleSums({ values, rows, columns, resamples, seed }: ResampleRequest): Float32Array {
  const sums = new Float32Array(resamples * columns);
  const word = randomWords(seed);
  const total = new Float64Array(columns);
  for (let resample = 0; resample < resamples; resample++) {
    total.fill(0);
    for (let draw = 0; draw < rows; draw++) {
      const start = Math.floor((word() * rows) / 2 ** 32) * columns;
      for (let column = 0; column < columns; column++) {
        total[column] = (total[column] ?? 0) + (values[start + column] ?? 0);
      }
    }
    sums.set(total, resample * columns);
  }
  return sums;
}
