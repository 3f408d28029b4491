import type { TransferInput } from '../core/transfer/transferInput.ts';
import { transferOf } from '../core/transfer/transferOf.ts';
import type { TransferClient } from '../workspace/transfer/transferClient.ts';
import type { TransferEngine } from './transferModel.ts';

/** Values are computed here, intervals by the thread, which is given each input once. */
export function transferEngine(
  thread: Pick<TransferClient, 'direct' | 'input' | 'transfer'>,
): TransferEngine {
  let given: TransferInput | null = null;
  return {
    values: (input, options) => transferOf(input, options, null),
    intervals: (input, options) => {
      if (input !== given) thread.input(input);
      given = input;
      return thread.transfer(options);
    },
    direct: ({ comparison, tasks }, level) => thread.direct(comparison, tasks, level),
  };
}
