import type { ComparedPart } from '../../core/compare/comparedText.ts';
import type { PackedAlignment } from '../../core/compare/packedAlignment.ts';
import type { DocumentTrace, TraceDocumentWords } from '../../core/compare/traceDocuments.ts';
import { OwnedThread } from '../ownedThread.ts';
import type {
  CompareQuestion,
  ComparedDocuments,
  FromCompareThread,
  ToCompareThread,
  TraceToAlign,
} from './compareMessages.ts';

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
  readonly #thread: OwnedThread<ToCompareThread, FromCompareThread>;
  #asked: Asked | null = null;
  /** In the order in which they are asked, by who asks. */
  readonly #waiting = new Map<object, Asked>();

  /** @param script the thread's module: `compareThread.ts`, or its bundle */
  constructor(script: string | URL) {
    this.#thread = new OwnedThread(
      script,
      { name: 'Reasoning Transfer comparisons' },
      { hear: (message) => this.#receive(message), ended: (error) => this.#ended(error) },
    );
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
  ): Promise<PackedAlignment | null> {
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

  /**
   * To be called when a question may come soon: starts the thread, and lets it compare what is made up until something
   * is asked, for a quarter of a second at most. Costs the caller nothing.
   */
  warmUp(): void {
    if (this.#thread.isRunning) return;
    try {
      this.#thread.post({ type: 'warm-up' });
    } catch {
      // The next question is told why the thread cannot be started.
    }
  }

  /** Ends the thread; what was asked is answered with null. What is asked afterwards starts it again. */
  async close(): Promise<void> {
    const [asked, waiting] = [this.#asked, [...this.#waiting.values()]];
    this.#asked = null;
    this.#waiting.clear();
    for (const { done } of [...(asked === null ? [] : [asked]), ...waiting]) done(null);
    await this.#thread.close();
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
    this.#thread.hold(true);
    try {
      this.#thread.post(asked.question);
    } catch (error) {
      this.#asked = null;
      this.#thread.hold(false);
      asked.failed(error instanceof Error ? error : new Error(String(error)));
      this.#sendNext();
    }
  }

  #receive(message: FromCompareThread): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#thread.hold(false);
    if (message.type === 'failed') asked?.failed(new Error(message.message));
    else asked?.done(message);
    this.#sendNext();
  }

  #ended(error: Error): void {
    this.#asked?.failed(error);
    this.#asked = null;
    this.#sendNext();
  }
}
