import {
  defaultResamples,
  defaultSeed,
  type DirectComparison,
  type Transfer,
  type TransferOptions,
} from '../../core/transfer/transfer.ts';
import type { Comparison, TransferInput, TransferTask } from '../../core/transfer/transferInput.ts';
import { OwnedThread } from '../ownedThread.ts';
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
  readonly #thread: OwnedThread<ToTransferThread, FromTransferThread>;
  readonly #draws: Draws;
  #input: TransferInput | null = null;
  #isInputSent = false;
  #asked: Asked | null = null;
  readonly #waiting = new Map<TransferQuestion['type'], Asked>();

  /** @param script the thread's module: `transferThread.ts`, or its bundle */
  constructor(script: string | URL, draws: Partial<Draws> = {}) {
    this.#thread = new OwnedThread(
      script,
      { name: 'Reasoning Transfer intervals' },
      { hear: (message) => this.#receive(message), ended: (error) => this.#ended(error) },
    );
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
    this.#forget('transfer');
    this.#forget('direct');
    this.#asked = null;
    this.#isInputSent = false;
    await this.#thread.close();
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
    this.#thread.hold(true);
    if (this.#input !== null && !this.#isInputSent) this.#thread.post({ type: 'input', input: this.#input });
    this.#isInputSent = true;
    this.#thread.post({ type: 'question', question: next.question });
  }

  #receive(message: FromTransferThread): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#thread.hold(false);
    if (message.type === 'failed') asked?.failed(new Error(message.message));
    else asked?.done(message);
    this.#sendNext();
  }

  #ended(error: Error): void {
    this.#isInputSent = false;
    this.#asked?.failed(error);
    this.#asked = null;
    this.#sendNext();
  }
}
