import type { JsonObject } from '../../json.ts';

/**
 * What readers of results see of a file. `src/workspace/results` gives it for files on disk; tests give it for bytes
 * in memory. Its methods reject with an `UnreadableError` for what cannot be read; `readResults` turns that into a
 * problem, so readers let it pass.
 */
export interface ResultSource {
  /** Absolute, with `/` between its parts. Packed files keep their last ending (`.gz`, `.zst`). */
  readonly path: string;
  /** Bytes, unpacked where the file is packed. */
  readonly size: number;
  /** Last change, milliseconds since 1970. */
  readonly mtimeMs: number;
  /** The first bytes, up to 64 KiB, unpacked where the file is packed. */
  readonly head: Uint8Array;
  /** The bytes of [start, end), fewer at the end of the file. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
  /**
   * All bytes from an offset on, in order. A chunk is only good until `onChunk` returns; returning false stops.
   * This is the fast way through a large file.
   */
  readonly scan: (onChunk: (chunk: Uint8Array, offset: number) => boolean, from?: number) => Promise<void>;
  /** Whether bytes are UTF-8, where there is a faster way to tell than to decode them. */
  readonly isText?: (bytes: Uint8Array) => boolean;
  /** The members of a zip file. */
  readonly archive: () => Promise<Archive>;
  /** The rows of a Parquet file, in order. */
  readonly rows: () => AsyncIterable<JsonObject>;
}

/** A zip file, by its central directory. */
export interface Archive {
  /** In the order of the directory. Of equal names the last one holds; all are here. */
  readonly members: readonly ArchiveMember[];
  /** Faults of the file that leave members readable, as whole sentences. */
  readonly faults: readonly string[];
}

export interface ArchiveMember {
  /** 0-based place in the directory. */
  readonly index: number;
  readonly name: string;
  /** Bytes, unpacked, as the directory says. */
  readonly size: number;
  /** All of it, as long as `size`; rejects with an `UnreadableError` where it is damaged, or larger than is safe. */
  readonly read: () => Promise<Uint8Array>;
}

/** Why bytes cannot be had, as a whole sentence. */
export class UnreadableError extends Error {}
