import { sampleState } from '../results/sampleSet.ts';
import type { RunScores } from './runScores.ts';

/**
 * How many rows of runs have the text of an earlier row that their file has as another item. They count as repeats of
 * it: whether they are, as where a tool numbers its samples, or other items that only look alike, no file says.
 */
export function alikeRows(runs: readonly RunScores[], groupOf: (item: number) => number): number {
  let count = 0;
  for (const { sets } of runs) {
    const first = new Map<number, number>();
    for (const { set } of sets.map(({ samples }) => samples)) {
      for (let row = 0; row < set.rows; row++) {
        if ((set.state[row] ?? 0) >= sampleState.failed) continue;
        const item = set.item[row] ?? 0;
        const group = groupOf(item);
        const known = first.get(group);
        if (known === undefined) first.set(group, item);
        else if (known !== item) count += 1;
      }
    }
  }
  return count;
}
