import { Worker } from 'node:worker_threads';

import {
  defaultResamples,
  defaultSeed,
  type DirectComparison,
  type Transfer,
  type TransferOptions,
} from '../../core/transfer/transfer.ts';
import type { Comparison, TransferInput, TransferTask } from '../../core/transfer/transferInput.ts';
import type { Draws, FromTransferThread, ToTransferThread, TransferQuestion } from './transferMessages.ts';

/** `done` is told null where the answer is of no use any more. */
interface Asked {
  readonly question: TransferQuestion;
  readonly done: (answer: FromTransferThread | null) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Asks the thread of the transfer. It is started at the first question, and again after a crash. Only one question at
 * a time is with it: what is asked meanwhile waits here, so that a newer question takes the place of an older one.
 */
export class TransferClient {
  readonly #script: string | URL;
  readonly #draws: Draws;
  #worker: Worker | null = null;
  #input: TransferInput | null = null;
  #isInputSent = false;
  #asked: Asked | null = null;
  readonly #waiting = new Map<TransferQuestion['type'], Asked>();

  /** @param script the thread's module: `transferThread.ts`, or its bundle */
  constructor(script: string | URL, draws: Partial<Draws> = {}) {
    this.#script = script;
    this.#draws = { seed: defaultSeed, resamples: defaultResamples, ...draws };
  }

  /** What transfers are computed from; the answers to what was asked before it are of no use any more. */
  input(input: TransferInput): void {
    this.#input = input;
    this.#isInputSent = false;
    this.#forget('transfer');
    this.#forget('direct');
  }

  /**
   * The transfer with its intervals; null where a newer input or another transfer was asked for meanwhile. Rejects where
   * the thread could not, or ended.
   */
  async transfer(options: TransferOptions): Promise<Transfer | null> {
    const found = await this.#ask({ type: 'transfer', options, draws: this.#draws });
    return found?.type === 'transfer' ? found.answer : null;
  }

  /** Two models of an input directly, as `transfer`. @param level in percent */
  async direct(
    comparison: Comparison,
    tasks: readonly TransferTask[],
    level: number,
  ): Promise<DirectComparison | null> {
    const found = await this.#ask({ type: 'direct', comparison, tasks, level, draws: this.#draws });
    return found?.type === 'direct' ? found.answer : null;
  }

  /** Ends the thread; what was asked is answered with null. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#forget('transfer');
    this.#forget('direct');
    this.#asked = null;
    await worker?.terminate();
  }

  #ask(question: TransferQuestion): Promise<FromTransferThread | null> {
    this.#forget(question.type);
    return new Promise((done, failed) => {
      this.#waiting.set(question.type, { question, done, failed });
      this.#sendNext();
    });
  }

  /** What was asked of a kind has no answer any more, even if the thread is at it. */
  #forget(type: TransferQuestion['type']): void {
    this.#waiting.get(type)?.done(null);
    this.#waiting.delete(type);
    if (this.#asked?.question.type === type) this.#asked.done(null);
  }

  #sendNext(): void {
    const [next] = this.#waiting.values();
    if (this.#asked !== null || next === undefined) return;
    this.#waiting.delete(next.question.type);
    this.#asked = next;
    const worker = this.#thread();
    // A question keeps the process from ending, an idle thread does not.
    worker.ref();
    const post = (message: ToTransferThread): void => worker.postMessage(message);
    if (this.#input !== null && !this.#isInputSent) post({ type: 'input', input: this.#input });
    this.#isInputSent = true;
    post({ type: 'question', question: next.question });
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, { name: 'Reasoning Transfer intervals' });
    worker.on('message', (message: FromTransferThread) => {
      if (worker === this.#worker) this.#receive(message);
    });
    worker.on('error', (error) =>
      this.#ended(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', () => this.#ended(worker, new Error('The thread of the transfer ended.')));
    this.#worker = worker;
    this.#isInputSent = false;
    return worker;
  }

  #receive(message: FromTransferThread): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#worker?.unref();
    if (message.type === 'failed') asked?.failed(new Error(message.message));
    else asked?.done(message);
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
