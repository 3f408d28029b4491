import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Column, TracesState } from '../protocol.ts';
import type { SampleStart, ShownTexts } from './tracesColumn.ts';
import type { ShownColumn } from './tracesCompared.ts';
import { TracesFeed } from './tracesFeed.ts';
import type { SampleView } from './tracesSample.ts';

/** Whether a saved sample is one that the reader asked for. */
export type Wanted = (saved: SavedSample) => boolean;

/**
 * What the traces panel shows: the items of one evaluation, each with its columns. Holds the texts, so
 * that the webview may be hidden, moved or reloaded at any time; says what changed as messages.
 */
export class TracesModel extends TracesFeed {
  /** Whether the reader chose what is in view. */
  private moved = false;

  get item(): Item | null {
    return this.views.shown?.item ?? null;
  }

  /** Adds what is asked of an item. */
  add(item: Item, starts: readonly SampleStart[]): void {
    const view = this.views.add(item);
    view.add(starts);
    this.views.account(view);
  }

  /** Adds what is saved of an item. */
  addSaved(item: Item, starts: readonly SampleStart[]): void {
    this.add(item, starts);
    this.views.add(item).ofSaved = true;
  }

  /**
   * Adds what is saved of an item since, and leaves what is shown as it is; nothing to an item of which only what a run
   * asks is shown.
   *
   * @param starts all that is saved of it, in the order of its table
   */
  offer(item: Item, starts: readonly SampleStart[]): void {
    const view = this.views.of(item);
    if (!view?.ofSaved) return;
    if (!view.offer(starts)) return;
    this.views.account(view);
    if (this.views.shown !== view) return;
    this.messages.flush();
    this.messages.state();
    this.read(view);
  }

  has(item: Item): boolean {
    return this.views.of(item) !== undefined;
  }

  /** The reader asks for an item, or for some of its columns, by key: others stand aside. Null asks for all. */
  ask(item: Item, alone: readonly string[] | null): void {
    const view = this.views.of(item);
    view?.showAlone(alone);
    if (view) view.askedAt = Date.now();
  }

  /** Shows these columns of an item alone, as before a reload; null shows all. */
  showAlone(item: Item, keys: readonly string[] | null): void {
    this.views.of(item)?.showAlone(keys);
  }

  /** The keys of the columns of an item that have a wanted sample. */
  columnsWith(item: Item, wanted: Wanted): readonly string[] {
    const samples = this.views.of(item)?.samples ?? [];
    return [
      ...new Set(samples.flatMap(({ saved, start }) => (saved && wanted(saved) ? [start.column.key] : []))),
    ];
  }

  /** Shows a column of the item in view that stands aside. */
  showColumn(key: string): void {
    const view = this.views.shown;
    if (!view?.takeIn(key)) return;
    this.messages.flush();
    this.messages.state();
    this.read(view);
  }

  /** Puts these items in this order, before any others; what is in view stays so. */
  arrange(items: readonly Item[]): void {
    this.views.arrange(items);
    if (!this.item) return;
    this.messages.flush();
    this.messages.state();
  }

  /** Moves to another item of the evaluation, or to the next one that is being asked. */
  go(to: 'previous' | 'next' | 'running'): void {
    this.moved = true;
    if (to === 'running') this.show(this.views.nextRunning);
    else this.show(this.views.place + (to === 'next' ? 1 : -1));
  }

  /** Shows an item that is being asked where what is in view is over, unless the reader went there. */
  follow(item: Item): void {
    const view = this.views.shown;
    if (!this.moved && view && !view.running) this.showItem(item);
  }

  /**
   * What is being asked of it is taken in, unless the reader wants a column.
   *
   * @param wanted samples of the column that is to be brought into view; absent where all are the same
   * @param beside samples of the column that it is to be read against
   */
  showItem(item: Item, wanted?: Wanted, beside?: Wanted): void {
    const view = this.views.of(item);
    if (wanted === undefined) view?.takeInRunning();
    const [key, other] = [wanted, beside].map((each) => (each ? (view?.seek(each) ?? null) : null));
    this.messages.asked =
      view === undefined || !key ? null : { view, key, at: Date.now(), ...(other ? { beside: other } : {}) };
    this.show(this.views.placeOf(item));
  }

  /** Shows another sample of a column of the item in view. */
  step(columnKey: string, at: number): void {
    const view = this.views.shown;
    if (!view?.step(columnKey, at)) return;
    this.messages.flush();
    this.messages.sample(view, columnKey);
    this.read(view);
  }

  /** What to say while there is no item; null for that there is none. */
  setEmpty(words: string | null): void {
    this.messages.setEmpty(words);
  }

  /** A column of the item in view, with the sample it shows. */
  currentColumn(key: string): Readonly<Column> | undefined {
    return this.views.shown?.column(key, Date.now(), this.verdictsOf);
  }

  /** What the columns of the item in view show, but for those that stand aside. */
  currentSamples(): readonly SampleView[] {
    return this.views.shown?.shown ?? [];
  }

  /** Columns of the item in view and the samples they show, in this order; those that are not there are left out. */
  currentShown(keys: readonly string[]): ShownColumn[] {
    return keys.flatMap((key) => {
      const column = this.currentColumn(key);
      const sample = this.views.shown?.shownIn(key);
      return column && sample ? [{ column, sample, finalAnswer: sample.finalAnswer(this.verdictsOf) }] : [];
    });
  }

  /** The texts that columns of the item in view show, in this order; columns that are not there are left out. */
  currentTexts(keys: readonly string[]): ShownTexts[] {
    return keys.flatMap((key) => this.views.shown?.texts(key, this.verdictsOf) ?? []);
  }

  /** The saved sample that a column of the item in view shows; null where it is not saved. */
  currentSaved(key: string): SavedSample | null {
    return this.views.shown?.shownIn(key)?.saved ?? null;
  }

  /** To be called after something was said of saved samples. */
  verdictsChanged(): void {
    const view = this.views.shown;
    if (!view) return;
    this.messages.flush();
    for (const sample of view.shown) this.messages.column(view, sample);
  }

  /** The whole state, for a webview that has just said it is ready. */
  postState(): void {
    this.messages.state();
  }

  snapshot(): TracesState | null {
    return this.messages.snapshot();
  }

  /** Sends what has arrived since the last call; the panel calls it once a frame. */
  flush(): void {
    this.messages.flush();
  }

  private show(place: number): void {
    const view = this.views.show(place);
    if (!view) return;
    this.messages.state();
    this.read(view);
  }
}
