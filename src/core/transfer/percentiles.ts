import type { Interval } from './transfer.ts';

/** Of what an interval is made: the finite values first, in an order that changes. */
interface Finite {
  readonly values: Float64Array;
  readonly count: number;
}

/**
 * The percentile interval of a bootstrap (Efron & Tibshirani 1993, section 13.3) over the values that are finite
 * numbers, its ends interpolated between neighbours (definition 7 of Hyndman & Fan 1996, as in R and numpy).
 *
 * @param value of the sample itself, which no resample changes
 * @param resampled its values are left as they are
 * @param level in percent, such as 95
 */
export function percentileInterval(
  value: number,
  resampled: Float64Array,
  level: number,
): Interval & { readonly value: number } {
  const finite = finiteOf(resampled);
  if (finite.count === 0) return { value, low: null, high: null };
  const tail = 0.5 - level / 200;
  // The rest is sought among what is not below the low end.
  const low = quantile(finite, tail, 0);
  const high = quantile(finite, 1 - tail, Math.floor(tail * (finite.count - 1)));
  return { value, low, high };
}

function finiteOf(resampled: Float64Array): Finite {
  const values = new Float64Array(resampled.length);
  let count = 0;
  for (const value of resampled) {
    if (Number.isFinite(value)) values[count++] = value;
  }
  return { values, count };
}

/** @param from nothing that stands before belongs at or behind the quantile */
function quantile({ values, count }: Finite, share: number, from: number): number {
  const place = share * (count - 1);
  const below = Math.floor(place);
  select(values, from, count - 1, below);
  const one = values[below] ?? NaN;
  if (below + 1 >= count || place === below) return one;
  let next = Infinity;
  for (let at = below + 1; at < count; at++) next = Math.min(next, values[at] ?? Infinity);
  return one + (place - below) * (next - one);
}

/**
 * Puts the value at `place` that would stand there if all from `first` to `last` were sorted, with none above it before
 * and none below it behind (Hoare 1961, Algorithm 65: Find).
 */
function select(values: Float64Array, first: number, last: number, place: number): void {
  while (first < last) {
    const pivot = middleOf(values[first] ?? 0, values[(first + last) >> 1] ?? 0, values[last] ?? 0);
    let low = first;
    let high = last;
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low += 1;
      while ((values[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const kept = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = kept;
      low += 1;
      high -= 1;
    }
    if (place <= high) last = high;
    else if (place >= low) first = low;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
