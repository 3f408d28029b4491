import type { ResultRun } from '../core/results/resultRun.ts';
import { meansOfTasks } from '../core/results/taskBenchmark.ts';
import type { TaskOf } from './resultNodes.ts';

/** How much of a benchmark of several tasks one model has. */
export interface TaskMean {
  /** The plain mean of the tasks, a fraction; null where they are not all there, whole and comparable. */
  readonly value: number | null;
  /** Tasks that are there. */
  readonly tasks: number;
  /** Tasks that there are. */
  readonly of: number;
}

/**
 * The mean of one model's runs of a benchmark over its tasks. It has no value where a task is missing, partial or
 * without a score, where two runs of a task count, or where they were not asked and scored alike. Null for a benchmark
 * that is not the mean of its tasks.
 */
export function taskMean(runs: readonly ResultRun[], taskOf: TaskOf): TaskMean | null {
  const of = meansOfTasks.get(runs[0]?.benchmark ?? '')?.length;
  if (of === undefined) return null;
  const parts = runs.filter((run) => {
    const { task, subset } = taskOf(run);
    return !run.superseded && task !== null && subset === null;
  });
  const tasks = new Set(parts.map((run) => taskOf(run).task)).size;
  if (tasks === 0) return null;
  const kinds = new Set(
    parts.map(({ format, metric, asked: { shots, api } }) => JSON.stringify([format, metric, shots, api])),
  );
  const values = parts.flatMap(({ value, partial }) => (value === null || partial ? [] : value));
  const isWhole = tasks === of && parts.length === of && values.length === of && kinds.size === 1;
  return { value: isWhole ? values.reduce((sum, value) => sum + value, 0) / of : null, tasks, of };
}
