import { parentPort } from 'node:worker_threads';

import { alignTraces } from '../../core/compare/alignTraces.ts';
import { comparedText } from '../../core/compare/comparedText.ts';
import { packed } from '../../core/compare/packedAlignment.ts';
import { traceDocuments } from '../../core/compare/traceDocuments.ts';
import type { CompareQuestion, FromCompareThread, ToCompareThread } from './compareMessages.ts';
import { WarmUp } from './warmUp.ts';

/** A thread of its own, so that no comparison ever holds up the editor. `CompareClient` speaks to it. */

const port = parentPort;

function answer(question: CompareQuestion): FromCompareThread {
  if (question.type === 'align') {
    const { traces, reference, part } = question;
    const compared = traces.map((trace) => ({
      ...comparedText(trace, part),
      finalAnswer: trace.finalAnswer,
    }));
    return { type: 'aligned', aligned: packed(alignTraces(compared, reference)) };
  }
  const { left, right, parts } = traceDocuments(question.left, question.right, question.words);
  return { type: 'documents', documents: { left: left.text, right: right.text, parts } };
}

function answerOrFailure(question: CompareQuestion): FromCompareThread {
  try {
    return answer(question);
  } catch (error) {
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

const warmUp = new WarmUp(() => performance.now(), setImmediate);

port?.on('message', (message: ToCompareThread) => {
  if (message.type === 'warm-up') {
    warmUp.start();
    return;
  }
  warmUp.stop();
  port.postMessage(answerOrFailure(message));
});
