import type { KnownItems, ResultItem } from '../resultItem.ts';
import { hashKey, hashKeyOf, joinItems, storedItem, storeItems, type StoredItems } from './storedItems.ts';

/**
 * The items of an index while it is brought up to date. They stay in compact form: none is parsed but to compare it
 * with one that has the same text, and what is new is written behind them, so that a change of one file costs the same
 * in an index of any size.
 */
export class ItemStore implements KnownItems {
  readonly #stored: StoredItems;
  /** Items by their texts; those without one are under the empty key. Made when first needed. */
  #byText: Map<string, number[]> | null = null;

  private constructor(stored: StoredItems) {
    this.#stored = stored;
  }

  /** Kept as long as the items are, so that changes one after the other do not look through all of them each time. */
  static of(stored: StoredItems): ItemStore {
    let store = stores.get(stored);
    if (store === undefined) stores.set(stored, (store = new ItemStore(stored)));
    return store;
  }

  get count(): number {
    return this.#stored.count;
  }

  find(item: ResultItem): number | null {
    for (const place of this.#texts.get(keyOf(item)) ?? []) {
      if (isSame(item, storedItem(this.#stored, place))) return place;
    }
    return null;
  }

  /** These items and more, which get the numbers behind them. This store is not used after it. */
  with(more: readonly ResultItem[]): StoredItems {
    if (more.length === 0) return this.#stored;
    const stored = joinItems(this.#stored, storeItems(more));
    const store = new ItemStore(stored);
    if (this.#byText !== null) {
      more.forEach((item, place) => addTo(this.#texts, keyOf(item), this.count + place));
      store.#byText = this.#byText;
      this.#byText = null;
    }
    stores.set(stored, store);
    return stored;
  }

  get #texts(): Map<string, number[]> {
    if (this.#byText !== null) return this.#byText;
    const texts = new Map<string, number[]>();
    for (let place = 0; place < this.count; place++) addTo(texts, hashKey(this.#stored, place) ?? '', place);
    return (this.#byText = texts);
  }
}

const stores = new WeakMap<StoredItems, ItemStore>();

function addTo(texts: Map<string, number[]>, key: string, place: number): void {
  const known = texts.get(key);
  if (known === undefined) texts.set(key, [place]);
  else known.push(place);
}

function keyOf({ textHash }: ResultItem): string {
  return textHash === null ? '' : hashKeyOf(textHash);
}

/** As `ItemMemory` tells them apart. */
function isSame(a: ResultItem, b: ResultItem): boolean {
  return a.task === b.task && a.id === b.id && a.gold === b.gold && a.textHash === b.textHash;
}
