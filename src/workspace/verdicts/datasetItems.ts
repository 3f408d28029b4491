import type { Item } from '../../core/items/item.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { ItemFile, type ItemFileOptions } from '../itemFile.ts';

/** Where an item stands: items with their tests are large, and are read when they are wanted. */
interface Place {
  readonly file: ItemFile;
  readonly index: number;
}

/** The items of the workspace's own files, as published, by the text that results name them by. */
export class DatasetItems {
  readonly #files: (benchmark: string) => readonly string[];
  readonly #options: ItemFileOptions;
  readonly #byBenchmark = new Map<string, Promise<ReadonlyMap<string, Place>>>();

  /** @param files the paths of a benchmark's item files */
  constructor(files: (benchmark: string) => readonly string[], options: ItemFileOptions = {}) {
    this.#files = files;
    this.#options = options;
  }

  /** The item that a sample is of, by its text; null where no file has it. The first call for a benchmark reads its files. */
  async find({
    item: { benchmark },
    textHash,
  }: Pick<SavedSample, 'item' | 'textHash'>): Promise<Item | null> {
    if (textHash === '') return null;
    const known = this.#byBenchmark.get(benchmark) ?? this.#read(benchmark);
    this.#byBenchmark.set(benchmark, known);
    const place = (await known).get(textHash);
    const item = place && (await place.file.index(place.index))?.item;
    // The file may have changed since.
    return item?.textHash === textHash ? item : null;
  }

  async #read(benchmark: string): Promise<ReadonlyMap<string, Place>> {
    const places = new Map<string, Place>();
    for (const path of this.#files(benchmark)) {
      const file = await ItemFile.open(path, this.#options);
      for await (const { item, index } of file.all()) {
        if (item?.benchmark === benchmark && !places.has(item.textHash)) {
          places.set(item.textHash, { file, index });
        }
      }
    }
    return places;
  }
}
