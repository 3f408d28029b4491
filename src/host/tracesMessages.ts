import * as vscode from 'vscode';
import type { ToTraces, TracesState } from '../protocol.ts';
import { DeltaBatch } from './deltaBatch.ts';
import type { GrownText, VerdictsOf } from './tracesColumn.ts';
import type { ItemView } from './tracesItem.ts';
import type { ItemViews } from './tracesItems.ts';
import { placeKey, placeWords, restoreToken } from './tracesPlace.ts';
import type { SampleView } from './tracesSample.ts';

/** Tells the webview of the item in view: all of it, or what changed. What is of other items is not told. */
export class TracesMessages {
  private readonly batch = new DeltaBatch();
  private progress: string | null = null;
  private progressed = false;
  private empty: string | null = null;
  /** The column that the reader asked for, and the item it is of. */
  asked: (NonNullable<TracesState['asked']> & { readonly view: ItemView }) | null = null;

  constructor(
    private readonly views: ItemViews,
    private readonly post: (message: ToTraces) => void,
    private readonly verdictsOf: VerdictsOf,
  ) {}

  /** The whole state. */
  state(): void {
    this.batch.take();
    const state = this.snapshot();
    this.post(
      state === null
        ? { type: 'empty', message: this.empty ?? vscode.l10n.t('No traces.') }
        : { type: 'state', state },
    );
  }

  snapshot(): TracesState | null {
    const view = this.views.shown;
    if (!view) return null;
    const { item } = view;
    return {
      item: {
        key: placeKey(item),
        benchmark: item.benchmark,
        domain: item.domain,
        id: item.task === null ? item.id : `${item.task} · ${item.id}`,
        question: item.question,
        gold: item.gold,
        place: placeWords(item),
      },
      position: [this.views.place, this.views.size],
      columns: view.allColumns(Date.now(), this.verdictsOf),
      asked: this.askedIn(view),
      progress: this.progress,
      runsElsewhere: this.views.runsBeside,
      restore: restoreToken(item, view.shownAlone),
      ...(view.askedAt === null ? {} : { askedAt: view.askedAt }),
    };
  }

  private askedIn(view: ItemView): TracesState['asked'] {
    if (this.asked?.view !== view) return null;
    const { key, at, beside } = this.asked;
    return { key, at, ...(beside === undefined ? {} : { beside }) };
  }

  /** All of the column that a sample is in but its texts. */
  column(view: ItemView, sample: SampleView): void {
    const column =
      this.views.shown === view ? view.column(view.columnOf(sample), Date.now(), this.verdictsOf) : undefined;
    if (!column) return;
    const { reasoning: _reasoning, answer: _answer, ...head } = column;
    this.post({ type: 'column', column: head });
  }

  /** A column with its texts. */
  sample(view: ItemView, key: string): void {
    const column = view.column(key, Date.now(), this.verdictsOf);
    if (column && this.views.shown === view) this.post({ type: 'sample', column });
  }

  /** How the texts grew that a column shows; it goes with the next `flush`. */
  grew(view: ItemView, column: string, grown: GrownText): void {
    if (this.views.shown === view) this.batch.add({ key: column, ...grown });
  }

  /** What to say while there is no item; null for that there is none. */
  setEmpty(words: string | null): void {
    this.empty = words;
    if (this.views.shown === undefined) this.state();
  }

  setProgress(progress: string | null): void {
    this.progress = progress;
    this.progressed = true;
    if (progress === null) this.flush();
  }

  /** What has grown since the last call. */
  flush(): void {
    const deltas = this.batch.take();
    if (deltas.length > 0) this.post({ type: 'deltas', deltas });
    if (!this.progressed) return;
    this.progressed = false;
    this.post({ type: 'progress', progress: this.progress, runsElsewhere: this.views.runsBeside });
  }
}
