import type { ModelTransfer, Transfer } from '../../../core/transfer/transfer.ts';

/** What a chart shows. */
export interface ChartInput {
  /** Those that the reader looks at; the legend names them all. */
  readonly models: readonly ModelTransfer[];
  /** All of it: colours and shapes go by place in `transfer.models`, so that they stay when fewer are shown. */
  readonly transfer: Transfer;
  /** Names of models of `models` that are not drawn. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * `gains`: ΔR by benchmark. `index-size`: the index against the size of the base (paper, Figure 2). `scatter`: gain
 * on math against gain elsewhere. `slopes`: base to tuned by domain. `steps`: gain against training step.
 */
export const chartNames = ['gains', 'index-size', 'scatter', 'slopes', 'steps'] as const;
export type ChartName = (typeof chartNames)[number];

/** Whether another picture comes of it. */
export function differs(now: ChartInput | null, before: ChartInput | null | undefined): boolean {
  if (now === null || before === null || before === undefined) return now !== before;
  const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    a.length === b.length && a.every((one, at) => one === b[at]);
  return (
    now.transfer !== before.transfer ||
    !same(now.models, before.models) ||
    !same([...now.hidden].sort(), [...before.hidden].sort())
  );
}
