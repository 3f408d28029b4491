import type http from 'node:http';

type Result = IteratorResult<Buffer, undefined>;

/** Chunks that may wait for a reader that is slow; then the socket is read no further. */
const mostWaiting = 64;

/**
 * The chunks of a response as they arrive, for one reader. Node's own iterator over a stream does the same at
 * twice the cost for streams of many small chunks. Leaving the loop early closes the socket.
 */
export class MessageChunks implements AsyncIterableIterator<Buffer, undefined> {
  readonly #message: http.IncomingMessage;
  readonly #waiting: Buffer[] = [];
  #reader: { readonly resolve: (result: Result) => void; readonly reject: (error: Error) => void } | null =
    null;
  #ended = false;
  #error: Error | null = null;

  /** `onBytes` is told of each chunk as it arrives, before the reader has it. */
  constructor(message: http.IncomingMessage, onBytes: ((bytes: Buffer) => void) | undefined) {
    this.#message = message;
    message.on('data', (chunk: Buffer) => {
      onBytes?.(chunk);
      this.#take(chunk);
    });
    message.on('end', () => this.#finish(null));
    message.on('error', (error) => this.#finish(error));
    // A socket that closes in the middle says so with an error; one that was closed here says nothing.
    message.on('close', () => this.#finish(null));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    const chunk = this.#waiting.shift();
    if (chunk !== undefined) {
      if (this.#waiting.length === 0 && this.#message.isPaused()) this.#message.resume();
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#error !== null) {
      const error = this.#error;
      this.#error = null;
      return Promise.reject(error);
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  return(): Promise<Result> {
    this.#ended = true;
    this.#waiting.length = 0;
    if (!this.#message.complete) this.#message.destroy();
    return Promise.resolve({ done: true, value: undefined });
  }

  #take(chunk: Buffer): void {
    const reader = this.#reader;
    if (reader === null) {
      this.#waiting.push(chunk);
      if (this.#waiting.length >= mostWaiting) this.#message.pause();
      return;
    }
    this.#reader = null;
    reader.resolve({ done: false, value: chunk });
  }

  #finish(error: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    const reader = this.#reader;
    this.#reader = null;
    if (reader === null) this.#error = error;
    else if (error === null) reader.resolve({ done: true, value: undefined });
    else reader.reject(error);
  }
}
