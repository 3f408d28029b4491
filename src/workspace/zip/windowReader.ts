import { RandomAccessReader } from 'yauzl';
import { ReadFailure, type ByteSource } from '../items/byteSource.ts';

/** Read at once: the directory of a thousand members, which is otherwise asked for in hundreds of small pieces. */
const windowBytes = 256 * 1024;

/** Gives yauzl the bytes of a source. What was read last is kept, since a directory is read from front to back. */
export class WindowReader extends RandomAccessReader {
  readonly #source: ByteSource;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  /** The bytes of [start, end), fewer at the end of the file; rejects where they cannot be read. */
  async bytes(start: number, end: number): Promise<Buffer> {
    if (start < this.#from || end > this.#from + this.#window.length) {
      const window = await this.#source.read(start, Math.max(end, start + windowBytes));
      if (window instanceof ReadFailure) throw new Error(window.message);
      this.#window = window;
      this.#from = start;
    }
    return this.#window.subarray(start - this.#from, end - this.#from);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    // Offsets come from the file, and may be anything.
    const end = Math.min(position + length, this.#source.size);
    const bytes = position < end ? this.bytes(position, end) : Promise.resolve(Buffer.alloc(0));
    bytes.then(
      (piece) => callback(null, piece.copy(buffer, offset)),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}
