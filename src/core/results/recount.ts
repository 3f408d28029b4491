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
}

/** Samples of a run in one file: a set, and its column for the run's metric, null where it has none. */
export interface RunSamples {
  readonly file: string;
  readonly set: SampleSet;
  readonly column: MetricColumn | null;
}

/** Counts the values of one metric over the samples of a run. Samples without a value are left out. */
export function recount(samples: readonly RunSamples[]): Recount {
  const sums = new Map<number, { sum: number; of: number; count: number }>();
  let parts = false;
  for (const { set, column } of samples) {
    if (column === null) continue;
    parts ||= column.of !== null;
    for (let row = 0; row < set.rows; row++) {
      const value = column.values[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const weight = column.of === null ? 1 : (column.of[row] ?? 0);
      const item = set.item[row] ?? 0;
      const known = sums.get(item);
      if (known === undefined) sums.set(item, { sum: value * weight, of: weight, count: 1 });
      else {
        known.sum += value * weight;
        known.of += weight;
        known.count += 1;
      }
    }
  }
  const items = [...sums.values()];
  const repeats = items.reduce((most, { count }) => Math.max(most, count), 0);
  if (items.length === 0) return { value: null, stderr: null, n: 0, repeats };
  if (parts) {
    const [right, of] = items.reduce(([a, b], item) => [a + item.sum, b + item.of], [0, 0]);
    return { value: of === 0 ? null : right / of, stderr: null, n: items.length, repeats };
  }
  const means = items.map(({ sum, count }) => sum / count);
  const value = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const squares = means.reduce((sum, mean) => sum + (mean - value) ** 2, 0);
  const stderr = means.length < 2 ? null : Math.sqrt(squares / (means.length - 1) / means.length);
  return { value, stderr, n: items.length, repeats };
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
