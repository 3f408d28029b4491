import { createGunzip, createZstdDecompress } from 'node:zlib';
import { bufferSource, ReadFailure, type ByteSource } from './byteSource.ts';
import { Pieces } from './pieces.ts';
import { say } from '../../core/say.ts';

/**
 * Most that is kept of an unpacked file. It is held in memory: items are then found and read as in the file
 * itself, where unpacking again for each would take as long as the whole. A larger one is refused unread, so a
 * small file that unpacks to terabytes costs no more than this.
 */
export const mostUnpacked = 256 * 1024 * 1024;

export type Packing = 'gzip' | 'zstd';

/** What a packed file holds. */
export interface Unpacked {
  readonly source: ByteSource;
  /** Why its end could not be read; what came before is in `source`. */
  readonly torn: string | null;
  /** Whether other bytes than zeros, which pad archives, stand behind the last whole member or frame. */
  readonly trailing: boolean;
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
  const read = await runs(source, packing, most);
  if (read instanceof ReadFailure) return read;
  if (read.isTooLarge) {
    return new ReadFailure(
      say`This file unpacks to more than ${most >> 20} MiB: unpack it, and open the file that comes of it.`,
    );
  }
  return { source: read.pieces.source(), torn: read.fault, trailing: read.trailing };
}

/**
 * The beginning of what a packed file holds, from the file's own beginning; a cut or damaged end is no error here.
 *
 * @param most bytes
 */
export async function unpackHead(packed: Buffer, packing: Packing, most: number): Promise<Buffer> {
  const read = await runs(bufferSource(packed), packing, most);
  const head = read instanceof ReadFailure ? read : await read.pieces.source().read(0, most);
  return head instanceof ReadFailure ? Buffer.alloc(0) : head;
}

async function runs(source: ByteSource, packing: Packing, most: number): Promise<Unpacker | ReadFailure> {
  const first = await new Unpacker(source, packing, most, Infinity).run();
  if (first instanceof ReadFailure || first.faultAt === null || first.faultAt >= source.size) return first;
  // A decoder that fails within a piece keeps back what it had made of it: again, and there byte by byte.
  return new Unpacker(source, packing, most, first.faultAt).run();
}

type Decoder = ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>;

class Unpacker {
  readonly pieces = new Pieces();
  fault: string | null = null;
  /** Where the piece begins within which the decoder failed; null where it did not. */
  faultAt: number | null = null;
  trailing = false;
  readonly #source: ByteSource;
  readonly #packing: Packing;
  readonly #most: number;
  readonly #fineFrom: number;
  isTooLarge = false;

  constructor(source: ByteSource, packing: Packing, most: number, fineFrom: number) {
    this.#source = source;
    this.#packing = packing;
    this.#most = most;
    this.#fineFrom = fineFrom;
  }

  async run(): Promise<this | ReadFailure> {
    let at = 0;
    while (at < this.#source.size && this.faultAt === null && !this.isTooLarge) {
      const next = this.#packing === 'zstd' ? await this.#skipped(at) : at;
      if (next instanceof ReadFailure) return next;
      if (next !== at) {
        at = next;
        continue;
      }
      const head = await this.#source.read(at, at + 4);
      if (head instanceof ReadFailure) return head;
      if (packingOf(head) !== this.#packing) {
        const zeros = await this.#isZero(at);
        if (zeros instanceof ReadFailure) return zeros;
        this.trailing = !zeros;
        return this;
      }
      const end = await this.#stream(at);
      if (end instanceof ReadFailure) return end;
      at = end;
    }
    return this;
  }

  /** Whether nothing but zeros stands from an offset on. */
  async #isZero(from: number): Promise<boolean | ReadFailure> {
    for (let at = from; at < this.#source.size; at += pieceBytes) {
      const bytes = await this.#source.read(at, Math.min(at + pieceBytes, this.#source.size));
      if (bytes instanceof ReadFailure) return bytes;
      if (bytes.some((byte) => byte !== 0)) return false;
    }
    return true;
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
      if (this.isTooLarge) return;
      const left = this.#most - this.pieces.size;
      this.isTooLarge = chunk.length > left;
      this.pieces.add(chunk.subarray(0, left));
      if (this.isTooLarge) decoder.destroy();
    });
    try {
      for (let at = from; at < this.#source.size;) {
        const fine = at >= this.#fineFrom;
        const bytes = await this.#source.read(at, Math.min(at + pieceBytes, this.#source.size));
        if (bytes instanceof ReadFailure) return bytes;
        for (const piece of fine ? singles(bytes) : [bytes]) {
          const fault = await Promise.race([failed, written(decoder, piece)]);
          if (this.isTooLarge) return at;
          if (fault !== null) return this.#fail(fault, at, from);
          at += piece.length;
          if (decoder.bytesWritten < at - from) return from + decoder.bytesWritten;
        }
      }
      const fault = await Promise.race([failed, ended(decoder)]);
      return fault === null || this.isTooLarge
        ? this.#source.size
        : this.#fail(fault, this.#source.size, from);
    } finally {
      decoder.destroy();
    }
  }

  /**
   * Keeps where and why the decoder failed. Node's gzip looks for a member behind each one by itself: that there is
   * none is no damage, and its header alone is checked by these words (zlib's inflate.c).
   */
  #fail(message: string, at: number, from: number): number {
    this.faultAt = Math.max(from, at);
    if (this.#packing === 'gzip' && message === 'incorrect header check') this.trailing = true;
    else this.fault = message;
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
