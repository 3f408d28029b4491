import type { PairedTask } from './transferInput.ts';

export interface PairedError {
  /** Of the benchmark's difference, in points; null where a task has fewer than 2 items. */
  readonly stderr: number | null;
  /** Items that both have. */
  readonly n: number;
  /** Of these those whose scores differ. */
  readonly differing: number;
}

/**
 * The standard error of right − left of a benchmark, which is the plain mean of its tasks' Σd / Σof. From the variance
 * (n − 1) of the paired differences; where items have parts, of their residuals d − D · of, with D the task's ratio
 * (linearisation; Cochran, Sampling Techniques, 1977, section 2.11).
 */
export function pairedError(tasks: readonly PairedTask[]): PairedError {
  let variance = 0;
  let n = 0;
  let differing = 0;
  for (const { left, right, of } of tasks) {
    const items = left.length;
    const parts = sum(of);
    const differences = left.map((value, row) => (right[row] ?? 0) - value);
    const mean = sum(differences) / parts;
    const squares = sum(differences.map((difference, row) => (difference - mean * (of[row] ?? 1)) ** 2));
    n += items;
    differing += differences.filter((difference) => difference !== 0).length;
    // Without a second item this is no number.
    variance += (squares * items) / (items - 1) / parts ** 2;
  }
  const stderr = (100 * Math.sqrt(variance)) / tasks.length;
  return { stderr: Number.isFinite(stderr) ? stderr : null, n, differing };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
