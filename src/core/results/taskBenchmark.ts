import type { Domain } from '../domain.ts';

/** What a tool's name of a task says. */
export interface TaskBenchmark {
  readonly benchmark: string;
  readonly domain: Domain | null;
}

/** The benchmark of a task by the name a tool gives it; null where it is not known. */
export function taskBenchmark(task: string): TaskBenchmark | null {
  const benchmark = /^hendrycks_math_?500$|^minerva_math500$/.test(task) ? 'MATH-500' : null;
  return benchmark === null ? null : { benchmark, domain: 'math' };
}
