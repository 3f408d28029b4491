import { type Item, itemsOf, stepsKey } from './items.ts';
import { itemOfRow } from './rowPlaces.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** The items of an alignment, and which runs of rows that are the same the reader opened. */
export class FoldedItems {
  #alignment: ShownAlignment | null = null;
  #items: Item[] = [];
  #folds = false;
  readonly #opened = new Set<string>();

  get alignment(): ShownAlignment | null {
    return this.#alignment;
  }

  get all(): readonly Item[] {
    return this.#items;
  }

  /** Are runs of rows that are the same folded? */
  get folds(): boolean {
    return this.#folds;
  }

  /** Takes another alignment, or none; what was opened stays so until folding is switched. */
  set(alignment: ShownAlignment | null, folds: boolean): void {
    if (alignment !== null && folds !== this.#folds) {
      this.#opened.clear();
      this.#folds = folds;
    }
    this.#alignment = alignment;
    this.#items = alignment === null ? [] : itemsOf(alignment, this.#folds, (key) => this.#opened.has(key));
  }

  /** The run counts as opened from the next `set` on. */
  open({ from }: Item): void {
    if (this.#alignment !== null) this.#opened.add(stepsKey(this.#alignment, from));
  }

  /** Index of the item that a 0-based row is in; -1 where it is in none. */
  indexOf(row: number): number {
    return itemOfRow(this.#items, row);
  }
}
