import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { Column, ColumnState, ToTraces, TracesState } from '../protocol.ts';
import { DeltaBatch } from './deltaBatch.ts';
import {
  type SampleEnd,
  type SampleStart,
  type SampleView,
  type ShownTexts,
  type VerdictsOf,
} from './tracesColumn.ts';
import type { ItemView } from './tracesItem.ts';
import { ItemViews } from './tracesItems.ts';
import { placeWords, restoreToken } from './tracesPlace.ts';
import { goldNote } from './traceWords.ts';

/** A sample read from disk again: how it ended, and its prompt; or why it cannot be read. */
export type LoadedSample =
  (SampleEnd & { readonly ok: true; readonly prompt: string }) | { readonly ok: false; readonly why: string };

/** Whether a saved sample is one that the reader asked for. */
export type Wanted = (saved: SavedSample) => boolean;

/**
 * What the traces panel shows: the items of one evaluation, each with its columns. Holds the texts, so
 * that the webview may be hidden, moved or reloaded at any time; says what changed as messages.
 */
export class TracesModel {
  private readonly views = new ItemViews();
  private readonly batch = new DeltaBatch();
  private current = 0;
  /** Whether the reader chose what is in view. */
  private moved = false;
  private progress: string | null = null;
  private progressed = false;
  private empty: string | null = null;
  private asked: (NonNullable<TracesState['asked']> & { readonly view: ItemView }) | null = null;

  /**
   * @param post gets what changed in the item that is in view
   * @param load reads a saved sample again
   * @param verdictsOf what was said of a saved sample since
   */
  constructor(
    private readonly post: (message: ToTraces) => void,
    private readonly load: (saved: SavedSample) => Promise<LoadedSample>,
    private readonly verdictsOf: VerdictsOf = () => null,
  ) {}

  get item(): Item | null {
    return this.views.at(this.current)?.item ?? null;
  }

  add(item: Item, starts: readonly SampleStart[]): void {
    const view = this.views.add(item);
    view.add(starts);
    this.views.account(view);
  }

  has(item: Item): boolean {
    return this.views.of(item) !== undefined;
  }

  /** Puts these items in this order, before any others; what is in view stays so. */
  arrange(items: readonly Item[]): void {
    const { item } = this;
    this.views.arrange(items);
    if (!item) return;
    this.current = this.views.placeOf(item);
    this.flush();
    this.postState();
  }

  /** Moves to another item of the evaluation, or to the next one that is being asked. */
  go(to: 'previous' | 'next' | 'running'): void {
    this.moved = true;
    if (to !== 'running') this.show(this.current + (to === 'next' ? 1 : -1));
    else this.show(this.views.nextRunning(this.current));
  }

  /** Shows an item that is being asked where what is in view is over, unless the reader went there. */
  follow(item: Item): void {
    const view = this.views.at(this.current);
    if (!this.moved && view && !view.running) this.showItem(item);
  }

  /**
   * @param wanted samples of the column that is to be brought into view; absent where all are the same
   * @param beside samples of the column that it is to be read against
   */
  showItem(item: Item, wanted?: Wanted, beside?: Wanted): void {
    const view = this.views.of(item);
    const [key, other] = [wanted, beside].map((each) => (each ? (view?.seek(each) ?? null) : null));
    this.asked =
      view === undefined || !key ? null : { view, key, at: Date.now(), ...(other ? { beside: other } : {}) };
    this.show(this.views.placeOf(item));
  }

  /** Shows another sample of a column of the item in view. */
  step(columnKey: string, at: number): void {
    const view = this.views.at(this.current);
    if (!view?.step(columnKey, at)) return;
    this.flush();
    this.postSample(view, columnKey);
    void this.read(view);
  }

  /** What to say while there is no item; null for that there is none. */
  setEmpty(words: string | null): void {
    this.empty = words;
    if (this.item === null) this.postState();
  }

  setProgress(progress: string | null): void {
    this.progress = progress;
    this.progressed = true;
    if (progress === null) this.flush();
  }

