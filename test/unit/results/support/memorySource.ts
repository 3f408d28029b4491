import type { JsonObject } from '../../../../src/core/json.ts';
import type { FileReading, ReadContext, ResultsFormat } from '../../../../src/core/results/formats/format.ts';
import {
  UnreadableError,
  type Archive,
  type ResultSource,
} from '../../../../src/core/results/formats/source.ts';
import { ItemMemory } from '../../../../src/core/results/resultItem.ts';

/** What a source of bytes in memory can be given besides. */
export interface MemorySourceOptions {
  readonly archive?: Archive;
  readonly rows?: readonly JsonObject[];
  readonly mtimeMs?: number;
  /** Small ones show what happens at the edges of chunks. */
  readonly chunkBytes?: number;
}

/** A file of results in memory. */
export function memorySource(
  path: string,
  content: string | Uint8Array,
  { archive, rows, mtimeMs = 0, chunkBytes = 1 << 16 }: MemorySourceOptions = {},
): ResultSource {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return {
    path,
    size: bytes.length,
    mtimeMs,
    head: bytes.subarray(0, 65_536),
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    scan: (onChunk, from = 0) => {
      // One buffer for all chunks, as on disk: who keeps a chunk sees it change.
      const buffer = new Uint8Array(chunkBytes);
      for (let at = from; at < bytes.length; at += chunkBytes) {
        const length = Math.min(chunkBytes, bytes.length - at);
        buffer.set(bytes.subarray(at, at + length));
        if (!onChunk(buffer.subarray(0, length), at)) break;
      }
      return Promise.resolve();
    },
    archive: () =>
      archive === undefined
        ? Promise.reject(new UnreadableError('This is no zip file.'))
        : Promise.resolve(archive),
    async *rows() {
      await Promise.resolve();
      if (rows === undefined) throw new UnreadableError('This is no Parquet file.');
      yield* rows;
    },
  };
}

export function readContext(context: Partial<ReadContext> = {}): ReadContext {
  return { items: new ItemMemory(), wanted: () => true, ...context };
}

/** One sample as a test reads it: item id, repeat, state, and each metric. */
export function rowsOf(reading: FileReading, context: ReadContext): readonly Record<string, unknown>[] {
  return reading.samples.flatMap((set) =>
    Array.from({ length: set.rows }, (_, row) => ({
      run: set.run,
      model: set.model,
      task: set.task,
      id: context.items.items[set.item[row] ?? -1]?.id,
      repeat: set.repeat[row],
      state: set.state[row],
      ...Object.fromEntries(set.metrics.map(({ name, values }) => [name, values[row]])),
    })),
  );
}

/** Reads content in memory with one format. */
export async function readWith(
  format: ResultsFormat,
  path: string,
  content: string | Uint8Array,
  options: MemorySourceOptions = {},
): Promise<{ readonly reading: FileReading; readonly context: ReadContext }> {
  const context = readContext();
  const reading = await format.read(memorySource(path, content, options), context);
  return { reading, context };
}
