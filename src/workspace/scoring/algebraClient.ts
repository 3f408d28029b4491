import { Worker } from 'node:worker_threads';

import { say } from '../../core/say.ts';
import type { FormulaQuestion, Unanswered } from '../../core/scorers/score.ts';
import type { FromAlgebraThread, ToAlgebraThread } from './algebraMessages.ts';

/** How long to wait, in milliseconds. */
export interface AlgebraLimits {
  /** For one answer. */
  readonly answerMs: number;
  /** For the thread to be loaded, which one question in all waits for. */
  readonly loadMs: number;
}

const usual: AlgebraLimits = { answerMs: 1000, loadMs: 20_000 };
/** Of a formula, however long its numbers. */
const memoryMb = 256;

/**
 * Asks the thread of the algebra system whether formulas are the same, one question at a time. It is started at the
 * first question, and again where it had to be ended: for a question that took too long, or that broke it. Such a
 * question is unanswered, and the next one is asked all the same.
 */
export class AlgebraClient {
  readonly #script: string | URL;
  readonly #limits: AlgebraLimits;
  #thread: AlgebraThread | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  /** @param script the thread's module: `algebraThread.ts`, or its bundle */
  constructor(script: string | URL, limits: Partial<AlgebraLimits> = {}) {
    this.#script = script;
    this.#limits = { ...usual, ...limits };
  }

  /** Never rejects. */
  same = (question: FormulaQuestion): Promise<boolean | Unanswered> => {
    const answer = this.#last.then(() => this.#ask(question));
    this.#last = answer;
    return answer;
  };

  async #ask(question: FormulaQuestion): Promise<boolean | Unanswered> {
    if (this.#ended) return { unanswered: say`it is not available here` };
    const thread = this.#started();
    if (thread === null) return { unanswered: say`the algebra system cannot be started` };
    const { answerMs, loadMs } = this.#limits;
    const reply = await thread.ask(question, answerMs, loadMs);
    if (reply !== 'late' && reply !== 'ended') {
      return reply ?? { unanswered: say`the algebra system can tell neither way` };
    }
    this.#thread = null;
    await thread.end();
    return reply === 'late'
      ? { unanswered: say`it was not decided in time` }
      : { unanswered: say`the algebra system ended` };
  }

  #started(): AlgebraThread | null {
    try {
      return (this.#thread ??= new AlgebraThread(this.#script));
    } catch {
      // No such path, or no memory for a thread.
      return null;
    }
  }

  /** Ends the thread; what is still asked is unanswered. */
  async dispose(): Promise<void> {
    this.#ended = true;
    await this.#thread?.end();
    await this.#last;
  }
}

/** A reply; null where neither way can be told. */
type Reply = boolean | null | 'late' | 'ended';

/** One thread, from its start to its end. */
class AlgebraThread {
  readonly #worker: Worker;
  #ids = 0;
  #isReady = false;
  #hasEnded = false;
  #hear: (message: FromAlgebraThread | 'ended') => void = () => undefined;

  constructor(script: string | URL) {
    this.#worker = new Worker(script, {
      name: 'Reasoning Transfer algebra',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // What the engine warns of is nobody's business here, and the command line's output is JSON.
      stdout: true,
      stderr: true,
    });
    this.#worker.on('message', (message: FromAlgebraThread) => this.#hear(message));
    const ended = (): void => {
      this.#hasEnded = true;
      this.#hear('ended');
    };
    this.#worker.on('error', ended);
    this.#worker.on('exit', ended);
  }

  /** Only one question at a time. */
  async ask(question: FormulaQuestion, answerMs: number, loadMs: number): Promise<Reply> {
    this.#worker.ref();
    try {
      if (!this.#isReady) {
        const reply = await this.#until(loadMs, ({ type }) => (type === 'ready' ? true : undefined));
        if (reply !== true) return reply;
        this.#isReady = true;
      }
      const id = (this.#ids += 1);
      const reply = this.#until(answerMs, (message) =>
        message.type === 'answer' && message.id === id ? message.same : undefined,
      );
      this.#worker.postMessage({ ...question, id } satisfies ToAlgebraThread);
      return await reply;
    } finally {
      // An idle thread keeps no process from ending.
      this.#worker.unref();
    }
  }

  /** The first reply that `pick` finds in a message. */
  #until(ms: number, pick: (message: FromAlgebraThread) => boolean | null | undefined): Promise<Reply> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('late'), ms);
      const done = (reply: Reply): void => {
        clearTimeout(timer);
        resolve(reply);
      };
      this.#hear = (message) => {
        const reply = message === 'ended' ? message : pick(message);
        if (reply !== undefined) done(reply);
      };
      if (this.#hasEnded) done('ended');
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
