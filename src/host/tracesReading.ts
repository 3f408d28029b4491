import type { SavedSample } from '../core/results/savedSample.ts';
import type { SampleEnd } from './tracesColumn.ts';
import type { ItemView } from './tracesItem.ts';
import type { SampleView } from './tracesSample.ts';
import { goldNote } from './traceWords.ts';

/** A sample read from disk again: how it ended, and its prompt; or why it cannot be read. */
export type LoadedSample =
  (SampleEnd & { readonly ok: true; readonly prompt: string }) | { readonly ok: false; readonly why: string };

/** Reads the samples that an item's columns show whose texts are on disk only. */
export class TracesReading {
  /**
   * @param load reads a saved sample again
   * @param onRead told of a sample whose texts are there
   */
  constructor(
    private readonly load: (saved: SavedSample) => Promise<LoadedSample>,
    private readonly onRead: (view: ItemView, sample: SampleView) => void,
  ) {}

  /** Begins to read them. Columns that stand aside are read once they are shown. */
  begin(view: ItemView): void {
    const unread = view.shown.filter(({ unread }) => unread);
    for (const sample of unread) Object.assign(sample, { unread: false, loading: true });
    for (const sample of unread) void this.read(view, sample);
  }

  private async read(view: ItemView, sample: SampleView): Promise<void> {
    const { saved, readNote } = sample;
    if (!saved) return;
    const loaded = await this.loaded(saved);
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
    this.onRead(view, sample);
  }

  /** What fails in a way that nobody expected must not seem to be read for ever. */
  private async loaded(saved: SavedSample): Promise<LoadedSample> {
    try {
      return await this.load(saved);
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) };
    }
  }
}
