import type { DirectComparison, Transfer, TransferOptions } from '../../core/transfer/transfer.ts';
import type { Comparison, TransferInput, TransferTask } from '../../core/transfer/transferInput.ts';

/** Of all intervals. The same draws give the same numbers. */
export interface Draws {
  readonly seed: number;
  readonly resamples: number;
}

/** What is asked of the thread of the transfer. */
export type TransferQuestion =
  | { readonly type: 'transfer'; readonly options: TransferOptions; readonly draws: Draws }
  | {
      readonly type: 'direct';
      readonly comparison: Comparison;
      readonly tasks: readonly TransferTask[];
      /** In percent. */
      readonly level: number;
      readonly draws: Draws;
    };

/** `input` is what the transfers that are asked for from then on are computed from; it has no answer. */
export type ToTransferThread =
  | { readonly type: 'input'; readonly input: TransferInput }
  | { readonly type: 'question'; readonly question: TransferQuestion };

/** Each question is answered once, in order. */
export type FromTransferThread =
  | { readonly type: 'transfer'; readonly answer: Transfer }
  | { readonly type: 'direct'; readonly answer: DirectComparison }
  | { readonly type: 'failed'; readonly message: string };
