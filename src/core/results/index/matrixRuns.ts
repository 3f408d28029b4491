import type { MatrixBenchmark, MatrixLeftOut } from '../matrix.ts';
import { compareNames } from '../nameOrder.ts';
import type { ResultRun } from '../resultRun.ts';
import type { ResultsIndex } from './resultsIndex.ts';

/** The benchmark of a run, else its task. */
export function nameOf(run: Pick<ResultRun, 'benchmark' | 'task'>): string {
  return run.benchmark ?? run.task;
}

/** The runs that a matrix can show: those with scores of single items that no other run displaced. */
export function matrixRuns({ runs }: Pick<ResultsIndex, 'runs'>): readonly ResultRun[] {
  return runs.filter((run) => !run.superseded && run.samples.some(({ column }) => column !== null));
}

/** The benchmarks (or tasks without one) that a matrix can show, by name. */
export function matrixBenchmarks(index: ResultsIndex): readonly MatrixBenchmark[] {
  return [...Map.groupBy(matrixRuns(index), nameOf)]
    .map(([name, own]) => ({
      name,
      items: groupsOf(index, own).length,
      partial: own.some(({ samples }) =>
        samples.some(({ column }) => column?.values.some((value) => value > 0 && value < 1) === true),
      ),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The benchmark that most models were asked, and of several the one with most items; undefined for none. */
export function fullestBenchmark(
  index: Pick<ResultsIndex, 'runs'>,
  benchmarks: readonly MatrixBenchmark[],
): MatrixBenchmark | undefined {
  const runs = Map.groupBy(matrixRuns(index), nameOf);
  const models = ({ name }: MatrixBenchmark): number =>
    new Set((runs.get(name) ?? []).map(({ model, format }) => JSON.stringify([model, format]))).size;
  return benchmarks.toSorted((a, b) => models(b) - models(a) || b.items - a.items)[0];
}

/**
 * The models with runs of a benchmark but without a column, by name.
 *
 * @param benchmark null for all
 */
export function leftOut(
  index: Pick<ResultsIndex, 'runs'>,
  benchmark: string | null,
): readonly MatrixLeftOut[] {
  const ofBenchmark = (run: ResultRun): boolean => benchmark === null || nameOf(run) === benchmark;
  const shown = new Set(
    matrixRuns(index)
      .filter(ofBenchmark)
      .map(({ model }) => model),
  );
  const others = index.runs.filter((run) => !run.superseded && ofBenchmark(run) && !shown.has(run.model));
  return [...Map.groupBy(others, ({ model }) => model)]
    .map(([model, own]): MatrixLeftOut => ({
      model,
      why: own.some(({ samples }) => samples.length > 0) ? 'no-scores' : 'no-samples',
    }))
    .sort((a, b) => compareNames(a.model, b.model));
}

/** The items of runs, as groups of the index, in the order in which their files were read. */
export function groupsOf(index: ResultsIndex, runs: readonly ResultRun[]): Uint32Array {
  const groups = new Set<number>();
  for (const { samples } of runs) {
    for (const { set } of samples) for (const item of set.item) groups.add(index.groupOf(item));
  }
  return Uint32Array.from(groups);
}
