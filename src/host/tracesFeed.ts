import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { GenerateEvent } from '../core/traces/generate.ts';
import type { ColumnState, ToTraces } from '../protocol.ts';
import type { SampleEnd, VerdictsOf } from './tracesColumn.ts';
import type { ItemView } from './tracesItem.ts';
import { ItemViews } from './tracesItems.ts';
import { TracesMessages } from './tracesMessages.ts';
import { type LoadedSample, TracesReading } from './tracesReading.ts';
import type { SampleView } from './tracesSample.ts';

/** Takes what runs and the disk tell of the panel's samples, and says what of it is in view. */
export class TracesFeed {
  protected readonly views = new ItemViews();
  protected readonly messages: TracesMessages;
  private readonly reading: TracesReading;

  /**
   * @param post gets what changed in the item that is in view
   * @param load reads a saved sample again
   * @param verdictsOf what was said of a saved sample since
   */
  constructor(
    post: (message: ToTraces) => void,
    load: (saved: SavedSample) => Promise<LoadedSample>,
    protected readonly verdictsOf: VerdictsOf = () => null,
  ) {
    this.messages = new TracesMessages(this.views, post, verdictsOf);
    this.reading = new TracesReading(load, (view, sample) => {
      const column = view.shownBy(sample);
      if (column !== null) this.messages.sample(view, column);
    });
  }

  setPrompt(item: Item, key: string, prompt: string): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample || sample.shown.prompt === prompt) return;
    sample.shown.prompt = prompt;
    this.messages.column(view, sample);
  }

  /** A sample whose prompt could not be built. */
  refuse(item: Item, key: string, why: string): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    Object.assign(sample.shown, { state: 'failed', note: why });
    this.views.account(view);
    this.messages.column(view, sample);
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
    if (this.views.shown === view) this.read(view);
  }

  /** Whether a sample of an item is being asked. */
  stateOf(item: Item, key: string): ColumnState | null {
    return this.find(item, key).sample?.shown.state ?? null;
  }

  generate(item: Item, key: string, event: GenerateEvent): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    const { head, delta } = sample.receive(event, Date.now());
    if (head) {
      this.views.account(view);
      this.messages.column(view, sample);
    }
    const column = view.shownBy(sample);
    if (delta && column !== null) this.messages.grew(view, column, delta);
  }

  end(item: Item, key: string, end: SampleEnd): void {
    const { view, sample } = this.find(item, key);
    if (!view || !sample) return;
    // The trace is the last word on what is reasoning and what is the answer.
    const { reasoning, answer } = sample.shown;
    const same = reasoning === end.trace.reasoning && answer === end.trace.answer;
    sample.end(end, item.gold);
    this.views.account(view);
    this.views.unload();
    if (this.views.shown !== view) return;
    this.messages.flush();
    if (same || view.shownBy(sample) === null) this.messages.column(view, sample);
    else this.messages.sample(view, view.columnOf(sample));
  }

  setProgress(progress: string | null): void {
    this.messages.setProgress(progress);
  }

  /** Reads the samples in view whose texts are on disk only. */
  protected read(view: ItemView): void {
    this.reading.begin(view);
    this.views.account(view);
    this.views.unload();
  }

  private find(item: Item, key: string): { view?: ItemView | undefined; sample?: SampleView | undefined } {
    const view = this.views.of(item);
    return { view, sample: view?.sample(key) };
  }
}
