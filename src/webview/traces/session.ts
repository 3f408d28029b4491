import { unpacked } from '../../core/compare/packedAlignment.ts';
import {
  type AlignedColumns,
  type Column,
  type Delta,
  type LiveMeasure,
  runningStates,
  type ToTraces,
  type TracesState,
} from '../../protocol.ts';
import { columnLabels } from './columnLabels.ts';
import { TraceText } from './traceText.ts';
import { announcement, markedRange, type ColumnHead } from './words.ts';

/** One sample in the panel: its head, and its texts, which own their place in the page. */
export interface ColumnModel {
  /** How much has come of a sample that streams; newer than what the head says. */
  live: LiveMeasure | null;
  readonly head: ColumnHead;
  readonly reasoning: TraceText;
  readonly answer: TraceText;
}

export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | {
      readonly kind: 'traces';
      readonly state: Omit<TracesState, 'columns'>;
      readonly columns: ColumnModel[];
    };

export interface SessionEvents {
  /** What is shown changed, texts apart. */
  readonly onShown: (shown: Shown) => void;
  /** The texts of a column grew. */
  readonly onText: (key: string) => void;
  /** A column ended: whole words for a screen reader. */
  readonly onAnnounce: (words: string) => void;
  /** The columns were aligned, or that failed. */
  readonly onAligned: (aligned: AlignedColumns | null) => void;
}

/** Applies the host's messages in order; texts go to the page at most once a frame. */
export class TracesSession {
  readonly #events: SessionEvents;
  #shown: Shown = { kind: 'loading' };
  #waiting: Delta[] = [];
  #frame: number | null = null;
  readonly #announced = new Map<string, string | null>();
  /** Of the item's columns, by key. */
  #labels: ReadonlyMap<string, string> = new Map();

  constructor(events: SessionEvents) {
    this.#events = events;
  }

  receive(message: ToTraces): void {
    switch (message.type) {
      case 'state':
        this.#drop();
        this.#begin(message.state);
        break;
      case 'deltas':
        this.#waiting.push(...message.deltas);
        this.#frame ??= requestAnimationFrame(() => this.flush());
        break;
      case 'sample':
        this.flush();
        this.#replace(message.column);
        break;
      case 'column':
        this.flush();
        this.#update(message.column);
        break;
      case 'progress':
        if (this.#shown.kind === 'traces') {
          const { progress, runsElsewhere } = message;
          this.#show({ ...this.#shown, state: { ...this.#shown.state, progress, runsElsewhere } });
        }
        break;
      case 'aligned':
        // What it is of may wait for the next frame.
        this.flush();
        this.#events.onAligned(
          message.aligned && { ...message.aligned, aligned: unpacked(message.aligned.aligned) },
        );
        break;
      case 'empty':
        this.#drop();
        this.#show({ kind: 'empty', message: message.message });
        break;
    }
  }

  /** Puts everything that waits into the page now. */
  flush(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    const deltas = this.#waiting;
    this.#waiting = [];
    const touched = new Set<ColumnModel>();
    for (const delta of deltas) {
      const column = this.#find(delta.key);
      if (column === undefined) continue;
      if (delta.reclassify === true) {
        column.reasoning.append(column.answer.raw);
        column.answer.replace('', true);
      }
      if (delta.reasoning !== undefined) column.reasoning.append(delta.reasoning);
      if (delta.answer !== undefined) column.answer.append(delta.answer);
      if (delta.live !== undefined) column.live = delta.live;
      touched.add(column);
    }
    // All writes first, then the scrolling that reads the layout: one layout a frame.
    for (const column of touched) {
      this.#events.onText(column.head.key);
      column.reasoning.follow();
      column.answer.follow();
    }
  }

  #begin(next: TracesState): void {
    const { columns, ...state } = next;
    this.#labels = columnLabels(columns);
    const models = columns.map((column) => this.#model(column));
    this.#announced.clear();
    for (const { head } of models) this.#announced.set(head.key, announcement(head));
    this.#show({ kind: 'traces', state, columns: models });
  }

  /** A column that is there already keeps its texts, and so its scroll position, where they only grew. */
  #model(column: Column): ColumnModel {
    const { reasoning, answer, ...own } = column;
    const head = this.#named(own);
    const running = runningStates.has(head.state);
    const old = this.#find(head.key);
    const model: ColumnModel = {
      head,
      live: head.live,
      reasoning: old?.reasoning ?? new TraceText(),
      answer: old?.answer ?? new TraceText(),
    };
    model.reasoning.become(reasoning, running);
    model.answer.become(answer, running);
    if (!running) this.#finish(model);
    return model;
  }

  /** A column shows another sample, or what streamed was not all of it. */
  #replace(column: Column): void {
    const shown = this.#shown;
    const old = this.#find(column.key);
    if (shown.kind !== 'traces' || old === undefined) return;
    const model = this.#model(column);
    this.#show({ ...shown, columns: shown.columns.map((other) => (other === old ? model : other)) });
    this.#announce(model.head, old.head.sample === column.sample);
  }

  #named(head: ColumnHead): ColumnHead {
    return { ...head, label: this.#labels.get(head.key) ?? head.label };
  }

  #update(own: ColumnHead): void {
    const shown = this.#shown;
    const old = this.#find(own.key);
    if (shown.kind !== 'traces' || old === undefined) return;
    const head = this.#named(own);
    const model = { ...old, head, live: head.live };
    if (runningStates.has(head.state)) model.answer.mark(null);
    else this.#finish(model);
    this.#show({ ...shown, columns: shown.columns.map((column) => (column === old ? model : column)) });
    this.#announce(head, true);
  }

  /** @param aloud not where the reader stepped to another sample: what is read out then is the step */
  #announce(head: ColumnHead, aloud: boolean): void {
    const words = announcement(head);
    if (aloud && words !== null && words !== this.#announced.get(head.key)) this.#events.onAnnounce(words);
    this.#announced.set(head.key, words);
  }

  #finish(model: ColumnModel): void {
    model.reasoning.finish();
    model.answer.finish();
    model.answer.mark(markedRange(model.head));
  }

  #find(key: string): ColumnModel | undefined {
    return this.#shown.kind === 'traces'
      ? this.#shown.columns.find((column) => column.head.key === key)
      : undefined;
  }

  #drop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#waiting = [];
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#events.onShown(shown);
  }
}
