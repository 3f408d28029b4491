import { flipKind } from './flipKind.ts';
import type { FlipKind } from './flipList.ts';
import type { FlipCounts } from './transfer.ts';
import type { PairedTask } from './transferInput.ts';

/** The items of one benchmark by what became of them. */
export function flipCounts(tasks: readonly PairedTask[]): FlipCounts {
  const counts = { learned: 0, forgotten: 0, better: 0, worse: 0, right: 0, wrong: 0 };
  for (const task of tasks) {
    for (let row = 0; row < task.item.length; row++) counts[flipOfRow(task, row)] += 1;
  }
  return counts;
}

/** By the task's verdicts, where its score is not what tells right from wrong. */
export function flipOfRow({ verdicts, left, right, of }: PairedTask, row: number): FlipKind {
  if (verdicts !== null) return flipKind(verdicts.left[row] ?? 0, verdicts.right[row] ?? 0);
  const parts = of[row] ?? 1;
  return flipKind((left[row] ?? 0) / parts, (right[row] ?? 0) / parts);
}
