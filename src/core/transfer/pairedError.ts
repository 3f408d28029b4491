import { sameScore } from './sameScore.ts';
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
  for (const task of tasks) {
    const items = task.left.length;
    const found = taskError(task);
    n += items;
    differing += found.differing;
    // Without a second item this is no number.
    variance += (found.squares * items) / (items - 1) / found.parts ** 2;
  }
  const stderr = (100 * Math.sqrt(variance)) / tasks.length;
  return { stderr: Number.isFinite(stderr) ? stderr : null, n, differing };
}

/** `squares`: the sum of the squared residuals. Loops, since the panel does this for hundreds of thousands of items. */
function taskError({ left, right, of }: PairedTask): { squares: number; parts: number; differing: number } {
  let sum = 0;
  let parts = 0;
  let differing = 0;
  for (let row = 0; row < left.length; row++) {
    const difference = (right[row] ?? 0) - (left[row] ?? 0);
    sum += difference;
    parts += of[row] ?? 1;
    if (Math.abs(difference) > sameScore) differing += 1;
  }
  const ratio = sum / parts;
  let squares = 0;
  for (let row = 0; row < left.length; row++) {
    squares += ((right[row] ?? 0) - (left[row] ?? 0) - ratio * (of[row] ?? 1)) ** 2;
  }
  return { squares, parts, differing };
}
