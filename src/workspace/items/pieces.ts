import type { ByteSource } from './byteSource.ts';

/** An even number, as `ByteSource.scan` promises its chunks to be. */
const pieceBytes = 1024 * 1024;

/** Bytes that arrive one part after another, kept without being copied together. */
export class Pieces {
  size = 0;
  readonly #full: Buffer[] = [];
  #last = Buffer.allocUnsafe(0);
  #used = 0;

  /** Takes a copy. */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      if (this.#used === this.#last.length) this.#grow();
      const part = bytes.subarray(from, from + this.#last.length - this.#used);
      this.#last.set(part, this.#used);
      this.#used += part.length;
      from += part.length;
    }
    this.size += bytes.length;
  }

  /** The bytes so far. */
  source(): ByteSource {
    const pieces = [...this.#full, this.#last.subarray(0, this.#used)];
    const size = this.size;
    const read = (start: number, end: number): Buffer => {
      const to = Math.min(end, size);
      const first = Math.floor(start / pieceBytes);
      if (to <= start) return Buffer.alloc(0);
      const from = start - first * pieceBytes;
      if (to <= (first + 1) * pieceBytes) {
        return pieces[first]?.subarray(from, to - first * pieceBytes) ?? Buffer.alloc(0);
      }
      const touched = pieces.slice(first, Math.ceil(to / pieceBytes));
      return Buffer.concat(touched).subarray(from, from + to - start);
    };
    return {
      size,
      unpacked: true,
      read: (start, end) => Promise.resolve(read(start, end)),
      scan: (onChunk) => {
        for (const [place, piece] of pieces.entries()) {
          if (piece.length > 0 && !onChunk(piece, place * pieceBytes)) break;
        }
        return Promise.resolve(null);
      },
    };
  }

  #grow(): void {
    if (this.#last.length > 0 && this.#last.length < pieceBytes) {
      // Small files stay small: a piece doubles until it is full.
      const grown = Buffer.allocUnsafe(Math.min(pieceBytes, 4 * this.#last.length));
      grown.set(this.#last);
      this.#last = grown;
      return;
    }
    if (this.#last.length > 0) this.#full.push(this.#last);
    this.#last = Buffer.allocUnsafe(this.#full.length === 0 ? 16 * 1024 : pieceBytes);
    this.#used = 0;
  }
}
