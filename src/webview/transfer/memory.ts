import { parseTransferMemory, type FromTransfer, type TransferMemory } from '../../protocol.ts';
import { KeptState } from '../keptState.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

/** Where the reader is and what they chose, kept over hiding and reload. */
export class Memory {
  readonly #state: KeptState<TransferMemory>;

  constructor(api: VsCodeApi<FromTransfer>) {
    this.#state = new KeptState(api, parseTransferMemory, nothingKept);
  }

  /** Whether no earlier view kept anything. */
  get isNew(): boolean {
    return this.#state.kept === null;
  }

  get kept(): TransferMemory {
    return this.#state.kept ?? nothingKept;
  }

  keep(change: Partial<TransferMemory>): void {
    this.#state.keep(change);
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