  setPrompt(item: Item, key: string, prompt: string): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample || sample.shown.prompt === prompt) return;
    sample.shown.prompt = prompt;
    this.postColumn(view, sample);
  }

  /** A sample whose prompt could not be built. */
  refuse(item: Item, key: string, why: string): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    Object.assign(sample.shown, { state: 'failed', note: why });
    this.views.account(view);
    this.postColumn(view, sample);
  }

  /** A sample that is saved already; it is read when it is looked at. */
  skip(item: Item, key: string, saved: SavedSample): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    sample.saved = saved;
    sample.unread = true;
    sample.readNote = vscode.l10n.t('Saved before; not asked again.');
    sample.shown.state = saved.status;
    this.views.account(view);
    if (this.inView(view)) void this.read(view);
  }

  /** Whether a sample of an item is being asked. */
  stateOf(item: Item, key: string): ColumnState | null {
    return this.find(item, key).sample?.shown.state ?? null;
  }

  /** A column of the item in view, with the sample it shows. */
  currentColumn(key: string): Readonly<Column> | undefined {
    return this.views.at(this.current)?.column(key, Date.now(), this.verdictsOf);
  }

  /** What the columns of the item in view show, by column. */
  currentSamples(): readonly SampleView[] {
    return this.views.at(this.current)?.shown ?? [];
  }

  /** Columns of the item in view and the samples they show, in this order; those that are not there are left out. */
  currentShown(
    keys: readonly string[],
  ): { readonly column: Readonly<Column>; readonly sample: SampleView }[] {
    const view = this.views.at(this.current);
    return keys.flatMap((key) => {
      const column = this.currentColumn(key);
      const sample = view?.shownIn(key);
      return column && sample ? [{ column, sample }] : [];
    });
  }

  /** The texts that columns of the item in view show, in this order; columns that are not there are left out. */
  currentTexts(keys: readonly string[]): ShownTexts[] {
    const view = this.views.at(this.current);
    return keys.flatMap((key) => view?.texts(key, this.verdictsOf) ?? []);
  }

  /** The saved sample that a column of the item in view shows; null where it is not saved. */
  currentSaved(key: string): SavedSample | null {
    return this.views.at(this.current)?.shownIn(key)?.saved ?? null;
  }

  /** To be called after something was said of saved samples. */
  verdictsChanged(): void {
    const view = this.views.at(this.current);
    if (!view) return;
    this.flush();
    for (const sample of view.shown) this.postColumn(view, sample);
  }

  generate(item: Item, key: string, event: GenerateEvent): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    const { head, delta } = sample.receive(event, Date.now());
    if (head) {
      this.views.account(view);
      this.postColumn(view, sample);
    }
    const column = view.shownBy(sample);
    if (delta && column !== null && this.inView(view)) this.batch.add({ key: column, ...delta });
  }

  end(item: Item, key: string, end: SampleEnd): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    // The trace is the last word on what is reasoning and what is the answer.
    const { reasoning, answer } = sample.shown;
    const same = reasoning === end.trace.reasoning && answer === end.trace.answer;
    sample.end(end, item.gold);
    this.views.account(view);
    this.views.unload(this.current);
    if (!this.inView(view)) return;
    this.flush();
    if (same || view.shownBy(sample) === null) this.postColumn(view, sample);
    else this.postSample(view, view.columnOf(sample));
  }

  /** The whole state, for a webview that has just said it is ready. */
  postState(): void {
    this.batch.take();
    const state = this.snapshot();
    this.post(
      state === null
        ? { type: 'empty', message: this.empty ?? vscode.l10n.t('No traces.') }
        : { type: 'state', state },
    );
  }

  snapshot(): TracesState | null {
    const view = this.views.at(this.current);
    if (!view) return null;
    const { item } = view;
    return {
      item: {
        benchmark: item.benchmark,
        domain: item.domain,
        id: item.task === null ? item.id : `${item.task} · ${item.id}`,
        question: item.question,
        gold: item.gold,
        place: placeWords(item),
      },
      position: [this.current, this.views.size],
      columns: view.allColumns(Date.now(), this.verdictsOf),
      asked: this.askedIn(view),
      progress: this.progress,
      runsElsewhere: this.views.runsBeside(this.current),
      restore: restoreToken(item),
    };
  }

  private askedIn(view: ItemView): TracesState['asked'] {
    if (this.asked?.view !== view) return null;
    const { key, at, beside } = this.asked;
    return { key, at, ...(beside === undefined ? {} : { beside }) };
  }

  /** Sends what has arrived since the last call; the panel calls it once a frame. */
  flush(): void {
    const deltas = this.batch.take();
    if (deltas.length > 0) this.post({ type: 'deltas', deltas });
    if (!this.progressed) return;
    this.progressed = false;
    this.post({
      type: 'progress',
      progress: this.progress,
      runsElsewhere: this.views.runsBeside(this.current),
    });
  }

  private show(index: number): void {
    const view = this.views.at(index);
    if (!view) return;
    this.current = index;
    this.postState();
    void this.read(view);
  }

  /** Reads the samples in view whose texts are on disk only. */
  private async read(view: ItemView): Promise<void> {
    const unread = view.shown.filter((sample) => sample.unread);
    for (const sample of unread) Object.assign(sample, { unread: false, loading: true });
    this.views.account(view);
    this.views.unload(this.current);
    await Promise.all(unread.map((sample) => this.readSample(view, sample)));
  }

  private async readSample(view: ItemView, sample: SampleView): Promise<void> {
    const { saved, readNote } = sample;
    if (!saved) return;
    const loaded = await this.load(saved);
    sample.loading = false;
    // It may have been asked again meanwhile.
    if (view.sample(sample.key) !== sample || sample.saved !== saved) return;
    if (loaded.ok) {
      sample.shown.prompt = loaded.prompt;
      const note = [readNote, goldNote(saved.gold, view.item.gold), loaded.note].filter(
        (words) => words !== undefined,
      );
      sample.end({ ...loaded, ...(note.length === 0 ? {} : { note: note.join(' ') }) }, saved.gold);
    } else Object.assign(sample.shown, { state: 'unreadable', note: loaded.why });
    const column = view.shownBy(sample);
    if (column !== null && this.inView(view)) this.postSample(view, column);
  }

  private find(item: Item, key: string): { view?: ItemView | undefined; sample?: SampleView | undefined } {
    const view = this.views.of(item);
    return { view, sample: view?.sample(key) };
  }

  private inView(view: ItemView): boolean {
    return this.views.at(this.current) === view;
  }

  private postColumn(view: ItemView, sample: SampleView): void {
    const column = this.inView(view)
      ? view.column(view.columnOf(sample), Date.now(), this.verdictsOf)
      : undefined;
    if (!column) return;
    const { reasoning: _reasoning, answer: _answer, ...head } = column;
    this.post({ type: 'column', column: head });
  }

  private postSample(view: ItemView, key: string): void {
    const column = view.column(key, Date.now(), this.verdictsOf);
    if (column && this.inView(view)) this.post({ type: 'sample', column });
  }
}
