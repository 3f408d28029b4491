import type { Item } from '../core/items/item.ts';
import { ItemView, viewKey } from './tracesItem.ts';

/** Items whose texts stay in memory; of a long evaluation the others are read from disk again. */
const loadedItems = 20;

/** The items of the panel in their order, one of them in view; knows which are asked and in memory without looking through all. */
export class ItemViews {
  private readonly list: ItemView[] = [];
  private readonly byItem = new Map<string, { readonly view: ItemView; readonly place: number }>();
  /** Views with a sample that is being asked. */
  private readonly running = new Set<ItemView>();
  /** Views whose texts are in memory and could be read again, the earliest first. */
  private readonly loaded = new Set<ItemView>();
  private current = 0;

  get size(): number {
    return this.list.length;
  }

  /** The place of the one in view. */
  get place(): number {
    return this.current;
  }

  /** The one in view: the first until another is shown; undefined where there is none. */
  get shown(): ItemView | undefined {
    return this.list[this.current];
  }

  /** Brings the one at a place into view; undefined where there is none. */
  show(place: number): ItemView | undefined {
    const view = this.list[place];
    if (view) this.current = place;
    return view;
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

  /** Puts the views of these items first, in this order; the others follow as they were. What is in view stays so. */
  arrange(items: readonly Item[]): void {
    const { shown } = this;
    const first = new Set(items.flatMap((item) => this.of(item) ?? []));
    const arranged = [...first, ...this.list.filter((view) => !first.has(view))];
    this.list.splice(0, this.list.length);
    for (const view of arranged) {
      this.byItem.set(view.key, { view, place: this.list.length });
      this.list.push(view);
    }
    if (shown) this.current = this.placeOf(shown.item);
  }

  /** To be called after samples of a view changed. */
  account(view: ItemView): void {
    if (view.running) this.running.add(view);
    else this.running.delete(view);
    if (view.loaded) this.loaded.add(view);
    else this.loaded.delete(view);
  }

  /** Whether another item than the one in view is being asked. */
  get runsBeside(): boolean {
    const { shown } = this;
    return this.running.size > (shown && this.running.has(shown) ? 1 : 0);
  }

  /** The place of the next other item that is being asked, around the end; -1 where there is none. */
  get nextRunning(): number {
    const places = [...this.running].map(({ item }) => this.placeOf(item)).sort((a, b) => a - b);
    return places.find((other) => other > this.current) ?? places.find((other) => other < this.current) ?? -1;
  }

  /** Lets the texts of the earliest items go, but for the one in view, if all of each are saved. */
  unload(): void {
    for (const view of this.loaded) {
      if (this.loaded.size <= loadedItems) return;
      if (view === this.shown) continue;
      for (const sample of view.samples) sample.unload();
      this.loaded.delete(view);
    }
  }
}
