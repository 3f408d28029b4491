import type { LinePlace, ReadContext } from '../../core/results/formats/format.ts';
import {
  formatOf,
  readResults,
  unopened,
  type NamedReading,
} from '../../core/results/formats/readResults.ts';
import { UnreadableError, type ResultSource } from '../../core/results/formats/source.ts';
import { compactIndex } from '../../core/results/index/compactIndex.ts';
import { ItemStore } from '../../core/results/index/itemStore.ts';
import { appendedReading } from '../../core/results/index/appendedReading.ts';
import { fingerprintOf, type IndexData, type IndexedFile } from '../../core/results/index/indexData.ts';
import { storeItems } from '../../core/results/index/storedItems.ts';
import { ItemMemory } from '../../core/results/resultItem.ts';
import { threadSource } from './diskSource.ts';
import { holdsItems, publishedItems } from './publishedItems.ts';
import type { FoundFile } from './walkResults.ts';

/** What brought an index up to date. */
export interface IndexUpdate {
  readonly data: IndexData;
  /** Bytes that were read of files for it. */
  readonly readBytes: number;
  /** Files whose reading is another one than before, gone ones too. */
  readonly changed: number;
}

export interface UpdateOptions {
  readonly wanted?: () => boolean;
  readonly onProgress?: (done: number, of: number) => void;
  /** How plain tables are read. */
  readonly tableScale?: ReadContext['tableScale'];
}

/** Items that are held in memory as objects, some kilobytes each. */
const mostUnsettled = 1000;

/**
 * Brings an index up to date with the files as they stand: those whose size and time did not change are not read, of
 * files of lines that grew only what was added.
 */
export async function updateIndex(
  before: IndexData | null,
  found: readonly FoundFile[],
  { wanted = () => true, onProgress, tableScale }: UpdateOptions = {},
): Promise<IndexUpdate> {
  const known = new Map(before?.files.map((file) => [file.path, file]));
  const changedFiles = found.filter((file) => !isSame(known.get(file.path), file));
  const stale = await withResponses(changedFiles, found, known);
  const gone = known.size - found.filter(({ path }) => known.has(path)).length;
  if (before !== null && stale.length === 0 && gone === 0) return { data: before, readBytes: 0, changed: 0 };
  let stored = before?.items ?? storeItems([]);
  const items = new ItemMemory(ItemStore.of(stored));
  const settle = (): void => items.settle((more) => ItemStore.of((stored = ItemStore.of(stored).with(more))));
  // Files of items are told by being of no format of results; those that are new here are opened to see.
  const candidates = found.filter(({ path }) => (known.get(path)?.reading ?? null) === null);
  let texts: ReturnType<typeof publishedItems> | null = null;
  const published = (): ReturnType<typeof publishedItems> =>
    (texts ??= publishedItems(candidates.map(({ path }) => path)));
  const reader = new Reader({
    items,
    wanted,
    published,
    ...(tableScale === undefined ? {} : { tableScale }),
  });
  const read = new Map<string, IndexedFile>();
  let done = 0;
  const left = stale.values();
  // Two at once, so that one is read from disk while another is looked through.
  const work = async (): Promise<void> => {
    for (const file of left) {
      if (!wanted()) return;
      read.set(file.path, await reader.read(file, known.get(file.path) ?? null));
      if (items.items.length > mostUnsettled) settle();
      onProgress?.((done += 1), stale.length);
    }
  };
  await Promise.all([work(), work()]);
  const files = found.flatMap((file) => read.get(file.path) ?? known.get(file.path) ?? []);
  settle();
  const data = compactIndex({ files, items: stored });
  return { data, readBytes: reader.readBytes, changed: read.size + gone };
}

/** Responses are matched with files of items: where one of these changed, the responses are read again. */
async function withResponses(
  changed: readonly FoundFile[],
  found: readonly FoundFile[],
  known: ReadonlyMap<string, IndexedFile>,
): Promise<readonly FoundFile[]> {
  const responses = found.filter(({ path }) => known.get(path)?.reading?.format === 'responses');
  if (responses.length === 0) return changed;
  for (const { path } of changed) {
    if ((known.get(path)?.reading ?? null) === null && (await holdsItems(path))) {
      return [...new Set([...changed, ...responses])];
    }
  }
  return changed;
}

class Reader {
  readBytes = 0;
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  async read(file: FoundFile, before: IndexedFile | null): Promise<IndexedFile> {
    try {
      const source = await threadSource(file.path, file.mtimeMs);
      const fingerprint = fingerprintOf(source.head, file.size);
      return { ...file, fingerprint, reading: await this.#reading(file, source, before) };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { ...file, fingerprint: 0, reading: unopened(file.path, error.message) };
    }
  }

  async #reading(
    file: FoundFile,
    source: ResultSource,
    before: IndexedFile | null,
  ): Promise<NamedReading | null> {
    const format = formatOf(source);
    if (format === null) return null;
    const reading = before?.reading ?? null;
    if (before !== null && reading?.end !== undefined && reading.format === format.name) {
      const same = before.fingerprint === fingerprintOf(source.head, before.size);
      if (same && grewOnly(reading.end, before.size, file)) {
        const added = await readResults(source, { ...this.#context, from: reading.end });
        this.readBytes += source.head.length + file.size - reading.end.offset;
        if (added !== null) return appendedReading(reading, added);
      }
    }
    this.readBytes += file.size;
    return readResults(source, this.#context);
  }
}

/** A file that is longer than it was, and was read to its old end, is taken for one that was appended to. */
function grewOnly(end: LinePlace, before: number, { size }: FoundFile): boolean {
  return size > before && end.offset <= before && end.offset > 0;
}

function isSame(known: IndexedFile | undefined, file: FoundFile): boolean {
  return known?.size === file.size && known.mtimeMs === file.mtimeMs;
}
