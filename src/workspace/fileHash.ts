import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What a file was when it was read. */
export interface HashedFile {
  readonly file: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Reads a file piece by piece; null where it cannot be read. */
export async function hashedFile(file: string): Promise<HashedFile | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(file)) {
      if (!(piece instanceof Uint8Array)) continue;
      hash.update(piece);
      bytes += piece.length;
    }
  } catch {
    return null;
  }
  return { file, bytes, sha256: hash.digest('hex') };
}
