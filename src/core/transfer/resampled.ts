import { pairedTest, type PairedTestResult } from './pairedTest.ts';
import type { SumResamples } from './resampling.ts';
import { TaskColumns } from './taskColumns.ts';
import { taskSeed } from './taskSeed.ts';
import type { PairedBenchmark, PairedTask, TransferInput } from './transferInput.ts';

/** Tasks with fewer compared items are smoothed in the resamples. */
const fewItems = 50;

export interface ResampleOptions {
  /** 32 bits. */
  readonly seed: number;
  /** How many; `defaultResamples` unless a test wants fewer. */
  readonly resamples: number;
}

/** One benchmark of a comparison in each resample: the scores of both sides, in percent; NaN where there is none. */
export interface ResampledBenchmark {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly smoothed: boolean;
  /** Of no difference; made when it is asked for, and kept. Depends on no choice of the reader. */
  readonly test: () => PairedTestResult;
}

/**
 * What every interval is made of, whatever the variant, level and cohort. Memory: 4 bytes for each resample of each
 * distinct score, which is 10 MB for 21 models, 12 benchmarks and 10,000 resamples, twice that where each pair has items
 * of its own.
 */
export interface Resampled extends ResampleOptions {
  /** By comparison, then by place of its benchmark; null without scores of single items. */
  readonly comparisons: readonly (readonly (ResampledBenchmark | null)[])[];
}

/**
 * The bootstrap: paired, since both sides and all comparisons share the rows drawn; stratified by task; clustered by
 * item, whose repeats are one score. Each task's items are drawn from the union over all comparisons, and a comparison
 * counts those that it has. A task's score in a resample is Σ score / Σ of, smoothed to (Σ + ½) / (Σ of + 1) where fewer
 * than 50 items are compared; a benchmark's is the plain mean of its tasks'.
 */
export function resample(
  input: Pick<TransferInput, 'tasks' | 'comparisons'>,
  sums: SumResamples,
  { seed, resamples }: ResampleOptions,
): Resampled {
  const made = input.comparisons.map(({ benchmarks }) =>
    benchmarks.map((): ResampledBenchmark | null => null),
  );
  for (const places of byBenchmark(input)) {
    // One benchmark after the other: what its tasks were in the resamples is let go of afterwards.
    const scores = new BenchmarkScores(input, places, sums, { seed, resamples });
    for (const { comparison, place, tasks } of places) {
      const [first] = tasks;
      const benchmark = first === undefined ? '' : (input.tasks[first.task]?.benchmark ?? '');
      let test: PairedTestResult | null = null;
      const row = made[comparison];
      if (row === undefined) continue;
      row[place] = {
        left: scores.of(tasks, 'left'),
        right: scores.of(tasks, 'right'),
        smoothed: tasks.some(isSmoothed),
        test: () => (test ??= pairedTest(tasks, taskSeed(seed, benchmark, 'sign flip'))),
      };
    }
  }
  return { seed, resamples, comparisons: made };
}

interface Place {
  readonly comparison: number;
  readonly place: number;
  readonly tasks: readonly PairedTask[];
}

/** Places of comparisons' benchmarks that have scores of single items, those of one benchmark together. */
function byBenchmark({ comparisons }: Pick<TransferInput, 'comparisons'>): readonly (readonly Place[])[] {
  const found = new Map<string, Place[]>();
  const add = ({ benchmark, tasks }: PairedBenchmark, comparison: number, place: number): void => {
    if (tasks === null) return;
    const places = found.get(benchmark) ?? [];
    found.set(benchmark, places);
    places.push({ comparison, place, tasks });
  };
  for (const [comparison, { benchmarks }] of comparisons.entries()) {
    for (const [place, paired] of benchmarks.entries()) add(paired, comparison, place);
  }
  return [...found.values()];
}

/** The scores of one benchmark in each resample; equal ones are the same array. */
class BenchmarkScores {
  readonly #tasks = new Map<number, TaskScores>();
  readonly #means = new Map<string, Float32Array>();

  constructor(
    { tasks }: Pick<TransferInput, 'tasks'>,
    places: readonly Place[],
    sums: SumResamples,
    { seed, resamples }: ResampleOptions,
  ) {
    const columns = new Map<number, TaskColumns>();
    for (const paired of places.flatMap((place) => place.tasks)) {
      const own = columns.get(paired.task) ?? new TaskColumns(tasks[paired.task]?.items.length ?? 0);
      columns.set(paired.task, own);
      own.add(paired);
    }
    for (const [task, own] of columns) {
      const { benchmark = '', task: name = '' } = tasks[task] ?? {};
      const found = sums({ ...own.table(), resamples, seed: taskSeed(seed, benchmark, name) });
      this.#tasks.set(task, new TaskScores(own, found, resamples));
    }
  }

  of(tasks: readonly PairedTask[], side: 'left' | 'right'): Float32Array {
    const scores = tasks.flatMap((paired) => this.#tasks.get(paired.task)?.of(paired, side) ?? []);
    const [first] = scores;
    if (first !== undefined && scores.length === 1) return first.values;
    const key = scores.map(({ key }) => key).join();
    const known = this.#means.get(key);
    if (known !== undefined) return known;
    const mean = new Float32Array(first?.values.length ?? 0);
    for (const { values } of scores) {
      for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] ?? 0) + (values[at] ?? NaN);
    }
    for (let at = 0; at < mean.length; at++) mean[at] = (mean[at] ?? NaN) / scores.length;
    this.#means.set(key, mean);
    return mean;
  }
}

interface Scores {
  /** The same for equal values of the benchmark. */
  readonly key: string;
  /** In percent. */
  readonly values: Float32Array;
}

class TaskScores {
  readonly #known = new Map<string, Scores>();

  constructor(
    private readonly columns: TaskColumns,
    private readonly sums: Float32Array,
    private readonly resamples: number,
  ) {}

  of(paired: PairedTask, side: 'left' | 'right'): Scores {
    const column = this.columns.of(paired[side]);
    const parts = this.columns.partsOf(paired);
    const smoothed = isSmoothed(paired);
    const key = `${paired.task}:${column}/${parts ?? ''}${smoothed ? '+' : ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { columns, rows } = this.columns;
    const [above, below] = smoothed ? [0.5, 1] : [0, 0];
    const values = new Float32Array(this.resamples);
    for (let at = 0; at < values.length; at++) {
      const of = parts === null ? rows : (this.sums[at * columns + parts] ?? 0);
      values[at] = (100 * ((this.sums[at * columns + column] ?? 0) + above)) / (of + below);
    }
    const scores = { key, values };
    this.#known.set(key, scores);
    return scores;
  }
}

function isSmoothed({ item }: PairedTask): boolean {
  return item.length < fewItems;
}
