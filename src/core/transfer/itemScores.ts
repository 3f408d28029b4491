import type { RunSamples } from '../results/recount.ts';
import { sampleState } from '../results/sampleSet.ts';
import { unrounded } from './unrounded.ts';

/** The scores of single items by one run on one task, by item: rows in the order of `groups`. */
export interface ItemScores {
  /** Of the index. */
  readonly groups: readonly number[];
  /** By group: its row. */
  readonly rows: ReadonlyMap<number, number>;
  /** Means over repeats of the score, a share in [0, 1]. */
  readonly mean: Float64Array;
  /** Of how many parts the item is made; 1 for others, 0 where the item is, but nothing says of how many. */
  readonly of: Float64Array;
  /** Means over repeats of what flips are told by; null where that is the score, or an item has none. */
  readonly verdicts: Float64Array | null;
  /** Samples that count. */
  readonly repeats: Uint16Array;
  /** Whether all of an item's samples are right or wrong. */
  readonly whole: Uint8Array;
}

/** What counts of each row of a set of samples: the tool's columns, or what was said of them since. */
export interface RowScores {
  readonly samples: RunSamples;
  /** By row; NaN where there is none. */
  readonly values: ArrayLike<number>;
  /** By row, of how many parts `values` is the share; null where items have none. */
  readonly of: ArrayLike<number> | null;
  /** By row, NaN where there is none; null where flips are told by `values`. */
  readonly verdicts: ArrayLike<number> | null;
}

/** What a column of 32 bits leaves of a whole number of parts. */
const nearWhole = 1e-4;

/**
 * Collects the scores of a run by item. Samples that failed or were cancelled are left out, and so are those that ended
 * without a score; those that were cut off without one count as 0 (design: rules of counting).
 *
 * @param taskOf the task that a group belongs to; null for a group that is left out
 * @returns by task
 */
export function itemScores(
  sets: readonly RowScores[],
  groupOf: (item: number) => number,
  taskOf: (group: number) => string | null,
): ReadonlyMap<string, ItemScores> {
  const tasks = new Map<string, Collected>();
  for (const { samples, values, of, verdicts } of sets) {
    const { set } = samples;
    for (let row = 0; row < set.rows; row++) {
      const state = set.state[row];
      if (state === sampleState.failed || state === sampleState.cancelled) continue;
      const value = countedValue(values[row], state);
      if (Number.isNaN(value)) continue;
      const group = groupOf(set.item[row] ?? 0);
      const task = taskOf(group);
      if (task === null) continue;
      let own = tasks.get(task);
      if (own === undefined) tasks.set(task, (own = new Collected()));
      const parts = of === null ? 1 : (of[row] ?? 0);
      own.add(group, value, parts, verdicts === null ? null : countedValue(verdicts[row], state));
    }
  }
  return new Map([...tasks].map(([task, own]) => [task, own.build()]));
}

function countedValue(value: number | undefined, state: number | undefined): number {
  if (value === undefined || Number.isNaN(value)) return state === sampleState.truncated ? 0 : Number.NaN;
  // Adding many fractions up may leave a little.
  return Math.min(1, Math.max(0, value));
}

class Collected {
  readonly #rows = new Map<number, number>();
  readonly #sum: number[] = [];
  readonly #of: number[] = [];
  readonly #verdict: number[] = [];
  readonly #count: number[] = [];
  readonly #whole: number[] = [];
  #judged = false;

  add(group: number, value: number, parts: number, verdict: number | null): void {
    let row = this.#rows.get(group);
    if (row === undefined) {
      row = this.#rows.size;
      this.#rows.set(group, row);
      this.#sum.push(0);
      this.#of.push(0);
      this.#verdict.push(0);
      this.#count.push(0);
      this.#whole.push(1);
    }
    const right = value * parts;
    const exact = Math.abs(right - Math.round(right)) < nearWhole && parts > 0;
    const share = exact ? Math.round(right) / parts : unrounded(value);
    this.#sum[row] = (this.#sum[row] ?? 0) + share;
    this.#of[row] = Math.max(this.#of[row] ?? 0, parts);
    this.#count[row] = (this.#count[row] ?? 0) + 1;
    if (share !== 0 && share !== 1) this.#whole[row] = 0;
    if (verdict === null) return;
    this.#judged = true;
    this.#verdict[row] = (this.#verdict[row] ?? 0) + unrounded(verdict);
  }

  build(): ItemScores {
    const mean = (sums: readonly number[]): Float64Array =>
      Float64Array.from(sums, (sum, row) => sum / (this.#count[row] ?? 1));
    const verdicts = this.#judged ? mean(this.#verdict) : null;
    return {
      groups: [...this.#rows.keys()],
      rows: this.#rows,
      mean: mean(this.#sum),
      of: Float64Array.from(this.#of),
      verdicts: verdicts?.some((value) => Number.isNaN(value)) === true ? null : verdicts,
      repeats: Uint16Array.from(this.#count),
      whole: Uint8Array.from(this.#whole),
    };
  }
}

/** Scores of several runs on other items of one task; of an item that two have, the first one's. */
export function mergedScores(all: readonly ItemScores[]): ItemScores | null {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? null;
  const places: { readonly from: ItemScores; readonly row: number }[] = [];
  const rows = new Map<number, number>();
  for (const from of all) {
    for (const [group, row] of from.rows) {
      if (rows.has(group)) continue;
      rows.set(group, places.length);
      places.push({ from, row });
    }
  }
  const verdicts = all.every((one) => one.verdicts !== null);
  return {
    groups: [...rows.keys()],
    rows,
    mean: Float64Array.from(places, ({ from, row }) => from.mean[row] ?? 0),
    of: Float64Array.from(places, ({ from, row }) => from.of[row] ?? 0),
    verdicts: verdicts ? Float64Array.from(places, ({ from, row }) => from.verdicts?.[row] ?? 0) : null,
    repeats: Uint16Array.from(places, ({ from, row }) => from.repeats[row] ?? 0),
    whole: Uint8Array.from(places, ({ from, row }) => from.whole[row] ?? 0),
  };
}
