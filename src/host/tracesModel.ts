import * as vscode from 'vscode';
import { itemKeyString, type Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { Trace } from '../core/traces/trace.ts';
import type { Column, ColumnState, Delta, ToTraces, TracesState } from '../protocol.ts';
import {
  type ColumnEnd,
  type ColumnStart,
  emptyColumn,
  type Mutable,
  placeWords,
  promptWords,
  restoreToken,
} from './tracesColumn.ts';
import { endWords, flagWords, verdictOf } from './traceWords.ts';

interface ItemView {
  readonly item: Item;
  /** The exact text sent, by label: chat and completions endpoints get different ones. */
  readonly prompts: Map<string, string>;
  readonly columns: Map<string, Mutable<Column>>;
  /** Where the samples that have ended are saved, by column. */
  readonly saved: Map<string, SavedSample>;
  /** The texts were let go; they are on disk. */
  unloaded: boolean;
}

/** Items out of view whose texts stay in memory; of a long evaluation the others are read from disk again. */
const loadedItems = 20;

/**
 * What the traces panel shows: the items of one evaluation, each with its columns. Holds all texts, so
 * that the webview may be hidden, moved or reloaded at any time; says what changed as messages.
 */
export class TracesModel {
  private readonly views: ItemView[] = [];
  private readonly byItem = new Map<string, ItemView>();
  private current = 0;
  private progress: string | null = null;
  private pending = new Map<string, Mutable<Delta>[]>();

  /**
   * @param post gets what changed in the item that is in view
   * @param load reads the texts of a saved sample again; null where that fails
   */
  constructor(
    private readonly post: (message: ToTraces) => void,
    private readonly load: (saved: SavedSample) => Promise<Pick<Trace, 'reasoning' | 'answer'> | null>,
  ) {}

  get item(): Item | null {
    return this.views[this.current]?.item ?? null;
  }

  add(item: Item, columns: readonly ColumnStart[]): void {
    const key = itemKeyString(item);
    let view = this.byItem.get(key);
    if (!view) {
      view = { item, prompts: new Map(), columns: new Map(), saved: new Map(), unloaded: false };
      this.byItem.set(key, view);
      this.views.push(view);
    }
    for (const start of columns) {
      view.columns.set(start.key, emptyColumn(start));
      view.saved.delete(start.key);
    }
  }

  /** Moves to another item of the evaluation. */
  go(to: 'previous' | 'next'): void {
    this.show(this.current + (to === 'next' ? 1 : -1));
  }

  showItem(item: Item): void {
    this.show(this.views.findIndex((view) => itemKeyString(view.item) === itemKeyString(item)));
  }

  private show(index: number): void {
    if (index < 0 || index >= this.views.length) return;
    this.current = index;
    const view = this.views[index];
    if (view?.unloaded) void this.reload(view).then(() => this.inView(view.item) && this.postState());
    else this.postState();
  }

  private async reload(view: ItemView): Promise<void> {
    view.unloaded = false;
    for (const [key, saved] of view.saved) {
      const texts = await this.load(saved);
      const column = view.columns.get(key);
      if (!column) continue;
      if (texts) Object.assign(column, { reasoning: texts.reasoning, answer: texts.answer });
      else column.note = vscode.l10n.t('The text could not be read again from {0}.', saved.file);
    }
  }

  /** Lets the texts of the earliest items go, if all of each are saved and it is not in view. */
  private unload(): void {
    const loaded = this.views.filter((view) => !view.unloaded && view.saved.size === view.columns.size);
    for (const view of loaded.slice(0, Math.max(0, loaded.length - loadedItems))) {
      if (this.inView(view.item)) continue;
      view.unloaded = true;
      for (const column of view.columns.values()) Object.assign(column, { reasoning: '', answer: '' });
    }
  }

  setProgress(progress: string | null): void {
    this.progress = progress;
    this.post({ type: 'progress', progress });
  }

  setPrompt(item: Item, label: string, prompt: string): void {
    const view = this.byItem.get(itemKeyString(item));
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
      case 'queued':
        this.state(
          item,
          column,
          'queued',
          event.ahead === 0 ? null : vscode.l10n.t('{0} ahead in the queue', event.ahead),
        );
        break;
      case 'sent':
        this.state(item, column, 'waiting', null);
        break;
      case 'retrying':
        this.state(
          item,
          column,
          'retrying',
          vscode.l10n.t(
            '{0} Asking again in {1} s (try {2}).',
            event.reason,
            (event.waitMs / 1000).toFixed(event.waitMs < 10_000 ? 1 : 0),
            event.attempt + 1,
          ),
        );
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
    const column = this.mutable(item, key);
    if (!column) return;
    const { trace, score } = end;
    // The trace is the last word on what is reasoning and what is the answer.
    const same = column.reasoning === trace.reasoning && column.answer === trace.answer;
    column.reasoning = trace.reasoning;
    column.answer = trace.answer;
    column.state = trace.status;
    column.note = endWords(trace, end.note);
    if (end.saved) this.byItem.get(itemKeyString(item))?.saved.set(key, end.saved);
    column.flags = trace.flags.map(flagWords);
    column.verdict = verdictOf(score, item.gold);
    column.completionTokens = trace.usage.completionTokens;
    column.reasoningTokens = trace.usage.reasoningTokens;
    column.ttftMs = trace.timing.ttftMs;
    column.durationMs = trace.timing.durationMs;
    this.unload();
    if (!this.inView(item)) return;
    if (same) {
      this.flush();
      this.postColumn(column);
    } else this.postState();
  }

  /** The whole state, for a webview that has just said it is ready. */
  postState(): void {
    this.pending.clear();
    const state = this.snapshot();
    this.post(
      state === null ? { type: 'empty', message: vscode.l10n.t('No traces.') } : { type: 'state', state },
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
    if (this.pending.size === 0) return;
    const deltas = [...this.pending.values()].flat();
    this.pending.clear();
    this.post({ type: 'deltas', deltas });
  }

  private mutable(item: Item, key: string): Mutable<Column> | undefined {
    return this.byItem.get(itemKeyString(item))?.columns.get(key);
  }

  private inView(item: Item): boolean {
    const view = this.views[this.current];
    return view !== undefined && itemKeyString(view.item) === itemKeyString(item);
  }

  private state(item: Item, column: Mutable<Column>, state: ColumnState, note: string | null): void {
    column.state = state;
    column.note = note;
    if (this.inView(item)) this.postColumn(column);
  }

  private delta(item: Item, column: Mutable<Column>, delta: Delta): void {
    const first = column.state !== 'streaming';
    if (first) {
      column.state = 'streaming';
      column.note = null;
    }
    if (!this.inView(item)) return;
    if (first) this.postColumn(column);
    const deltas = this.pending.get(column.key) ?? [];
    this.pending.set(column.key, deltas);
    const last = deltas.at(-1);
    // Order matters only around a reclassification; between two of them texts are joined.
    if (delta.reclassify || last === undefined) deltas.push({ ...delta });
    else {
      if (delta.reasoning !== undefined) last.reasoning = (last.reasoning ?? '') + delta.reasoning;
      if (delta.answer !== undefined) last.answer = (last.answer ?? '') + delta.answer;
    }
  }

  private postColumn(column: Column): void {
    const { reasoning, answer, ...rest } = column;
    this.post({ type: 'column', column: rest });
  }
}
