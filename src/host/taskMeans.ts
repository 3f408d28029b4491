import type { ResultRun } from '../core/results/resultRun.ts';
import type { TaskOf } from './resultNodes.ts';

/**
 * How many tasks the benchmarks have whose headline is the plain mean of their tasks: HaluEval's three, ACPBench's
 * seven of multiple choice. Their other parts, such as the yes/no tasks, are apart.
 */
const tasksOf: ReadonlyMap<string, number> = new Map([
  ['HaluEval', 3],
  ['ACPBench', 7],
]);

/** The plain mean of a benchmark's tasks, a fraction. */
export interface TaskMean {
  readonly value: number;
  readonly tasks: number;
}

/**
 * The mean of one model's runs of a benchmark over its tasks. Null where a task is missing, partial or without a
 * score, where two runs of a task count, or where they were not asked and scored alike.
 */
export function taskMean(runs: readonly ResultRun[], taskOf: TaskOf): TaskMean | null {
  const of = tasksOf.get(runs[0]?.benchmark ?? '');
  if (of === undefined) return null;
  const parts = runs.filter((run) => {
    const { task, subset } = taskOf(run);
    return !run.superseded && task !== null && subset === null;
  });
  const tasks = new Set(parts.map((run) => taskOf(run).task));
  const kinds = new Set(
    parts.map(({ format, metric, asked: { shots, api } }) => JSON.stringify([format, metric, shots, api])),
  );
  const values = parts.flatMap(({ value, partial }) => (value === null || partial ? [] : value));
  if (tasks.size !== of || parts.length !== of || values.length !== of || kinds.size !== 1) return null;
  return { value: values.reduce((sum, value) => sum + value, 0) / of, tasks: of };
}
