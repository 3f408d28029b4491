import * as vscode from 'vscode';
import { itemKeyString, type Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { Column, ColumnState, Delta, ToTraces, TracesState } from '../protocol.ts';
import { DeltaBatch } from './deltaBatch.ts';
import {
  type ColumnEnd,
  type ColumnStart,
  emptyColumn,
  endColumn,
  type Mutable,
  placeWords,
  promptWords,
  restoreToken,
} from './tracesColumn.ts';
import { retryWords } from './traceWords.ts';

interface ItemView {
  readonly item: Item;
  /** The exact text sent, by label: chat and completions endpoints get different ones. */
  readonly prompts: Map<string, string>;
  readonly columns: Map<string, Mutable<Column>>;
  /** Where the samples that have ended are saved, by column. */
  readonly saved: Map<string, SavedSample>;
  /** Columns whose texts are on disk only, with what to say beside them. */
  readonly unread: Map<string, string | undefined>;
}

/** A column read from disk again: how it ended, and its prompt. */
export type LoadedColumn = ColumnEnd & { readonly prompt: string };

/** Items whose texts stay in memory; of a long evaluation the others are read from disk again. */
const loadedItems = 20;

/**
 * What the traces panel shows: the items of one evaluation, each with its columns. Holds the texts, so
 * that the webview may be hidden, moved or reloaded at any time; says what changed as messages.
 */
export class TracesModel {
  private readonly views: ItemView[] = [];
  private readonly byItem = new Map<string, ItemView>();
  private readonly batch = new DeltaBatch();
  private current = 0;
  private progress: string | null = null;
  private empty: string | null = null;

  /**
   * @param post gets what changed in the item that is in view
   * @param load reads a saved sample again; null where that fails
   */
  constructor(
    private readonly post: (message: ToTraces) => void,
    private readonly load: (saved: SavedSample) => Promise<LoadedColumn | null>,
  ) {}

  get item(): Item | null {
    return this.views[this.current]?.item ?? null;
  }

  add(item: Item, columns: readonly ColumnStart[]): void {
    const key = viewKey(item);
    let view = this.byItem.get(key);
    if (!view) {
      view = { item, prompts: new Map(), columns: new Map(), saved: new Map(), unread: new Map() };
      this.byItem.set(key, view);
      this.views.push(view);
    }
    for (const start of columns) {
      view.columns.set(start.key, emptyColumn(start));
      view.saved.delete(start.key);
      view.unread.delete(start.key);
    }
  }

  /** Moves to another item of the evaluation. */
  go(to: 'previous' | 'next'): void {
    this.show(this.current + (to === 'next' ? 1 : -1));
  }

  showItem(item: Item): void {
    const view = this.byItem.get(viewKey(item));
    if (view) this.show(this.views.indexOf(view));
  }

  /** What to say while there is no item; null for that there is none. */
  setEmpty(words: string | null): void {
    this.empty = words;
    if (this.item === null) this.postState();
  }

  setProgress(progress: string | null): void {
    this.progress = progress;
    this.post({ type: 'progress', progress });
  }

  setPrompt(item: Item, label: string, prompt: string): void {
    const view = this.byItem.get(viewKey(item));
    if (!view) return;
    const before = promptWords(view.prompts);
    view.prompts.set(label, prompt);
    if (this.inView(item) && promptWords(view.prompts) !== before) this.postState();
  }

  /** A column whose prompt could not be built, or whose saved sample could not be read. */
  refuse(item: Item, key: string, why: string): void {
    const column = this.mutable(item, key);
    if (column) this.state(item, column, 'failed', why);
  }

  /** A column that is saved already; it is read when its item is looked at. */
  skip(item: Item, key: string, saved: SavedSample): void {
    const view = this.byItem.get(viewKey(item));
    const column = view?.columns.get(key);
    if (!view || !column) return;
    column.state = saved.status;
    view.saved.set(key, saved);
    view.unread.set(key, vscode.l10n.t('Saved before; not asked again.'));
    if (this.inView(item)) void this.read(view);
  }

  column(item: Item, key: string): Readonly<Column> | undefined {
    return this.mutable(item, key);
  }

  currentColumn(key: string): Readonly<Column> | undefined {
    return this.views[this.current]?.columns.get(key);
  }

  currentColumns(): readonly Readonly<Column>[] {
    return [...(this.views[this.current]?.columns.values() ?? [])];
  }

  generate(item: Item, key: string, event: GenerateEvent): void {
    const column = this.mutable(item, key);
    if (!column) return;
    switch (event.type) {
      case 'queued': {
        const words = event.ahead === 0 ? null : vscode.l10n.t('{0} ahead in the queue', event.ahead);
        this.state(item, column, 'queued', words);
        break;
      }
      case 'sent':
        this.state(item, column, 'waiting', null);
        break;
      case 'retrying':
        this.state(item, column, 'retrying', retryWords(event));
        break;
      case 'reasoning':
        column.reasoning += event.text;
        this.delta(item, column, { key, reasoning: event.text });
        break;
      case 'answer':
        column.answer += event.text;
        this.delta(item, column, { key, answer: event.text });
        break;
      case 'answer-was-reasoning':
        column.reasoning += column.answer;
        column.answer = '';
        this.delta(item, column, { key, reclassify: true });
        break;
    }
  }

  end(item: Item, key: string, end: ColumnEnd): void {
    const view = this.byItem.get(viewKey(item));
    const column = view?.columns.get(key);
    if (!view || !column) return;
    // The trace is the last word on what is reasoning and what is the answer.
    const same = column.reasoning === end.trace.reasoning && column.answer === end.trace.answer;
    endColumn(column, end, item.gold);
    if (end.saved) view.saved.set(key, end.saved);
    this.unload();
    if (!this.inView(item)) return;
    if (same) {
      this.flush();
      this.postColumn(column);
    } else this.postState();
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
    const view = this.views[this.current];
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
      position: [this.current, this.views.length],
      prompt: promptWords(view.prompts),
      columns: [...view.columns.values()],
      progress: this.progress,
      restore: restoreToken(item),
    };
  }

  /** Sends what has arrived since the last call; the panel calls it once a frame. */
  flush(): void {
    const deltas = this.batch.take();
    if (deltas.length > 0) this.post({ type: 'deltas', deltas });
  }

  private show(index: number): void {
    const view = this.views[index];
    if (!view) return;
    this.current = index;
    this.postState();
    if (view.unread.size > 0) void this.read(view);
  }

  /** Reads the columns of an item whose texts are on disk only. */
  private async read(view: ItemView): Promise<void> {
    const unread = [...view.unread];
    view.unread.clear();
    for (const [key, note] of unread) {
      const saved = view.saved.get(key);
      const loaded = saved ? await this.load(saved) : null;
      const column = view.columns.get(key);
      // It may have been asked again meanwhile.
      if (!saved || !column || view.saved.get(key) !== saved) continue;
      if (loaded) {
        view.prompts.set(column.label, loaded.prompt);
        endColumn(column, { ...loaded, saved, ...(note === undefined ? {} : { note }) }, view.item.gold);
      } else column.note = vscode.l10n.t('The sample could not be read again from {0}.', saved.file);
    }
    if (this.inView(view.item)) this.postState();
  }

  /** Lets the texts of the earliest items go, if all of each are saved and it is not in view. */
  private unload(): void {
    const loaded = this.views.filter(
      (view) => view.unread.size === 0 && view.saved.size === view.columns.size,
    );
    for (const view of loaded.slice(0, Math.max(0, loaded.length - loadedItems))) {
      if (this.inView(view.item)) continue;
      for (const [key, column] of view.columns) {
        view.unread.set(key, undefined);
        Object.assign(column, { reasoning: '', answer: '' });
      }
    }
  }

  private mutable(item: Item, key: string): Mutable<Column> | undefined {
    return this.byItem.get(viewKey(item))?.columns.get(key);
  }

  private inView(item: Item): boolean {
    const view = this.views[this.current];
    return view !== undefined && viewKey(view.item) === viewKey(item);
  }

  private state(item: Item, column: Mutable<Column>, state: ColumnState, note: string | null): void {
    column.state = state;
    column.note = note;
    if (this.inView(item)) this.postColumn(column);
  }

  private delta(item: Item, column: Mutable<Column>, delta: Delta): void {
    if (column.state !== 'streaming') this.state(item, column, 'streaming', null);
    if (this.inView(item)) this.batch.add(delta);
  }

  private postColumn(column: Column): void {
    const { reasoning, answer, ...rest } = column;
    this.post({ type: 'column', column: rest });
  }
}

/** Two items with one id are two views: their text and place tell them apart. */
function viewKey(item: Item): string {
  const { file, line, bytes } = item.location;
  return JSON.stringify([itemKeyString(item), item.textHash, file, line, bytes?.[0]]);
}
