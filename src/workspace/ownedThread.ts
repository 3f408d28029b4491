import { Worker, type WorkerOptions } from 'node:worker_threads';

/** What the owner of a thread is told of it. */
export interface ThreadEars<From> {
  readonly hear: (message: From) => void;
  /** It crashed, ended by itself or wrote what cannot be read: what it was asked has no answer. What is posted next starts another. */
  readonly ended: (error: Error) => void;
}

/**
 * The life of a thread that one client owns: it is started when something is posted, and again after it ended. Its owner
 * hears nothing of a thread that it closed, nor of one that came before. It keeps no process from ending unless it is held.
 */
export class OwnedThread<To, From> {
  readonly #script: string | URL;
  readonly #options: WorkerOptions & { readonly name: string };
  readonly #ears: ThreadEars<From>;
  #worker: Worker | null = null;
  #isHeld = false;

  /**
   * @param script the thread's module, or its bundle
   * @param options `name` is what an error calls it: `The thread "…" ended.`
   */
  constructor(
    script: string | URL,
    options: WorkerOptions & { readonly name: string },
    ears: ThreadEars<From>,
  ) {
    this.#script = script;
    this.#options = options;
    this.#ears = ears;
  }

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Starts it where it is not running. Throws where it cannot be started, or the message cannot be copied. */
  post(message: To): void {
    this.#running().postMessage(message);
  }

  /** Whether the process waits for it: while it has something to answer. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (isHeld) this.#worker?.ref();
    else this.#worker?.unref();
  }

  /** Ends it; `ended` is not told. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#isHeld = false;
    await worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const { name } = this.#options;
    const worker = new Worker(this.#script, this.#options);
    worker.on('message', (message: From) => {
      if (worker === this.#worker) this.#ears.hear(message);
    });
    worker.on('error', (error) =>
      this.#ended(worker, error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', () => this.#ended(worker, new Error(`The thread "${name}" ended.`)));
    // What it said is lost, so that whoever waits for it would wait for ever.
    worker.on('messageerror', (error: Error) => {
      this.#ended(worker, new Error(`An answer of the thread "${name}" could not be read: ${error.message}`));
      void worker.terminate();
    });
    if (!this.#isHeld) worker.unref();
    this.#worker = worker;
    return worker;
  }

  #ended(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    this.#isHeld = false;
    this.#ears.ended(error);
  }
}
