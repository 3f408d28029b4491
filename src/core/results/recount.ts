import { sampleState, unknownTokens, type MetricColumn, type SampleSet } from './sampleSet.ts';

/** What the samples of a run give, counted by us from the tool's own values. */
export interface Recount {
  /** Mean over items of the mean over repeats; of parts, all right ones over all; null where no sample has a value. */
  readonly value: number | null;
  /** Standard error of the mean over items; null below two items, and for parts. */
  readonly stderr: number | null;
  /** Items with at least one value. */
  readonly n: number;
  /** Most repeats of an item with a value; 0 without items. */
  readonly repeats: number;
  /** Samples among the counted repeats that ended, but have no value in the metric's column. */
  readonly unscored: number;
}

/** Samples of a run in one file: a set, and its column for the run's metric, null where it has none. */
export interface RunSamples {
  readonly file: string;
  readonly set: SampleSet;
  readonly column: MetricColumn | null;
}

/**
 * Counts the values of one metric over the samples of a run. Samples without a value are left out.
 *
 * @param repeats only the first so many of each item count
 */
export function recount(samples: readonly RunSamples[], repeats = Infinity): Recount {
  const scored = samples.filter(({ column }) => column !== null);
  const [first, end] = itemRange(scored);
  // By item from the first on; items of a run lie close together.
  const sums = new Float64Array(end - first);
  const weights = new Float64Array(end - first);
  const counts = new Uint32Array(end - first);
  let parts = false;
  let unscored = 0;
  for (const { set, column } of scored) {
    if (column === null) continue;
    const { values, of } = column;
    parts ||= of !== null;
    for (let row = 0; row < set.rows; row++) {
      const value = values[row] ?? Number.NaN;
      if ((set.repeat[row] ?? 0) >= repeats) continue;
      if (Number.isNaN(value)) {
        if ((set.state[row] ?? 0) < sampleState.failed) unscored += 1;
        continue;
      }
      const place = (set.item[row] ?? 0) - first;
      const weight = of === null ? 1 : (of[row] ?? 0);
      sums[place] = (sums[place] ?? 0) + value * weight;
      weights[place] = (weights[place] ?? 0) + weight;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  const recounted = parts ? partsOf(sums, weights, counts) : meansOf(sums, counts);
  return { ...recounted, unscored };
}

type Counted = Omit<Recount, 'unscored'>;

function itemRange(samples: readonly RunSamples[]): readonly [first: number, end: number] {
  let [first, end] = [Infinity, 0];
  for (const { set } of samples) {
    for (const item of set.item) {
      if (item < first) first = item;
      if (item >= end) end = item + 1;
    }
  }
  return first < end ? [first, end] : [0, 0];
}

function partsOf(sums: Float64Array, weights: Float64Array, counts: Uint32Array): Counted {
  let [right, of, n, repeats] = [0, 0, 0, 0];
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    right += sums[place] ?? 0;
    of += weights[place] ?? 0;
    n += 1;
    repeats = Math.max(repeats, count);
  }
  return { value: of === 0 ? null : right / of, stderr: null, n, repeats };
}

function meansOf(sums: Float64Array, counts: Uint32Array): Counted {
  let [total, n, repeats] = [0, 0, 0];
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    total += (sums[place] ?? 0) / count;
    n += 1;
    repeats = Math.max(repeats, count);
  }
  if (n === 0) return { value: null, stderr: null, n, repeats };
  const value = total / n;
  let squares = 0;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count > 0) squares += ((sums[place] ?? 0) / count - value) ** 2;
  }
  return { value, stderr: n < 2 ? null : Math.sqrt(squares / (n - 1) / n), n, repeats };
}

/** Of the samples that neither failed nor were cancelled: how many were cut off, and their mean length. */
export interface Endings {
  readonly ended: number;
  /** Share in [0, 1]; null where there are no samples, or their tool says nothing of how they ended. */
  readonly truncated: number | null;
  /** Null where the tool does not say. */
  readonly meanTokens: number | null;
  /** Failed or cancelled. */
  readonly uncounted: number;
}

/** @param saysTruncated whether the tool would say that a sample was cut off; without it, none is no evidence */
export function endings(samples: readonly RunSamples[], saysTruncated: boolean): Endings {
  let [ended, cut, tokens, told, uncounted] = [0, 0, 0, 0, 0];
  for (const { set } of samples) {
    for (let row = 0; row < set.rows; row++) {
      const state = set.state[row];
      if (state === sampleState.failed || state === sampleState.cancelled) {
        uncounted += 1;
        continue;
      }
      ended += 1;
      if (state === sampleState.truncated) cut += 1;
      const length = set.tokens[row] ?? unknownTokens;
      if (length === unknownTokens) continue;
      tokens += length;
      told += 1;
    }
  }
  return {
    ended,
    truncated: ended === 0 || (cut === 0 && !saysTruncated) ? null : cut / ended,
    meanTokens: told === 0 ? null : tokens / told,
    uncounted,
  };
}

/**
 * Whether a reported value and the one counted from its samples differ by more than rounding. A value that is a whole
 * number of items is exact; else it counts as rounded to the digits it has in percent, at least one.
 *
 * @param of samples that the value is a mean over
 */
export function differs(reported: number, counted: number, of: number): boolean {
  const gap = Math.abs(reported - counted);
  const whole = reported * of;
  if (Math.abs(whole - Math.round(whole)) < 1e-6 * Math.max(1, of)) return gap > Math.max(2e-6, 0.25 / of);
  for (let digits = 1; digits <= 4; digits++) {
    const scaled = reported * 100 * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return gap > 0.5 / 100 / 10 ** digits + 1e-6;
  }
  return gap > 2e-6;
}
