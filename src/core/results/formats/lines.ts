import { say } from '../../say.ts';
import type { LinePlace } from './format.ts';
import type { ResultSource } from './source.ts';

/** A line longer than this is left out: no sample is, and it would have to be held in memory. */
export const longestLine = 64 * 1024 * 1024;

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
  let held: Buffer[] = [];
  let length = 0;
  const hold = (piece: Buffer): void => {
    length += piece.length;
    // Chunks are used again, so what is held of one is copied; of a line that is too long nothing is.
    if (length <= longestLine) held.push(Buffer.from(piece));
    else held = [];
  };
  const give = (piece: Buffer, ended: boolean): boolean => {
    const whole = length + piece.length;
    let wanted = true;
    if (whole > longestLine) {
      const message = say`This line is ${Math.round(whole / 2 ** 20)} MiB long, and left out: lines up to ${longestLine / 2 ** 20} MiB are read.`;
      tooLong.push({ line: number, message });
    } else {
      const bytes = length === 0 ? piece : Buffer.concat([...held, piece]);
      if (!isBlank(bytes)) wanted = onLine({ bytes, offset: start, line: number, ended });
    }
    held = [];
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

function isBlank(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  const first = bytes[0] ?? 0;
  return first <= 32 && bytes.toString('latin1').trim() === '';
}
