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

  isFolded(key: string): boolean {
    return this.#kept.folded.includes(key);
  }

  /** Arranges the columns, in this panel and in those to come. */
  arrange(list: keyof Arrangement, keys: readonly string[]): void {
    this.#keep({ [list]: [...keys] });
    this.#tellLook();
  }

  toggle(what: 'questionOpen' | 'promptOpen' | 'raw' | 'brief'): void {
    this.#keep({ [what]: !this.#kept[what] });
    if (what === 'raw' || what === 'brief') this.#tellLook();
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
