import type { ItemKey } from '../items/item.ts';

/**
 * The name under which results of an item stand, which is lm-evaluation-harness' name of a task: the benchmark,
 * and where that has tasks of its own `<benchmark>_<task>`. Scores of two tasks are never pooled.
 */
export function taskName({ benchmark, task }: Pick<ItemKey, 'benchmark' | 'task'>): string {
  return task === null ? benchmark : `${benchmark}_${task}`;
}
