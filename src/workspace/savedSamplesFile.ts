import { lstat, open, type FileHandle } from 'node:fs/promises';

import type { Problem } from '../core/problem.ts';
import { readSampleHead, type SampleHead } from '../core/results/readSampleLine.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { fileErrorMessage, noFollow } from './savedSamplesErrors.ts';
import { say } from '../core/say.ts';

/** A saved sample with what its run knows. */
export interface SampleRecord extends SavedSample, SampleHead {}

/** What a look at a file brought: samples that were appended, or that all that was known of it is void. */
export interface FileChange {
  readonly changed: boolean;
  readonly reset: boolean;
  readonly added: readonly SampleRecord[];
}

interface Tail {
  readonly record: SampleRecord | null;
  readonly problem: Problem | null;
}

const newline = 10;
const chunkBytes = 4 * 1024 * 1024;
const fingerprintBytes = 64;
const unchanged: FileChange = { changed: false, reset: false, added: [] };

/**
 * One samples file, read by what was appended to it. It may be written by other programs at any time: a last
 * line without a line end is looked at again as soon as the file changes, and a file that did not merely grow
 * is read anew.
 */
export class SampleFile {
  readonly path: string;
  #records: SampleRecord[] = [];
  #problems: Problem[] = [];
  /** A last line without a line end: its sample if it is whole, else its problem. */
  #tail: Tail | null = null;
  #seen = '';
  #size = 0;
  #offset = 0;
  #lines = 0;
  #fingerprint = Buffer.alloc(0);

  constructor(path: string) {
    this.path = path;
  }

  get records(): readonly SampleRecord[] {
    const tail = this.#tail?.record ?? null;
    return tail === null ? this.#records : [...this.#records, tail];
  }

  get problems(): readonly Problem[] {
    const tail = this.#tail?.problem ?? null;
    return tail === null ? this.#problems : [...this.#problems, tail];
  }

  /** Reads what is new since the last call. A file that cannot be read keeps one problem and no samples. */
  async refresh(): Promise<FileChange> {
    let handle: FileHandle | null = null;
    try {
      const status = await lstat(this.path, { bigint: true });
      if (!status.isFile()) {
        throw Object.assign(new Error('not a file'), { code: status.isSymbolicLink() ? 'ELOOP' : 'EISDIR' });
      }
      const seen = `${status.ino.toString()}:${status.size.toString()}:${status.mtimeNs.toString()}`;
      if (seen === this.#seen) {
        return unchanged;
      }
      handle = await open(this.path, noFollow.read);
      const size = Number(status.size);
      const grown = this.#seen !== '' && (await this.#onlyGrew(handle, size));
      const reset = !grown || this.#tail !== null;
      if (!grown) {
        this.#forget();
      }
      const before = this.#records.length;
      await this.#readFrom(handle, size);
      this.#seen = seen;
      this.#size = size;
      const tail = this.#tail?.record ?? null;
      const added = this.#records.slice(before);
      return { changed: true, reset, added: tail === null ? added : [...added, tail] };
    } catch (error) {
      const knownBroken = this.#seen === '' && this.#problems.length > 0;
      this.#forget();
      this.#problems = [{ file: this.path, message: fileErrorMessage(error, 'read') }];
      return { changed: !knownBroken, reset: true, added: [] };
    } finally {
      await handle?.close();
    }
  }

  #forget(): void {
    this.#records = [];
    this.#problems = [];
    this.#tail = null;
    this.#seen = '';
    this.#size = 0;
    this.#offset = 0;
    this.#lines = 0;
    this.#fingerprint = Buffer.alloc(0);
  }

  /** Whether it is longer, and the bytes before the place reached last are those that were read then. */
  async #onlyGrew(handle: FileHandle, size: number): Promise<boolean> {
    const length = this.#fingerprint.length;
    if (size <= this.#size) {
      return false;
    }
    const bytes = await readExactly(handle, this.#offset - length, length);
    return bytes.equals(this.#fingerprint);
  }

  async #readFrom(handle: FileHandle, size: number): Promise<void> {
    this.#tail = null;
    let carried: Buffer[] = [];
    let last: Buffer | null = null;
    let lineStart = this.#offset;
    for (let at = this.#offset; at < size;) {
      const chunk = await readExactly(handle, at, Math.min(chunkBytes, size - at));
      if (chunk.length === 0) {
        break;
      }
      let from = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        const part = chunk.subarray(from, end);
        last = carried.length === 0 ? part : Buffer.concat([...carried, part]);
        carried = [];
        this.#takeLine(last, lineStart);
        from = end + 1;
        lineStart = at + from;
        this.#offset = lineStart;
      }
      carried.push(chunk.subarray(from));
      at += chunk.length;
    }
    if (last !== null) {
      const ending = Buffer.concat([last.subarray(-fingerprintBytes), Buffer.from([newline])]);
      this.#fingerprint = ending.subarray(-Math.min(ending.length, this.#offset));
    }
    const rest = Buffer.concat(carried);
    if (rest.length > 0) {
      this.#tail = this.#readTail(rest, lineStart);
    }
  }

  #takeLine(line: Buffer, start: number): void {
    this.#lines += 1;
    const reading = this.#readLine(line, start);
    if (reading === null) {
      return;
    }
    if (typeof reading === 'string') {
      this.#problems.push({
        file: this.path,
        line: this.#lines,
        message: say`This line ${reading}, so it is skipped. It was cut off while it was written, or edited since; its sample will be asked for again.`,
      });
    } else {
      this.#records.push(reading);
    }
  }

  #readTail(line: Buffer, start: number): Tail | null {
    const reading = this.#readLine(line, start);
    if (reading === null) {
      return null;
    }
    if (typeof reading !== 'string') {
      return { record: reading, problem: null };
    }
    const message = say`The last line is not finished: it is being written now, or the program was ended or the disk was full while it was. The next sample saved here puts it on a line of its own, and its sample will be asked for again.`;
    return { record: null, problem: { file: this.path, line: this.#lines + 1, message } };
  }

  /** The sample of a line, or why it is none; null for a blank line. */
  #readLine(line: Buffer, start: number): SampleRecord | string | null {
    let text: string;
    try {
      text = line.toString('utf8');
    } catch {
      return say`is too long to be read`;
    }
    if (text.trim() === '') {
      return null;
    }
    const head = readSampleHead(text);
    if (!head.ok) {
      return head.why;
    }
    // The samples of one file share their sampling, so one copy of it will do.
    const before = this.#records.at(-1);
    const shared = before?.samplingKey === head.value.samplingKey ? before : head.value;
    const { sampling, samplingKey } = shared;
    const bytes = [start, start + line.length] as const;
    return { ...head.value, sampling, samplingKey, file: this.path, bytes };
  }
}

/** The bytes of a range of a file; fewer where it ends before. */
export async function readExactly(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
