import { modelNames } from '../results/modelNames.ts';
import type { ResultRun } from '../results/resultRun.ts';
import type { ResultsNames } from '../results/resultsNames.ts';

/** What of a run tells whether the command line reads it in the same way. */
export type NamedRun = Pick<ResultRun, 'model' | 'modelRaw' | 'task' | 'benchmark' | 'format'>;

/** How the command line, which knows no settings, is told of models, and what it cannot be told. */
export interface CommandNames {
  /** A name by which the command line finds a model. */
  readonly of: (model: string) => string;
  /** Why the command line gives other numbers, each a sentence; empty where it does not. */
  readonly gaps: readonly string[];
}

export function commandNames(
  runs: readonly NamedRun[],
  { settings, own, models }: ResultsNames,
  compared: ReadonlySet<string>,
): CommandNames {
  const raw = Map.groupBy(runs, ({ model }) => model);
  const plain = modelNames(
    runs.map(({ modelRaw }) => modelRaw),
    [],
  );
  // Without the setting, names mean the same to both.
  const plainOf = ({ model, modelRaw }: NamedRun): string =>
    models.length === 0 ? model : (plain.get(modelRaw)?.name ?? modelRaw);
  const joined = [...raw].filter(([, its]) => new Set(its.map(plainOf)).size > 1);
  // The names that the command line joins by itself are to be those that one model has here.
  const apart = [...Map.groupBy(runs, plainOf).values()].filter(
    (its) => new Set(its.map(({ model }) => model)).size > 1,
  );
  const listed = (names: readonly string[]): string =>
    [...new Set(names)].map((name) => `"${name}"`).join(', ');
  const tasks = runs.filter(({ task }) => settings.tasks.some(({ matches }) => matches(task)));
  const metrics = [...settings.metrics.keys()].filter((benchmark) => compared.has(benchmark));
  const ours = own.filter(({ name }) => compared.has(name));
  const isWhole = settings.exclude.length === 0 && settings.include.join('\n') === '**';
  const hasTables = runs.some(({ format }) => format === 'table');
  return {
    of: (model) => {
      const [first] = raw.get(model) ?? [];
      return first === undefined || plainOf(first) === model ? model : first.modelRaw;
    },
    gaps: [
      ...joined.map(
        ([model, its]) =>
          `"${model}" joins results of ${listed(its.map(plainOf))} by reasoningTransfer.models, which the command line does not read.`,
      ),
      ...apart.map(
        (its) =>
          `${listed(its.map(({ model }) => model))} are told apart by reasoningTransfer.models, which the command line does not read.`,
      ),
      ...(tasks.length === 0
        ? []
        : [`reasoningTransfer.results says what the tasks ${listed(tasks.map(({ task }) => task))} are.`]),
      ...(metrics.length === 0
        ? []
        : [`reasoningTransfer.results says by which metric ${listed(metrics)} is read.`]),
      ...(settings.tableScale === 'auto' || !hasTables
        ? []
        : [`reasoningTransfer.results says that tables are in ${settings.tableScale}.`]),
      ...(isWhole ? [] : ['reasoningTransfer.results leaves files out.']),
      ...(ours.length === 0
        ? []
        : [
            `${listed(ours.map(({ name }) => name))} stands in reasoningTransfer.benchmarks: add --benchmarks with a file of it.`,
          ]),
    ],
  };
}
