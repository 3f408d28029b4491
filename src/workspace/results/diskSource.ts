import { isUtf8 } from 'node:buffer';
import type { JsonObject } from '../../core/json.ts';
import { UnreadableError, type ResultSource } from '../../core/results/formats/source.ts';
import { say } from '../../core/say.ts';
import { fileSource, ReadFailure, type ByteSource } from '../items/byteSource.ts';
import { packingOf, unpack } from '../items/unpack.ts';
import { scanFile } from './fileScan.ts';
import { readAtOnce } from './readAtOnce.ts';

const headBytes = 64 * 1024;

/** Takes a fraction of a millisecond from memory. */
const mostAtOnce = 1024 * 1024;

/**
 * A file of results on disk as it is now, for a thread that has nothing else to do, or for a few lines: it reads little
 * at once, since asking another thread for it takes longer. Rejects with an `UnreadableError` where the file cannot be
 * opened.
 *
 * @param wantedHead bytes of `head`
 */
export async function threadSource(
  path: string,
  mtimeMs: number,
  wantedHead = headBytes,
): Promise<ResultSource> {
  const { isFile, size, bytes: head } = readAtOnce(path, 0, wantedHead);
  if (!isFile || packingOf(head) !== null) return diskSource(path, mtimeMs);
  const source = async (): Promise<ByteSource> => good(await fileSource(path));
  return {
    path: path.replaceAll('\\', '/'),
    size,
    mtimeMs,
    head,
    read: async (from, to) => {
      const end = Math.min(to, size);
      if (end - from > mostAtOnce) return good(await (await source()).read(from, end));
      return readAtOnce(path, from, end).bytes;
    },
    scan: (onChunk, from) => scanFile(path, size, onChunk, from),
    isText: isUtf8,
    archive: async () => (await import('../zip/openArchive.ts')).openArchive(await source()),
    rows: async function* () {
      yield* parquetRows(await source());
    },
  };
}

/** The same, read by other threads alone. */
export async function diskSource(path: string, mtimeMs: number): Promise<ResultSource> {
  const packed = good(await fileSource(path));
  const start = good(await packed.read(0, headBytes));
  const packing = packingOf(start);
  const bytes = packing === null ? packed : await unpacked(packed, packing);
  const head = packing === null ? start : good(await bytes.read(0, headBytes));
  return {
    path: path.replaceAll('\\', '/'),
    size: bytes.size,
    mtimeMs,
    head,
    read: async (from, to) => good(await bytes.read(from, to)),
    scan: (onChunk, from) =>
      packing === null ? scanFile(path, bytes.size, onChunk, from) : scan(bytes, onChunk, from),
    isText: isUtf8,
    archive: async () => (await import('../zip/openArchive.ts')).openArchive(bytes),
    rows: () => parquetRows(bytes),
  };
}

async function unpacked(packed: ByteSource, packing: 'gzip' | 'zstd'): Promise<ByteSource> {
  const whole = good(await unpack(packed, packing));
  if (whole.torn !== null && whole.source.size === 0) {
    throw new UnreadableError(
      say`This ${packing} file is cut off or damaged, and nothing could be unpacked.`,
    );
  }
  return whole.source;
}

async function scan(
  bytes: ByteSource,
  onChunk: (chunk: Uint8Array, offset: number) => boolean,
  from = 0,
): Promise<void> {
  const failure = await bytes.scan((chunk, offset) => {
    if (offset + chunk.length <= from) return true;
    const skip = Math.max(0, from - offset);
    return onChunk(skip === 0 ? chunk : chunk.subarray(skip), offset + skip);
  });
  if (failure !== null) throw new UnreadableError(failure.message);
}

async function* parquetRows(bytes: ByteSource): AsyncGenerator<JsonObject, void, undefined> {
  // Its codecs are set up when they are loaded; most sessions never need them.
  const { parquetRecords } = await import('../items/parquetRecords.ts');
  const { records, problems } = await parquetRecords('', bytes);
  const [problem] = problems;
  if (problem !== undefined && records.count === 0) throw new UnreadableError(problem.message);
  const read = records.reader(true);
  for (let row = 0; row < records.count; row++) {
    const value = await read(row);
    if (!value.ok) throw new UnreadableError(value.problem.message);
    yield value.record;
  }
}

function good<T>(result: T | ReadFailure): T {
  if (result instanceof ReadFailure) throw new UnreadableError(result.message);
  return result;
}
