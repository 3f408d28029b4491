import { compareNames } from '../../core/results/nameOrder.ts';
import type { ModelTransfer } from '../../core/transfer/transfer.ts';

/** Models that stand together; `base` is said above them, null where the order mixes bases. */
export interface RowGroup {
  readonly base: string | null;
  readonly models: readonly ModelTransfer[];
}

const methods = ['rl', 'sft', 'other', null] as const;

/** By base in the order in which they come; within one by method, then by training step. */
export function byBase(models: readonly ModelTransfer[]): RowGroup[] {
  const groups = Map.groupBy(models, ({ base }) => base);
  return [...groups].map(([base, some]) => ({
    base,
    models: [...some].sort(
      (a, b) =>
        methods.indexOf(a.method) - methods.indexOf(b.method) ||
        compareNames(a.checkpoint?.run ?? a.model, b.checkpoint?.run ?? b.model) ||
        (a.checkpoint?.step ?? 0) - (b.checkpoint?.step ?? 0) ||
        compareNames(a.model, b.model),
    ),
  }));
}
