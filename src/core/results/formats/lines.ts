import { say } from '../../say.ts';
import type { LinePlace } from './format.ts';
import type { ResultSource } from './source.ts';

/** A line longer than this is left out: no sample is, and it would have to be held in memory. */
export const longestLine = 64 * 1024 * 1024;

/** Memory of a longer line is given back before the next one. */
const longKept = 1024 * 1024;

export interface Line extends LinePlace {
  /** Without its line end; only good until the next line is asked for. */
  readonly bytes: Buffer;
  /** Whether a line end follows: the last line of a file that is being written has none. */
  readonly ended: boolean;
}

/** What a scan of lines came to. */
export interface LineScan {
  /** Behind the last line that has a line end. */
  readonly end: LinePlace;
  /** Lines that were too long, as problems without a file. */
  readonly tooLong: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Gives every line of a file that is not blank, in order. `onLine` returns false to stop. The bytes of a line are a
 * view of what was read, so that nothing is copied; a line that reaches over two chunks is put together.
 */
export async function scanLines(
  source: ResultSource,
  onLine: (line: Line) => boolean,
  from: LinePlace = { offset: 0, line: 1 },
): Promise<LineScan> {
  const tooLong: { line: number; message: string }[] = [];
  let number = from.line;
  let start = from.offset;
  let end = from;
  let held: Buffer = Buffer.alloc(0);
  let length = 0;
  const hold = (piece: Buffer): void => {
    // Chunks are used again, so what is held of one is copied; of a line that is too long nothing is.
    if (length + piece.length <= longestLine) {
      if (held.length < length + piece.length) held = grown(held, length, length + piece.length);
      piece.copy(held, length);
    } else held = Buffer.alloc(0);
    length += piece.length;
  };
  const give = (piece: Buffer, ended: boolean): boolean => {
    const whole = length + piece.length;
    let wanted = true;
    if (whole > longestLine) {
      const message = say`This line is ${Math.round(whole / 2 ** 20)} MiB long, and left out: lines up to ${longestLine / 2 ** 20} MiB are read.`;
      tooLong.push({ line: number, message });
    } else {
      const inOne = length === 0;
      if (!inOne) hold(piece);
      const bytes = inOne ? piece : held.subarray(0, length);
      if (!isBlank(bytes)) wanted = onLine({ bytes, offset: start, line: number, ended });
    }
    if (held.length > longKept) held = Buffer.alloc(0);
    length = 0;
    start += whole + 1;
    number += 1;
    if (ended && wanted) end = { offset: start, line: number };
    return wanted;
  };
  await source.scan((chunk) => {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = 0;
    for (let stop = bytes.indexOf(10); stop >= 0; stop = bytes.indexOf(10, at)) {
      // What is held is given away by then.
      if (!give(bytes.subarray(at, stop), true)) return false;
      at = stop + 1;
    }
    if (at < bytes.length) hold(bytes.subarray(at));
    return true;
  }, from.offset);
  if (length > 0) give(Buffer.alloc(0), false);
  return { end, tooLong };
}

/** A larger buffer with the same beginning; twice as large, so that a long line is not copied with every chunk. */
function grown(held: Buffer, length: number, wanted: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(wanted, Math.min(longestLine, 2 * held.length), 64 * 1024));
  held.copy(larger, 0, 0, length);
  return larger;
}

function isBlank(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  const first = bytes[0] ?? 0;
  return first <= 32 && bytes.toString('latin1').trim() === '';
}
