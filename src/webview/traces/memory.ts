import {
  parseTracesLook,
  parseTracesMemory,
  type FromTraces,
  type TracesLook,
  type TracesMemory,
} from '../../protocol.ts';
import type { AlignedLook } from './aligned/alignedControl.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { toggled, type Arrangement } from './layout.ts';

/** What the reader folded and arranged, kept over hiding and reload beside what the host needs to restore the panel. */
export class Memory {
  readonly #api: VsCodeApi<FromTraces>;
  #kept: TracesMemory;

  constructor(api: VsCodeApi<FromTraces>) {
    this.#api = api;
    this.#kept = parseTracesMemory(api.getState()) ?? {
      restore: '',
      questionOpen: false,
      promptOpen: false,
      folded: [],
      takenIn: null,
      askedAt: 0,
      ...lastLook(),
    };
  }

  get questionOpen(): boolean {
    return this.#kept.questionOpen;
  }

  get promptOpen(): boolean {
    return this.#kept.promptOpen;
  }

  get raw(): boolean {
    return this.#kept.raw;
  }

  get brief(): boolean {
    return this.#kept.brief;
  }

  get arrangement(): Arrangement {
    return this.#kept;
  }

  /** How the columns are to be aligned. */
  get aligned(): AlignedLook {
    return this.#kept;
  }

  /** Aligns the columns in another way, in this panel and in those to come. */
  align(change: Partial<AlignedLook>): void {
    this.#keep(change);
    this.#tellLook();
  }

  /** The columns that are taken into the alignment, by key; null before two are aligned. */
  get takenIn(): readonly string[] | null {
    return this.#kept.takenIn;
  }

  /** Of this panel alone: in another one other columns are aligned. */
  takeIn(keys: readonly string[] | null): void {
    this.#keep({ takenIn: keys === null ? null : [...keys] });
  }

  /** Heeds when the reader asked for the item; false where that was heeded before. */
  heed(askedAt: number): boolean {
    if (askedAt <= this.#kept.askedAt) return false;
    this.#keep({ askedAt });
    return true;
  }

  /** Whether aligned columns show their measures and all of their verdicts. */
  get alignedDetails(): boolean {
    return this.#kept.alignedDetails;
  }

  isFolded(key: string): boolean {
    return this.#kept.folded.includes(key);
  }

  /** Arranges the columns, in this panel and in those to come. */
  arrange(list: keyof Arrangement, keys: readonly string[]): void {
    this.#keep({ [list]: [...keys] });
    this.#tellLook();
  }

  toggle(what: 'questionOpen' | 'promptOpen' | 'raw' | 'brief' | 'alignedDetails'): void {
    this.#keep({ [what]: !this.#kept[what] });
    if (what !== 'questionOpen' && what !== 'promptOpen') this.#tellLook();
  }

  toggleFolded(key: string): void {
    this.#keep({ folded: [...toggled(this.#kept.folded, key)] });
  }

  /** What the host needs to show this panel again; asked for with every change of what is shown. */
  keepRestore(restore: string): void {
    if (restore !== this.#kept.restore) this.#keep({ restore });
  }

  #keep(change: Partial<TracesMemory>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#api.setState(this.#kept);
  }

  #tellLook(): void {
    this.#api.postMessage({ type: 'look', look: parseTracesLook(this.#kept) });
  }
}

/** How the reader wanted the last panel to look, as the host wrote it into the page. */
function lastLook(): TracesLook {
  try {
    const meta = document.querySelector<HTMLMetaElement>('meta[name=look]');
    return parseTracesLook(JSON.parse(meta?.content ?? '{}'));
  } catch {
    return parseTracesLook({});
  }
}
