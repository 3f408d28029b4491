import type { Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { say, verbatim } from '../../core/say.ts';

/** A file's bytes, or an unsaved document's, by ranges. Nothing here throws for what a file can be. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Whether these bytes were unpacked from the file, so that their offsets are none of the file. */
  readonly unpacked?: boolean;
  /** The bytes of [start, end), fewer at the end of the file; a message where they cannot be read. */
  readonly read: (start: number, end: number) => Promise<Buffer | ReadFailure>;
  /**
   * All bytes from the start, in chunks of an even length (the last one apart), each given with its offset.
   * `onChunk` must not keep a chunk; returning false stops.
   */
  readonly scan: (onChunk: (chunk: Buffer, offset: number) => boolean) => Promise<ReadFailure | null>;
}

export class ReadFailure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * Chunks of 2 MB, three of them on their way while a fourth is looked at: the thread pool then copies as fast as
 * memory lets it. One at a time takes twice as long, larger ones leave the processor's cache (bench/items).
 */
const chunkBytes = 2 * 1024 * 1024;
const chunksAhead = 3;

const changed = say`The file has changed since it was opened; open it again.`;

/** A document that is open and changed: its text, as UTF-8. */
export function textSource(text: string): ByteSource {
  return bufferSource(Buffer.from(text, 'utf8'));
}

/** Bytes in memory. */
export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    scan: (onChunk) => {
      onChunk(bytes, 0);
      return Promise.resolve(null);
    },
  };
}

/** A file on disk as it is now. Should it change later, reads fail and say so, since offsets no longer hold. */
export async function fileSource(path: string): Promise<ByteSource | ReadFailure> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) {
      return new ReadFailure(
        say`This is a folder; name an item file in it (JSONL, JSON, CSV, TSV or Parquet).`,
      );
    }
    if (!stats.isFile())
      return new ReadFailure(say`This is not a regular file, so items cannot be read from it.`);
    const handle = await open(path);
    await handle.close();
    return new FileSource(path, stats);
  } catch (error) {
    return new ReadFailure(openFailure(error));
  }
}

class FileSource implements ByteSource {
  readonly size: number;
  readonly #path: string;
  readonly #stats: Stats;

  constructor(path: string, stats: Stats) {
    this.#path = path;
    this.#stats = stats;
    this.size = stats.size;
  }

  readonly read = (start: number, end: number): Promise<Buffer | ReadFailure> => {
    return this.withHandle((handle) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.size) - start));
      return fill(handle, buffer, start);
    });
  };

  scan(onChunk: (chunk: Buffer, offset: number) => boolean): Promise<ReadFailure | null> {
    return this.withHandle(async (handle) => {
      const buffers: Buffer[] = [];
      const pending: Promise<Buffer>[] = [];
      let asked = 0;
      const ask = (buffer?: Buffer): void => {
        if (asked >= this.size) return;
        const length = Math.min(chunkBytes, this.size - asked);
        pending.push(fill(handle, (buffer ?? Buffer.allocUnsafe(length)).subarray(0, length), asked));
        asked += length;
      };
      for (let i = 0; i < chunksAhead; i++) ask();
      let offset = 0;
      try {
        for (let next = pending.shift(); next; next = pending.shift()) {
          const chunk = await next;
          ask(buffers.pop());
          if (!onChunk(chunk, offset)) return null;
          offset += chunk.length;
          if (chunk.length === chunkBytes) buffers.push(chunk);
        }
        return offset === this.size ? null : new ReadFailure(changed);
      } finally {
        // The file is closed next, and no read may be on its way then.
        await Promise.allSettled(pending);
      }
    });
  }

  private async withHandle<T>(use: (handle: FileHandle) => Promise<T>): Promise<T | ReadFailure> {
    let handle: FileHandle | null = null;
    try {
      handle = await open(this.#path);
      const now = await handle.stat();
      if (now.size !== this.#stats.size || now.mtimeMs !== this.#stats.mtimeMs) {
        return new ReadFailure(changed);
      }
      return await use(handle);
    } catch (error) {
      return new ReadFailure(openFailure(error));
    } finally {
      await handle?.close();
    }
  }
}

/** The bytes at a position, as many as the buffer takes or the file has; one read may give less. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function openFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return say`There is no such file.`;
  if (code === 'EACCES' || code === 'EPERM') {
    return say`No permission to read this file; give yourself read access to it and try again.`;
  }
  return say`This file cannot be read: ${verbatim(error instanceof Error ? error.message : String(error))}.`;
}
