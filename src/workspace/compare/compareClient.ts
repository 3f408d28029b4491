import { Worker } from 'node:worker_threads';

import type { AlignedTraces } from '../../core/compare/alignedTraces.ts';
import type { ComparedPart } from '../../core/compare/comparedText.ts';
import type { DocumentTrace, TraceDocumentWords } from '../../core/compare/traceDocuments.ts';
import type {
  CompareQuestion,
  ComparedDocuments,
  FromCompareThread,
  ToCompareThread,
  TraceToAlign,
} from './compareMessages.ts';
import { joined } from './comparePieces.ts';

/** `done` is told null where the answer is of no use any more. */
interface Asked {
  readonly question: CompareQuestion;
  readonly done: (answer: FromCompareThread | null) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Asks the thread of comparisons. It is started at the first question, and again after a crash. Only one question at a
 * time is with it, the others wait here: so a newer alignment can take the place of one that nobody has begun.
 */
export class CompareClient {
  readonly #script: string | URL;
  #worker: Worker | null = null;
  #asked: Asked | null = null;
  /** Of the answer to what is asked. */
  #pieces: FromCompareThread[] = [];
  /** In the order in which they are asked, by who asks. */
  readonly #waiting = new Map<object, Asked>();

  /** @param script the thread's module: `compareThread.ts`, or its bundle */
  constructor(script: string | URL) {
    this.#script = script;
  }

  /**
   * Traces of one item beside each other; null where the asker asked again before the thread began with it, or the
   * client was closed. What the thread has begun is answered, so that an asker who asks faster than it computes sees
   * something. Rejects where the thread could not, or ended.
   *
   * @param reference 0-based index
   * @param asker whose newer questions replace older ones: one panel, say. Who names none is the same asker as others.
   */
  async align(
    traces: readonly TraceToAlign[],
    reference: number,
    part: ComparedPart,
    asker: object = this,
  ): Promise<AlignedTraces | null> {
    const found = await this.#ask({ type: 'align', traces, reference, part }, asker);
    return found?.type === 'aligned' ? found.aligned : null;
  }

  /** Two traces as texts for an editor that compares by itself; null only where the client was closed. Rejects as `align`. */
  async documents(
    left: DocumentTrace,
    right: DocumentTrace,
    words: TraceDocumentWords,
  ): Promise<ComparedDocuments | null> {
    const found = await this.#ask({ type: 'documents', left, right, words }, {});
    return found?.type === 'documents' ? found.documents : null;
  }

  /** Ends the thread; what was asked is answered with null. What is asked afterwards starts it again. */
  async close(): Promise<void> {
    const [worker, asked, waiting] = [this.#worker, this.#asked, [...this.#waiting.values()]];
    this.#worker = null;
    this.#asked = null;
    this.#waiting.clear();
    for (const { done } of [...(asked === null ? [] : [asked]), ...waiting]) done(null);
    await worker?.terminate();
  }

  #ask(question: CompareQuestion, asker: object): Promise<FromCompareThread | null> {
    return new Promise((done, failed) => {
      this.#waiting.get(asker)?.done(null);
      // It keeps the place of the one that it replaces: who asks often is not passed over.
      this.#waiting.set(asker, { question, done, failed });
      this.#sendNext();
    });
  }

  #sendNext(): void {
    const [next] = this.#waiting;
    if (this.#asked !== null || next === undefined) return;
    const [asker, asked] = next;
    this.#waiting.delete(asker);
    this.#asked = asked;
    this.#pieces = [];
    const worker = this.#thread();
    // A question keeps the process from ending, an idle thread does not.
    worker.ref();
    post(worker, asked.question);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, { name: 'Reasoning Transfer comparisons' });
    worker.on('message', (message: FromCompareThread) => {
      if (worker === this.#worker) this.#receive(message);
    });
    worker.on('error', (error) =>
      this.#ended(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', () => this.#ended(worker, new Error('The thread of comparisons ended.')));
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromCompareThread): void {
    if (message.type === 'rows') {
      this.#pieces.push(message);
      if (this.#worker !== null) post(this.#worker, { type: 'more' });
      return;
    }
    const [asked, pieces] = [this.#asked, this.#pieces];
    this.#asked = null;
    this.#worker?.unref();
    if (message.type === 'failed') asked?.failed(new Error(message.message));
    else asked?.done(joined(pieces, message));
    this.#sendNext();
  }

  #ended(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    this.#asked?.failed(error);
    this.#asked = null;
    this.#sendNext();
  }
}

function post(worker: Worker, message: ToCompareThread): void {
  worker.postMessage(message);
}
