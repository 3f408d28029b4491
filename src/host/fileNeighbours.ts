import type { Item } from '../core/items/item.ts';
import type { ItemFile } from '../workspace/itemFile.ts';
import type { SavedKey } from './itemVerdicts.ts';
import type { SavedResults } from './savedResults.ts';

/** Larger files are not read through just to know what stands beside an item; bytes, unpacked. */
const mostBytes = 64 * 1024 * 1024;

interface Place {
  readonly index: number;
  readonly key: SavedKey;
}

/** The items of a file that have saved samples. */
export class FileNeighbours {
  /** What the items of a file are found by; a file that changed is another one. */
  private readonly known = new WeakMap<ItemFile, Promise<readonly Place[]>>();

  constructor(private readonly saved: Pick<SavedResults, 'forItem'>) {}

  /**
   * The evaluated items in the order of the file, the given one among them, evaluated or not. A file is read through
   * once, then only what has samples; of one that is too large for that there is the item alone.
   */
  async of(file: ItemFile, item: Item): Promise<readonly Item[]> {
    if (file.size > mostBytes) return [item];
    let places = this.known.get(file);
    if (!places) {
      places = placesIn(file);
      this.known.set(file, places);
    }
    const items: Item[] = [];
    for (const { index, key } of await places) {
      const isItem = key.id === item.id && key.task === item.task && key.textHash === item.textHash;
      if (!isItem && this.saved.forItem(key).length === 0) continue;
      const entry = await file.index(index);
      if (entry?.item) items.push(entry.item);
    }
    return items;
  }
}

async function placesIn(file: ItemFile): Promise<readonly Place[]> {
  const places: Place[] = [];
  for await (const { item, index } of file.all()) {
    if (item === null) continue;
    const { benchmark, task, id, textHash } = item;
    places.push({ index, key: { benchmark, task, id, textHash } });
  }
  return places;
}
