import type { ResampleRequest } from '../../core/transfer/resampling.ts';

/** Columns that are whole numbers when multiplied: scores of one sample, or means over a few. */
export interface WholeColumns {
  /** What each column was multiplied by. */
  readonly parts: readonly number[];
  /** The largest of all whole numbers. */
  readonly most: number;
}

/** More make sums of bytes no faster than sums of floats. */
const largest = 31;
/** Of what is a whole number but for the rounding of floats. */
const rounding = 1e-5;

/** Null where a column is none of whole numbers from 0 to 31, or its sums would not fit 16 bits. */
export function wholeColumns({ values, rows, columns }: ResampleRequest): WholeColumns | null {
  const parts: number[] = [];
  let most = 1;
  for (let column = 0; column < columns; column++) {
    let max = 0;
    let min = 0;
    for (let at = column; at < rows * columns; at += columns) {
      const value = values[at] ?? 0;
      if (value > max) max = value;
      if (value < min) min = value;
    }
    const found = min < 0 ? null : partsOf(values, column, columns, max);
    if (found === null) return null;
    parts.push(found);
    most = Math.max(most, Math.round(max * found));
  }
  return most * rows < 2 ** 16 ? { parts, most } : null;
}

function partsOf(values: Float32Array, column: number, columns: number, max: number): number | null {
  for (let parts = 1; parts * Math.max(1, max) < largest + 0.5; parts++) {
    let at = column;
    while (at < values.length && isWhole((values[at] ?? 0) * parts)) at += columns;
    if (at >= values.length) return parts;
  }
  return null;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < rounding;
}
