import { sampleState, type MetricColumn, type SampleSet } from './sampleSet.ts';
import type { JoinedRun } from './runParts.ts';

/**
 * Runs in our own folder are the union over their files: of one item and repeat the newest sample wins, but a failed
 * or cancelled one never over one that ended (design: "Identity"). Runs of other tools stay as they are.
 */
export function unitedSamples(runs: readonly JoinedRun[]): readonly JoinedRun[] {
  const ours = runs.filter((run) => run.format === 'reasoning-transfer');
  const groups = Map.groupBy(ours, (run) => JSON.stringify([run.model, run.task, sorted(run.asked)]));
  const united = new Map<JoinedRun, JoinedRun>();
  const gone = new Set<JoinedRun>();
  for (const group of groups.values()) {
    const [newest, ...older] = group.toSorted((a, b) => (b.date ?? b.mtimeMs) - (a.date ?? a.mtimeMs));
    if (newest === undefined || older.length === 0) continue;
    united.set(newest, union(newest, older));
    for (const run of older) gone.add(run);
  }
  return runs.flatMap((run) => (gone.has(run) ? [] : [united.get(run) ?? run]));
}

function union(newest: JoinedRun, older: readonly JoinedRun[]): JoinedRun {
  const all = [newest, ...older].flatMap((run) => run.sets);
  const settled = new Set<number>();
  for (const { set } of all) {
    for (let row = 0; row < set.rows; row++) if (isSettled(set, row)) settled.add(keyOf(set, row));
  }
  const taken = new Set<number>();
  const sets = all.flatMap(({ file, set }) => {
    const keep: number[] = [];
    for (let row = 0; row < set.rows; row++) {
      const key = keyOf(set, row);
      if (taken.has(key) || (settled.has(key) && !isSettled(set, row))) continue;
      taken.add(key);
      keep.push(row);
    }
    if (keep.length === 0) return [];
    return [{ file, set: keep.length === set.rows ? set : rowsOf(set, keep) }];
  });
  const of = newest.of ?? older.find((run) => run.of !== null)?.of ?? null;
  // A resumed run is whole where its files together have every item and repeat.
  const partial = of === null ? newest.partial : settled.size < of * (newest.repeats ?? 1);
  // The summaries speak of one file each.
  return { ...newest, metrics: [], n: null, of, partial, sets };
}

function keyOf(set: SampleSet, row: number): number {
  return (set.item[row] ?? 0) * 0x10000 + (set.repeat[row] ?? 0);
}

function isSettled(set: SampleSet, row: number): boolean {
  return (set.state[row] ?? 0) < sampleState.failed;
}

/** A set of some of the rows. */
export function rowsOf(set: SampleSet, rows: readonly number[]): SampleSet {
  const column = ({ name, values, of }: MetricColumn): MetricColumn => ({
    name,
    values: Float32Array.from(rows, (row) => values[row] ?? Number.NaN),
    of: of === null ? null : Uint16Array.from(rows, (row) => of[row] ?? 0),
  });
  return {
    ...set,
    rows: rows.length,
    item: Uint32Array.from(rows, (row) => set.item[row] ?? 0),
    repeat: Uint16Array.from(rows, (row) => set.repeat[row] ?? 0),
    place: Float64Array.from(rows, (row) => set.place[row] ?? 0),
    state: Uint8Array.from(rows, (row) => set.state[row] ?? 0),
    tokens: Uint32Array.from(rows, (row) => set.tokens[row] ?? 0),
    metrics: set.metrics.map(column),
  };
}

function sorted(asked: object): unknown {
  return Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
