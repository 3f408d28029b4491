import { nameOf } from '../results/index/matrixRuns.ts';
import type { ResultRun } from '../results/resultRun.ts';
import { benchmarkOf, type ResultsNames } from '../results/resultsNames.ts';

/** The runs that the transfer may rest on, by model and benchmark. */
export class TransferRuns {
  /** Runs that no other one displaced. */
  readonly all: readonly ResultRun[];
  readonly #labels = new Map<ResultRun, string>();
  readonly #parts = new Map<ResultRun, string>();
  readonly #byModel: ReadonlyMap<string, ReadonlyMap<string, readonly ResultRun[]>>;
  /** Benchmarks of which results have only another part or version, by their labels. */
  readonly #subsets = new Set<string>();

  constructor(runs: readonly ResultRun[], names: ResultsNames) {
    this.all = runs.filter(({ superseded }) => !superseded);
    const meanings = this.all.map((run) => benchmarkOf(run.task, names, run.format));
    const whole = new Set(meanings.flatMap((known) => (known?.subset === null ? known.benchmark : [])));
    this.all.forEach((run, place) => {
      const known = meanings[place] ?? null;
      this.#parts.set(run, known?.task ?? '');
      const { benchmark = '', subset = null } = known ?? {};
      const label = subset === null ? nameOf(run) : `${benchmark} (${subset})`;
      this.#labels.set(run, label);
      if (subset !== null && whole.has(benchmark)) this.#subsets.add(label);
    });
    const models = Map.groupBy(this.all, ({ model }) => model);
    this.#byModel = new Map(
      [...models].map(([model, own]) => [model, Map.groupBy(own, (run) => this.labelOf(run))]),
    );
  }

  get models(): readonly string[] {
    return [...this.#byModel.keys()];
  }

  /** What a run is compared as: its benchmark, with a part or version in brackets; a task that is of no known one. */
  labelOf(run: ResultRun): string {
    return this.#labels.get(run) ?? nameOf(run);
  }

  /** The task within the benchmark, as `TaskBenchmark.task`; empty for all of it. */
  partOf(run: ResultRun): string {
    return this.#parts.get(run) ?? '';
  }

  of(model: string, label: string): readonly ResultRun[] {
    return this.#byModel.get(model)?.get(label) ?? [];
  }

  /** The labels that a model has results of. */
  labels(model: string): readonly string[] {
    return [...(this.#byModel.get(model)?.keys() ?? [])];
  }

  /** The other parts or versions of a benchmark that a model has, by their labels. */
  subsetsOf(model: string, benchmark: string): readonly string[] {
    return this.labels(model).filter((label) => label.startsWith(`${benchmark} (`));
  }

  /** Whether a label is of a part or version beside which the results have the benchmark itself. */
  isApart(label: string): boolean {
    return this.#subsets.has(label);
  }
}
