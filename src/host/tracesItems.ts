import type { Item } from '../core/items/item.ts';
import { ItemView, viewKey } from './tracesItem.ts';

/** Items whose texts stay in memory; of a long evaluation the others are read from disk again. */
const loadedItems = 20;

/** The items of the panel in their order; knows which are asked and which are in memory without looking through all. */
export class ItemViews {
  private readonly list: ItemView[] = [];
  private readonly byItem = new Map<string, { readonly view: ItemView; readonly place: number }>();
  /** Views with a sample that is being asked. */
  private readonly running = new Set<ItemView>();
  /** Views whose texts are in memory and could be read again, the earliest first. */
  private readonly loaded = new Set<ItemView>();

  get size(): number {
    return this.list.length;
  }

  at(place: number): ItemView | undefined {
    return this.list[place];
  }

  of(item: Item): ItemView | undefined {
    return this.byItem.get(viewKey(item))?.view;
  }

  /** -1 where the item is not among them. */
  placeOf(item: Item): number {
    return this.byItem.get(viewKey(item))?.place ?? -1;
  }

  /** The item's view, which is made where it is not there. */
  add(item: Item): ItemView {
    const known = this.of(item);
    if (known) return known;
    const view = new ItemView(item);
    this.byItem.set(view.key, { view, place: this.list.length });
    this.list.push(view);
    return view;
  }

  /** Puts the views of these items first, in this order; the others follow as they were. */
  arrange(items: readonly Item[]): void {
    const first = new Set(items.flatMap((item) => this.of(item) ?? []));
    const arranged = [...first, ...this.list.filter((view) => !first.has(view))];
    this.list.splice(0, this.list.length);
    for (const view of arranged) {
      this.byItem.set(view.key, { view, place: this.list.length });
      this.list.push(view);
    }
  }

  /** To be called after samples of a view changed. */
  account(view: ItemView): void {
    if (view.running) this.running.add(view);
    else this.running.delete(view);
    if (view.loaded) this.loaded.add(view);
    else this.loaded.delete(view);
  }

  /** Whether another item than the one at a place is being asked. */
  runsBeside(place: number): boolean {
    const here = this.list[place];
    return this.running.size > (here && this.running.has(here) ? 1 : 0);
  }

  /** The place of the next other item that is being asked, around the end; -1 where there is none. */
  nextRunning(place: number): number {
    const places = [...this.running].map(({ item }) => this.placeOf(item)).sort((a, b) => a - b);
    return places.find((other) => other > place) ?? places.find((other) => other < place) ?? -1;
  }

  /** Lets the texts of the earliest items go, but for the one at a place, if all of each are saved. */
  unload(place: number): void {
    for (const view of this.loaded) {
      if (this.loaded.size <= loadedItems) return;
      if (view === this.list[place]) continue;
      for (const sample of view.samples) sample.unload();
      this.loaded.delete(view);
    }
  }
}
