import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { UnreadableError } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import { unreadable } from './readAtOnce.ts';

/** A chunk this large stays in the processor's cache between being read and being looked at. */
const chunkBytes = 256 * 1024;
/** After as many bytes whoever else waits has a turn, such as one who wants to stop. */
const turnBytes = 16 * 1024 * 1024;
/** Milliseconds for a chunk: from memory it takes a tenth of it, from a disk longer. */
const slowChunk = 0.5;
/** As many slow chunks in a row are no accident. */
const slowInARow = 3;

/** One for all files of a thread: fresh memory costs more than reading into it. */
let buffer: Buffer | null = null;

/**
 * The bytes of a file from an offset on, in order. What is in memory is read at once, since handing it to another
 * thread and back takes longer than copying it; where a disk has to be waited for, the next chunk is read while one
 * is looked at. A chunk is only good until `onChunk` returns; returning false stops. For use off the main thread.
 *
 * @param size of the file as it was found; what was appended since is left for the next time
 * @param slow milliseconds from which on a chunk counts as waited for
 * @throws UnreadableError where it cannot be read, or is shorter than it was
 */
export async function scanFile(
  path: string,
  size: number,
  onChunk: (chunk: Uint8Array, offset: number) => boolean,
  from = 0,
  slow = slowChunk,
): Promise<void> {
  const file = attempt(() => openSync(path, 'r'));
  try {
    if (attempt(() => fstatSync(file).size) < size) throw changed();
    buffer ??= Buffer.allocUnsafeSlow(chunkBytes);
    let slowReads = 0;
    let turn = from;
    for (let at = from; at < size;) {
      if (slowReads === slowInARow) {
        await scanAhead(file, size, onChunk, at);
        return;
      }
      const before = performance.now();
      const wanted = Math.min(chunkBytes, size - at);
      const start = at;
      const target = buffer;
      const length = attempt(() => readSync(file, target, 0, wanted, start));
      if (length === 0) throw changed();
      slowReads = performance.now() - before > slow ? slowReads + 1 : 0;
      if (!onChunk(buffer.subarray(0, length), at)) return;
      at += length;
      if (at - turn >= turnBytes) {
        turn = at;
        await setImmediate();
      }
    }
  } finally {
    closeSync(file);
  }
}

/** With buffers of its own, since others may scan while it waits. */
async function scanAhead(
  file: number,
  size: number,
  onChunk: (chunk: Uint8Array, offset: number) => boolean,
  from: number,
): Promise<void> {
  const ask = (target: Buffer, at: number): Promise<number> =>
    at >= size
      ? Promise.resolve(0)
      : readAt(file, target.subarray(0, Math.min(target.length, size - at)), at);
  let [now, next] = [Buffer.allocUnsafeSlow(4 * chunkBytes), Buffer.allocUnsafeSlow(4 * chunkBytes)];
  let pending = ask(now, from);
  for (let at = from; at < size;) {
    const length = await pending;
    if (length === 0) throw changed();
    pending = ask(next, at + length);
    let wanted = false;
    try {
      wanted = onChunk(now.subarray(0, length), at);
    } finally {
      // The file is closed next, and no read may be on its way then.
      if (!wanted) await pending.catch(() => 0);
    }
    if (!wanted) return;
    at += length;
    [now, next] = [next, now];
  }
}

function readAt(file: number, target: Buffer, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, target, 0, target.length, position, (error, length) => {
      if (error === null) resolve(length);
      else reject(unreadable(error));
    });
  });
}

function attempt<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw unreadable(error);
  }
}

function changed(): UnreadableError {
  return new UnreadableError(
    say`The file has become shorter while it was read; it is read again when it changes.`,
  );
}
