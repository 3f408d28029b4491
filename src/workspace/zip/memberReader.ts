import { UnreadableError } from '../../core/results/formats/source.ts';
import { ReadFailure, type ByteSource } from '../items/byteSource.ts';

/** Read at once where one member after the other is asked for: each read opens the file. */
const windowBytes = 512 * 1024;

/** Reads ranges of a file: only what is asked for, and more ahead once the next range follows the one before. */
export class MemberReader {
  readonly #source: ByteSource;
  #window: Buffer = Buffer.alloc(0);
  #from = 0;
  #last: readonly [start: number, end: number] = [-1, -1];

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The bytes of [start, end), fewer at the end of the file; rejects where they cannot be read. */
  async bytes(start: number, end: number): Promise<Buffer> {
    const follows = start > this.#last[0] && start <= this.#last[1];
    this.#last = [start, end];
    const here = start >= this.#from && end <= this.#from + this.#window.length;
    if (here) return this.#window.subarray(start - this.#from, end - this.#from);
    const to = follows ? Math.max(end, start + windowBytes) : end;
    const bytes = await this.#source.read(start, Math.min(to, this.#source.size));
    if (bytes instanceof ReadFailure) throw new UnreadableError(bytes.message);
    this.#window = bytes;
    this.#from = start;
    return bytes.subarray(0, end - start);
  }
}
