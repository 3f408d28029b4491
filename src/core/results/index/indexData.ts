import type { NamedReading } from '../formats/readResults.ts';
import type { StoredItems } from './storedItems.ts';

/** A file as it was when it was read. */
export interface IndexedFile {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
  /** Of its first bytes (`fingerprintOf`), so that a file that was replaced is not taken for one that grew. */
  readonly fingerprint: number;
  /** What it says; null for a file that was looked at and is of no format. */
  readonly reading: NamedReading | null;
}

/** All that is kept of a folder of results. A cache: it can be made again from the files. */
export interface IndexData {
  readonly files: readonly IndexedFile[];
  readonly items: StoredItems;
}

/** Bytes that a fingerprint is of, at most. */
const fingerprintBytes = 4096;

/** FNV-1a of the first bytes of a file, as far as it reached when it was `size` bytes long. */
export function fingerprintOf(head: Uint8Array, size: number): number {
  let value = 0x811c9dc5;
  for (const byte of head.subarray(0, Math.min(size, fingerprintBytes))) {
    value = Math.imul(value ^ byte, 0x01000193);
  }
  return value >>> 0;
}
