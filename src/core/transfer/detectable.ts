import { normalQuantile } from './normal.ts';
import { pairedError, type PairedError } from './pairedError.ts';
import type { Detectable } from './transfer.ts';
import type { PairedTask } from './transferInput.ts';

const power = 0.8;

/**
 * The smallest true difference that a benchmark's comparison finds in 80 of 100 cases, two-sided at the level (in
 * percent): (z₁₋α/₂ + z₀.₈) · SE. Where no item differs each item's difference is taken to have the largest variance
 * there is, 1 for each of its parts. Null where a task has fewer than 2 items.
 *
 * @param error of the tasks, where it is known already
 */
export function detectable(
  tasks: readonly PairedTask[],
  level: number,
  error: PairedError = pairedError(tasks),
): Detectable | null {
  const { stderr, differing } = error;
  if (stderr === null) return null;
  const worstCase = differing === 0;
  const largest = worstCase ? largestError(tasks) : stderr;
  const z = normalQuantile(0.5 + level / 200) + normalQuantile(power);
  return { points: z * largest, worstCase };
}

/** In points. The parts of an item are taken to change together. */
function largestError(tasks: readonly PairedTask[]): number {
  let variance = 0;
  for (const { of } of tasks) {
    const parts = of.reduce((total, value) => total + value, 0);
    variance += of.reduce((total, value) => total + value ** 2, 0) / parts ** 2;
  }
  return (100 * Math.sqrt(variance)) / tasks.length;
}
