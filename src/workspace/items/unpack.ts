import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ReadFailure, type ByteSource } from './byteSource.ts';
import { Pieces } from './pieces.ts';

/**
 * Most that is kept of an unpacked file. It is held in memory: items are then found and read as in the file
 * itself, where unpacking again for each would take as long as the whole. A larger one is refused unread, so a
 * small file that unpacks to terabytes costs no more than this.
 */
export const mostUnpacked = 256 * 1024 * 1024;

export type Packing = 'gzip' | 'zstd';

/** What a packed file holds. `torn`: why its end could not be read; what came before is in `source`. */
export interface Unpacked {
  readonly source: ByteSource;
  readonly torn: string | null;
}

/** Compressed bytes given to the decoder at once. */
const pieceBytes = 64 * 1024;

/** By the first bytes: gzip (RFC 1952), or zstd with or without a skippable frame before it (RFC 8878). */
export function packingOf(head: Uint8Array): Packing | null {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  const zstd = b === 0xb5 && c === 0x2f && d === 0xfd && a === 0x28;
  return zstd || isSkippable(head) ? 'zstd' : null;
}

/** Reads a packed file to its end: every member of gzip, every frame of zstd. */
export async function unpack(
  source: ByteSource,
  packing: Packing,
  most: number = mostUnpacked,
): Promise<Unpacked | ReadFailure> {
  const first = await new Unpacker(source, packing, most, Infinity).run();
  if (first instanceof ReadFailure) return first;
  if (first.fault === null) return { source: first.pieces.source(), torn: null };
  // A decoder that fails within a piece keeps back what it had made of it: again, and there byte by byte.
  const second = await new Unpacker(source, packing, most, first.faultAt).run();
  if (second instanceof ReadFailure) return second;
  return { source: second.pieces.source(), torn: second.fault };
}

type Decoder = ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>;

class Unpacker {
  readonly pieces = new Pieces();
  fault: string | null = null;
  /** Where the piece begins within which the decoder failed. */
  faultAt = 0;
  readonly #source: ByteSource;
  readonly #packing: Packing;
  readonly #most: number;
  readonly #fineFrom: number;
  #tooLarge = false;

  constructor(source: ByteSource, packing: Packing, most: number, fineFrom: number) {
    this.#source = source;
    this.#packing = packing;
    this.#most = most;
    this.#fineFrom = fineFrom;
  }

  async run(): Promise<this | ReadFailure> {
    let at = 0;
    while (at < this.#source.size && this.fault === null) {
      const next = this.#packing === 'zstd' ? await this.#skipped(at) : at;
      if (next instanceof ReadFailure) return next;
      if (next !== at) {
        at = next;
        continue;
      }
      const end = await this.#stream(at);
      if (end instanceof ReadFailure) return end;
      if (this.#tooLarge) {
        return new ReadFailure(
          `This file unpacks to more than ${this.#most >> 20} MiB: unpack it, and open the file that comes of it.`,
        );
      }
      at = end;
    }
    return this;
  }

  /**
   * Decodes from an offset on; gives where the decoder took no more. Node's gzip goes on to the next member by
   * itself, its zstd stops behind a frame, at whose end it leaves the rest of the piece alone.
   */
  async #stream(from: number): Promise<number | ReadFailure> {
    const options = { chunkSize: 256 * 1024 };
    const decoder = this.#packing === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
    const failed = new Promise<string>((resolve) => {
      decoder.once('error', (error) => resolve(error.message));
    });
    decoder.on('data', (chunk: Buffer) => {
      this.#tooLarge ||= this.pieces.size + chunk.length > this.#most;
      if (this.#tooLarge) decoder.destroy();
      else this.pieces.add(chunk);
    });
    try {
      for (let at = from; at < this.#source.size;) {
        const fine = at >= this.#fineFrom;
        const bytes = await this.#source.read(at, Math.min(at + pieceBytes, this.#source.size));
        if (bytes instanceof ReadFailure) return bytes;
        for (const piece of fine ? singles(bytes) : [bytes]) {
          const fault = await Promise.race([failed, written(decoder, piece)]);
          if (this.#tooLarge) return at;
          if (fault !== null) return this.#fail(fault, at, from);
          at += piece.length;
          if (decoder.bytesWritten < at - from) return from + decoder.bytesWritten;
        }
      }
      const fault = await Promise.race([failed, ended(decoder)]);
      return fault === null || this.#tooLarge
        ? this.#source.size
        : this.#fail(fault, this.#source.size, from);
    } finally {
      decoder.destroy();
    }
  }

  /** Bytes behind the last member or frame that begin none are no part of the archive, and nothing is torn. */
  #fail(message: string, at: number, from: number): number {
    this.fault = message;
    this.faultAt = Math.max(from, at);
    return this.#source.size;
  }

  /** Behind a skippable frame, where one begins at this offset; else the offset. */
  async #skipped(at: number): Promise<number | ReadFailure> {
    const head = await this.#source.read(at, at + 8);
    if (head instanceof ReadFailure) return head;
    return head.length === 8 && isSkippable(head) ? at + 8 + head.readUInt32LE(4) : at;
  }
}

function isSkippable([a = 0, b, c, d]: Uint8Array): boolean {
  return a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18;
}

function* singles(bytes: Buffer): Generator<Buffer> {
  for (let i = 0; i < bytes.length; i++) yield bytes.subarray(i, i + 1);
}

function written(decoder: Decoder, piece: Buffer): Promise<null> {
  return new Promise((resolve) => {
    // An error is told by the event; what is destroyed meanwhile calls back too.
    decoder.write(piece, () => resolve(null));
  });
}

function ended(decoder: Decoder): Promise<null> {
  return new Promise((resolve) => {
    decoder.once('end', () => resolve(null));
    decoder.end();
  });
}
