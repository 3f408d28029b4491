import { parentPort } from 'node:worker_threads';

import { directOf } from '../../core/transfer/directOf.ts';
import { resample, type Resampled } from '../../core/transfer/resampled.ts';
import type { TransferInput } from '../../core/transfer/transferInput.ts';
import { transferOf } from '../../core/transfer/transferOf.ts';
import { resampleKernel } from './resampleKernel.ts';
import type { Draws, FromTransferThread, ToTransferThread, TransferQuestion } from './transferMessages.ts';

/** A thread of its own, so that resampling never holds up the editor. `TransferClient` speaks to it. */

const port = parentPort;
const sums = resampleKernel();
let input: TransferInput | null = null;
/** Of `input`; options change what is made of them, not the resamples. */
let kept: { readonly draws: Draws; readonly resampled: Resampled } | null = null;

function answer(question: TransferQuestion): FromTransferThread {
  const { draws } = question;
  if (question.type === 'direct') {
    const { comparison, tasks, level } = question;
    return { type: 'direct', answer: directOf(comparison, tasks, sums, { level, ...draws }) };
  }
  if (input === null) throw new Error('There is nothing yet that a transfer could be computed from.');
  return { type: 'transfer', answer: transferOf(input, question.options, resampledOf(input, draws)) };
}

function resampledOf(from: TransferInput, draws: Draws): Resampled {
  if (kept?.draws.seed !== draws.seed || kept.draws.resamples !== draws.resamples) {
    kept = { draws, resampled: resample(from, sums, draws) };
  }
  return kept.resampled;
}

function answerOrFailure(question: TransferQuestion): FromTransferThread {
  try {
    return answer(question);
  } catch (error) {
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

port?.on('message', (message: ToTransferThread) => {
  if (message.type === 'question') port.postMessage(answerOrFailure(message.question));
  else {
    input = message.input;
    kept = null;
  }
});
