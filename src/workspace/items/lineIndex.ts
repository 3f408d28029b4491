import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { foldUnits, type Encoding } from './encoding.ts';
import { Offsets } from './offsets.ts';
import { say } from '../../core/say.ts';

const lineFeed = 10;
/** Keeps the memory of an index within some 200 MB whatever the file holds. */
const maxLines = 50_000_000;

/** Where the lines of a file begin, found in one pass with `Buffer.indexOf`. Lines are counted from 0 here. */
export class LineIndex {
  /** Byte offset of each line's first character. */
  readonly starts: Offsets;
  /** The lines with nothing but white space, ascending. */
  readonly blanks: Offsets;

  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.starts = new Offsets(size);
    this.blanks = new Offsets(size);
  }

  get lines(): number {
    return this.starts.length;
  }

  /** Lines that hold something. */
  get filled(): number {
    return this.lines - this.blanks.length;
  }

  /** The bytes of a line with its line end: half-open. */
  range(line: number): readonly [number, number] {
    const next = line + 1 < this.lines ? this.starts.at(line + 1) : this.#size;
    return [line < this.lines ? this.starts.at(line) : this.#size, next];
  }

  /** The line of a byte offset. */
  lineOfByte(offset: number): number {
    return Math.max(0, this.starts.countUpTo(offset) - 1);
  }

  /** Which filled line this is, from 0; null for a blank line or none. */
  filledIndex(line: number): number | null {
    if (line < 0 || line >= this.lines) return null;
    const before = this.blanks.countUpTo(line);
    return before > 0 && this.blanks.at(before - 1) === line ? null : line - before;
  }

  /** The line of the i-th filled line. */
  filledLine(index: number): number {
    // The blank lines before it are those whose own place, less the blanks before them, is not beyond it.
    let [low, high] = [0, this.blanks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.blanks.at(middle) - middle <= index) low = middle + 1;
      else high = middle;
    }
    return index + low;
  }
}

/** Indexes a whole file; a message where it cannot be read, or has too many lines to index. */
export async function indexLines(source: ByteSource, encoding: Encoding): Promise<LineIndex | ReadFailure> {
  const scanner = new LineScanner(source.size, encoding);
  const failure = await source.scan((chunk, offset) => scanner.push(chunk, offset));
  return failure ?? scanner.finish();
}

class LineScanner {
  readonly #index: LineIndex;
  /** Whether the line begun holds nothing yet. */
  #blank = true;

  readonly #size: number;
  readonly #encoding: Encoding;

  constructor(size: number, encoding: Encoding) {
    this.#size = size;
    this.#encoding = encoding;
    this.#index = new LineIndex(size);
    if (size > encoding.start) this.#index.starts.push(encoding.start);
  }

  /** Takes the next chunk; false once nothing more is needed. */
  push(chunk: Buffer, offset: number): boolean {
    const { width, start } = this.#encoding;
    const units = foldUnits(chunk, this.#encoding);
    let from = offset === 0 ? start / width : 0;
    for (let end = units.indexOf(lineFeed, from); end !== -1; end = units.indexOf(lineFeed, from)) {
      this.#fill(units, from, end);
      const next = offset + (end + 1) * width;
      if (next >= this.#size) return false;
      this.#endLine();
      this.#index.starts.push(next);
      from = end + 1;
    }
    this.#fill(units, from, units.length);
    return this.#index.lines <= maxLines;
  }

  /** To be called after the last chunk. */
  finish(): LineIndex | ReadFailure {
    if (this.#index.lines > maxLines) {
      return new ReadFailure(say`This file has more than ${maxLines / 1e6} million lines; split it.`);
    }
    if (this.#index.lines > 0) this.#endLine();
    return this.#index;
  }

  #fill(units: Uint8Array, from: number, to: number): void {
    for (let i = from; this.#blank && i < to; i++) if ((units[i] ?? 0) > 0x20) this.#blank = false;
  }

  #endLine(): void {
    if (this.#blank) this.#index.blanks.push(this.#index.lines - 1);
    this.#blank = true;
  }
}
