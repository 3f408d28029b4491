import type { ComparedModels } from '../core/transfer/inputOf.ts';
import type { DirectComparison, Transfer, TransferOptions } from '../core/transfer/transfer.ts';
import type { TransferInput, VerdictSource } from '../core/transfer/transferInput.ts';
import { transferOf } from '../core/transfer/transferOf.ts';
import type { TransferClient } from '../workspace/transfer/transferClient.ts';

/** How the transfer is computed: values at once, intervals on a thread. */
export interface TransferEngine {
  readonly values: (input: TransferInput, options: TransferOptions) => Transfer;
  /** Null where something newer was asked meanwhile; rejects where the thread could not. */
  readonly intervals: (input: TransferInput, options: TransferOptions) => Promise<Transfer | null>;
  readonly direct: (
    compared: ComparedModels,
    level: number,
    verdicts: VerdictSource,
  ) => Promise<DirectComparison | null>;
}

type Thread = Pick<TransferClient, 'direct' | 'input' | 'transfer'>;

/**
 * Values are computed here, intervals by threads, which are given each input once. Each source of verdicts has its own:
 * what is shown does not wait for what it is compared with, and neither takes the other's resamples away.
 */
export function transferEngine(threads: Readonly<Record<VerdictSource, Thread>>): TransferEngine {
  const given = new Map<VerdictSource, TransferInput>();
  return {
    values: (input, options) => transferOf(input, options, null),
    intervals: (input, options) => {
      const thread = threads[input.verdicts];
      if (input !== given.get(input.verdicts)) thread.input(input);
      given.set(input.verdicts, input);
      return thread.transfer(options);
    },
    direct: ({ comparison, tasks }, level, verdicts) => threads[verdicts].direct(comparison, tasks, level),
  };
}
