import { parseTransferMemory, type FromTransfer, type TransferMemory } from '../../protocol.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

/** Scrolling changes what is kept in every frame. */
const pauseMs = 150;

/** Where the reader is and what they chose, kept over hiding and reload. */
export class Memory {
  readonly #api: VsCodeApi<FromTransfer>;
  /** Null in a view that has never shown anything. */
  #kept: TransferMemory | null;
  #timer: number | null = null;

  constructor(api: VsCodeApi<FromTransfer>) {
    this.#api = api;
    this.#kept = parseTransferMemory(api.getState());
    window.addEventListener('pagehide', () => this.#write());
  }

  /** Whether an earlier view kept something. */
  get isNew(): boolean {
    return this.#kept === null;
  }

  get kept(): TransferMemory {
    return this.#kept ?? nothingKept;
  }

  keep(change: Partial<TransferMemory>): void {
    this.#kept = { ...this.kept, ...change };
    this.#timer ??= window.setTimeout(() => this.#write(), pauseMs);
  }

  #write(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#api.setState(this.#kept);
  }
}

const nothingKept: TransferMemory = {
  choice: { variant: 'v2-cohort', level: 95, cohort: null, verdicts: 'stored' },
  base: null,
  hidden: [],
  chart: '',
  chartTable: false,
  sort: { by: 'base', descending: false },
  flips: null,
  direct: null,
  scroll: 0,
};
