import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';

const windowBytes = 1024 * 1024;

/** Reads a source by ranges in ascending order, asking the disk for a megabyte at a time. */
export function windowed(source: ByteSource): ByteSource['read'] {
  let start = 0;
  let bytes: Buffer = Buffer.alloc(0);
  return async (from, to) => {
    if (from < start || to > start + bytes.length) {
      const read = await source.read(from, Math.max(to, from + windowBytes));
      if (read instanceof ReadFailure) return read;
      [start, bytes] = [from, read];
    }
    return bytes.subarray(from - start, to - start);
  };
}
