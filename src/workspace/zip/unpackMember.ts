import { promisify } from 'node:util';
import { crc32, inflateRaw, inflateRawSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { UnreadableError } from '../../core/results/formats/source.ts';
import { say, verbatim } from '../../core/say.ts';
import type { ZipEntry } from './zipEntry.ts';
import { zstdFrames } from './zstdFrames.ts';

/** Up to this many bytes are unpacked here: a turn in the thread pool takes longer than they do. */
const atOnce = 256 * 1024;
const inflateApart = promisify(inflateRaw);
const unzstdApart = promisify(zstdDecompress);

type Unpack = (packed: Buffer, most: number) => Buffer | Promise<Buffer>;

const inflate: Unpack = (packed, maxOutputLength) =>
  maxOutputLength <= atOnce
    ? inflateRawSync(packed, { maxOutputLength })
    : inflateApart(packed, { maxOutputLength });

const unzstd: Unpack = (packed, maxOutputLength) =>
  maxOutputLength <= atOnce
    ? zstdDecompressSync(packed, { maxOutputLength })
    : unzstdApart(packed, { maxOutputLength });

/**
 * The bytes of a member: exactly as many as its entry says, and with its CRC-32; rejects with an `UnreadableError` for
 * anything else. No more is ever unpacked than the entry says.
 */
export async function unpackMember(packed: Buffer, entry: ZipEntry): Promise<Buffer> {
  const bytes = await unpacked(packed, entry);
  if (bytes.length !== entry.size) {
    throw new UnreadableError(
      say`The member "${entry.name}" of this zip file is damaged: it unpacks to ${bytes.length} bytes, not ${entry.size}.`,
    );
  }
  if (crc32(bytes) !== entry.crc32) {
    throw new UnreadableError(
      say`The member "${entry.name}" of this zip file is damaged: its checksum (CRC-32) is wrong.`,
    );
  }
  return bytes;
}

async function unpacked(packed: Buffer, entry: ZipEntry): Promise<Buffer> {
  const { name, method, size } = entry;
  if (method !== 0 && method !== 8 && method !== 93) {
    throw new UnreadableError(
      say`The member "${name}" of this zip file is packed by method ${method}; 0 (stored), 8 (deflate) and 93 (zstd) are read.`,
    );
  }
  try {
    if (method === 0) return packed;
    // One byte more than there may be, so that too much is seen and not cut.
    if (method === 8) return await inflate(packed, size + 1);
    return await allFrames(packed, size);
  } catch (error) {
    const tooLong = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    const message = tooLong
      ? say`The member "${name}" of this zip file is damaged: it unpacks to more than its ${size} bytes.`
      : say`The member "${name}" of this zip file is damaged: ${verbatim(error instanceof Error ? error.message : String(error))}.`;
    throw new UnreadableError(message);
  }
}

async function allFrames(packed: Buffer, size: number): Promise<Buffer> {
  const frames = zstdFrames(packed);
  if (frames === null) throw new Error('these are not whole zstd frames');
  const pieces: Buffer[] = [];
  let length = 0;
  for (const { start, end, skippable } of frames) {
    if (skippable) continue;
    const piece = await unzstd(packed.subarray(start, end), size - length + 1);
    pieces.push(piece);
    length += piece.length;
    if (length > size) break;
  }
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}
