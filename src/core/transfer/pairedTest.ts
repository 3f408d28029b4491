import { mcnemar } from './mcnemar.ts';
import { signFlip } from './signFlip.ts';
import type { PairedTask } from './transferInput.ts';

export interface PairedTestResult {
  /** Two-sided, in [0, 1]. */
  readonly p: number;
  readonly test: 'mcnemar' | 'sign-flip';
}

/**
 * Whether two models differ on one benchmark: McNemar's exact test where each has one sample of each item, right or
 * wrong; else sign flips of the items' differences, weighted as they count in the benchmark's value.
 *
 * @param seed of the draws where there are any, 32 bits
 */
export function pairedTest(tasks: readonly PairedTask[], seed: number): PairedTestResult {
  if (tasks.every(({ single }) => single)) {
    let lost = 0;
    let won = 0;
    for (const { left, right } of tasks) {
      for (const [row, value] of left.entries()) {
        const other = right[row] ?? 0;
        if (other < value) lost += 1;
        else if (other > value) won += 1;
      }
    }
    return { p: mcnemar(lost, won), test: 'mcnemar' };
  }
  return { p: signFlip(Float64Array.from(tasks.flatMap(weightedDifferences)), seed), test: 'sign-flip' };
}

/** Without the number of tasks, which is the same for all. */
function weightedDifferences({ left, right, of }: PairedTask): number[] {
  const parts = of.reduce((total, value) => total + value, 0);
  return Array.from(left, (value, row) => ((right[row] ?? 0) - value) / parts);
}
