import type { Problem } from '../../core/problem.ts';
import { decodeIndex } from '../../core/results/index/encodeIndex.ts';
import type { IndexData } from '../../core/results/index/indexData.ts';
import { OwnedThread } from '../ownedThread.ts';
import type { FolderIndexRequest } from './folderIndex.ts';
import type { FromIndexThread, ToIndexThread } from './indexMessages.ts';

/** An answer of the thread. `data` is null where nothing is different from the answer before. */
export interface IndexAnswer {
  readonly data: IndexData | null;
  readonly problems: readonly Problem[];
}

interface Pending {
  readonly resolve: (answer: IndexAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, of: number) => void;
}

type Question = ToIndexThread extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

const youngMb = 12;

/** Asks the thread of the index. It is started at the first question, and again after a crash. */
export class IndexClient {
  readonly #thread: OwnedThread<ToIndexThread, FromIndexThread>;
  #ids = 0;
  readonly #pending = new Map<number, Pending>();

  /** @param script the thread's module: `indexThread.ts`, or its bundle */
  constructor(script: string | URL) {
    this.#thread = new OwnedThread(
      script,
      {
        name: 'Reasoning Transfer index',
        // What is read of lines is thrown away at once; more room for it would only be memory.
        resourceLimits: { maxYoungGenerationSizeMb: youngMb },
      },
      { hear: (message) => this.#receive(message), ended: (error) => this.#reject(error) },
    );
  }

  /** Looks through folders; rejects where the thread could not. */
  search(
    request: FolderIndexRequest,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<IndexAnswer> {
    return this.#ask({ type: 'search', request }, onProgress);
  }

  /** Looks at these files again (absolute paths). */
  touch(paths: readonly string[]): Promise<IndexAnswer> {
    return this.#ask({ type: 'touch', paths });
  }

  /** Looks at the results that are known, and at their folders. */
  recheck(): Promise<IndexAnswer> {
    return this.#ask({ type: 'recheck' });
  }

  /** Lets the thread keep its index, and ends it. */
  async close(): Promise<void> {
    if (!this.#thread.isRunning) return;
    await this.#ask({ type: 'close' }).catch(() => undefined);
    await this.#thread.close();
    this.#reject(new Error('The index was closed.'));
  }

  #ask(question: Question, onProgress: Pending['onProgress'] = () => undefined): Promise<IndexAnswer> {
    const id = (this.#ids += 1);
    const answer = new Promise<IndexAnswer>((resolve, reject) =>
      this.#pending.set(id, { resolve, reject, onProgress }),
    );
    this.#thread.post({ ...question, id });
    return answer;
  }

  #receive(message: FromIndexThread): void {
    const pending = this.#pending.get(message.id);
    if (message.type === 'progress') {
      pending?.onProgress(message.done, message.of);
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === 'failed') pending?.reject(new Error(message.message));
    else {
      const { bytes, problems } = message;
      pending?.resolve({ data: bytes && decodeIndex(bytes), problems });
    }
  }

  #reject(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
