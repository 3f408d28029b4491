import { mcnemar } from './mcnemar.ts';
import { sameScore } from './sameScore.ts';
import { signFlip } from './signFlip.ts';
import type { PairedTask } from './transferInput.ts';

export interface PairedTestResult {
  /** Two-sided, in [0, 1]. */
  readonly p: number;
  readonly test: 'mcnemar' | 'sign-flip';
}

/**
 * Whether two models differ on one benchmark: McNemar's exact test where each has one sample of each item, right or
 * wrong, and all items count alike; else sign flips of the items' differences, weighted as they count in the benchmark's
 * value.
 *
 * @param seed of the draws where there are any, 32 bits
 */
export function pairedTest(tasks: readonly PairedTask[], seed: number): PairedTestResult {
  // A benchmark is the mean of its tasks. Counted over all items, tasks of other sizes could be a loss that is tested
  // where the value is a gain.
  const countAlike = tasks.every(({ item }) => item.length === tasks[0]?.item.length);
  if (countAlike && tasks.every(({ single }) => single)) {
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
  return Array.from(left, (value, row) => {
    const difference = (right[row] ?? 0) - value;
    return Math.abs(difference) > sameScore ? difference / parts : 0;
  });
}
