import type { DirectComparison, Transfer } from '../../core/transfer/transfer.ts';
import type { FlipList } from '../../core/transfer/flipList.ts';
import type {
  FromTransfer,
  ToTransfer,
  TransferChoice,
  TransferMemory,
  TransferState,
} from '../../protocol.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { type ChartInput, type ChartName, chartNames } from './charts/chartNames.ts';
import { type DirectPair, sameDirect } from './directModels.ts';
import type { Empty } from './emptyState.ts';
import { type FlipsActions, type FlipsPair, type OpenFlips, samePair } from './flips.ts';
import { Memory } from './memory.ts';
import { benchmarkOf, type Shown, shownOf } from './model.ts';
import { nextSort } from './order.ts';

export type Content =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly empty: Empty }
  | { readonly kind: 'data'; readonly shown: Shown };

/** What the panel shows, what the reader chose, and what was asked of the host. Knows no page. */
export class TransferStore {
  content: Content = { kind: 'loading' };
  /** σ under the cohort that was left last. */
  sigmaBefore: Transfer['sigma'] = null;
  /** What the two models are directly, where that is open and has come, or could not be computed. */
  direct: DirectComparison | 'failed' | null = null;
  readonly post: (message: FromTransfer) => void;
  readonly #memory: Memory;
  readonly #changed: () => void;
  /** Chosen and not answered yet. */
  #asked: TransferChoice | null = null;
  #list: FlipList | 'waiting' | null = 'waiting';
  #openFlips: OpenFlips | null = null;
  #chartInput: ChartInput | null = null;

  constructor(api: VsCodeApi<FromTransfer>, changed: () => void) {
    this.#memory = new Memory(api);
    this.post = (message) => api.postMessage(message);
    this.#changed = changed;
  }

  start(): void {
    const { kept, isNew } = this.#memory;
    this.post(isNew ? { type: 'ready' } : { type: 'ready', choice: kept.choice });
  }

  get kept(): TransferMemory {
    return this.#memory.kept;
  }

  keep(change: Partial<TransferMemory>): void {
    this.#memory.keep(change);
    // Where the page is scrolled to changes nothing that is drawn.
    if (!('scroll' in change)) this.#changed();
  }

  get #state(): TransferState | null {
    return this.content.kind === 'data' ? this.content.shown.state : null;
  }

  receive(message: Exclude<ToTransfer, { type: 'reveal' }>): void {
    switch (message.type) {
      case 'data':
        this.#show(message.state);
        break;
      case 'other-verdicts':
        this.#addOther(message.transfer);
        break;
      case 'empty':
        this.content = { kind: 'empty', empty: message };
        this.#askOpen();
        break;
      case 'flips':
        if (this.kept.flips !== null && samePair(this.kept.flips, message)) this.#list = message.list;
        break;
      case 'direct':
        if (this.kept.direct !== null && sameDirect(this.kept.direct, message))
          this.direct = message.comparison ?? 'failed';
        break;
    }
    this.#changed();
  }

  #show(state: TransferState): void {
    const before = this.#state?.transfer ?? null;
    const { variant, level, verdicts, sigma } = state.transfer;
    if (this.#asked === null && JSON.stringify(before?.sigma) !== JSON.stringify(sigma))
      this.sigmaBefore = null;
    const asked = this.#asked ?? this.kept.choice;
    if (asked.variant === variant && asked.level === level && asked.verdicts === verdicts) this.#asked = null;
    this.#memory.keep({ choice: { variant, level, verdicts, cohort: asked.cohort } });
    this.content = { kind: 'data', shown: shownOf(state, this.kept.base) };
    // Under a new choice values come first and intervals later: what is open is read once, at the end.
    if (!state.pending || this.#list === 'waiting') this.#askOpen();
  }

  /** Nothing else is drawn or asked for again. */
  #addOther(transfer: Transfer | null): void {
    if (this.content.kind !== 'data') return;
    const { shown } = this.content;
    const state: TransferState = {
      ...shown.state,
      otherVerdicts: transfer ?? shown.state.otherVerdicts,
      otherIntervals: transfer === null ? 'failed' : 'done',
    };
    this.content = { kind: 'data', shown: { ...shown, state } };
  }

  /** Reads again what is open item by item: the results may have changed. */
  #askOpen(): void {
    const { flips, direct } = this.kept;
    if (flips !== null) this.post({ type: 'flips', ...flips });
    if (direct !== null) this.post({ type: 'direct', ...direct });
  }

  /** As it is asked for now, answered or not. */
  get chosen(): TransferChoice {
    return this.#asked ?? this.kept.choice;
  }

  choose(change: Partial<TransferChoice>): void {
    this.sigmaBefore = 'cohort' in change ? (this.#state?.transfer.sigma ?? null) : null;
    this.#asked = { ...this.chosen, ...change };
    this.#memory.keep({ choice: this.#asked });
    this.post({ type: 'choose', choice: this.#asked });
    this.#changed();
  }

  setBase(base: string | null): void {
    this.#memory.keep({ base });
    if (this.content.kind === 'data')
      this.content = { kind: 'data', shown: shownOf(this.content.shown.state, base) };
    this.#changed();
  }

  sort(by: string): void {
    this.keep({ sort: nextSort(this.kept.sort, by) });
  }

  toggleHidden(model: string): void {
    const { hidden } = this.kept;
    this.keep({
      hidden: hidden.includes(model) ? hidden.filter((one) => one !== model) : [...hidden, model],
    });
  }

  get chart(): ChartName {
    return chartNames.find((name) => name === this.kept.chart) ?? chartNames[0];
  }

  /** The same object while nothing in it changed, so that a chart is drawn again only for a reason. */
  chartInput({ models, state }: Shown): ChartInput {
    const { hidden } = this.kept;
    const before = this.#chartInput;
    if (
      before?.models === models &&
      before.transfer === state.transfer &&
      before.hidden.size === hidden.length &&
      hidden.every((model) => before.hidden.has(model))
    )
      return before;
    this.#chartInput = { models, transfer: state.transfer, hidden: new Set(hidden) };
    return this.#chartInput;
  }

  /** Opens the items of two models on a benchmark. */
  open(pair: FlipsPair): void {
    const { flips } = this.kept;
    if (flips === null || !samePair(flips, pair)) {
      this.#list = 'waiting';
      this.post({ type: 'flips', ...pair });
    }
    this.keep({ flips: { ...pair } });
  }

  get openFlips(): OpenFlips | null {
    const { flips } = this.kept;
    if (flips === null) return (this.#openFlips = null);
    const comparison = this.#comparisonOf(flips);
    const level = this.#state?.transfer.level ?? this.#compared?.level ?? 95;
    const before = this.#openFlips;
    if (
      before !== null &&
      samePair(before.pair, flips) &&
      before.list === this.#list &&
      before.comparison === comparison &&
      before.level === level
    )
      return before;
    return (this.#openFlips = { pair: flips, list: this.#list, comparison, level });
  }

  #comparisonOf({ left, right, benchmark }: FlipsPair): OpenFlips['comparison'] {
    const model = this.#state?.transfer.models.find((one) => one.model === right && one.base === left);
    const own = model === undefined ? undefined : benchmarkOf(model, benchmark);
    if (own !== undefined) return own;
    const direct = this.#compared;
    if (direct === null || !sameDirect(direct, { left, right })) return null;
    return direct.benchmarks.find((one) => one.benchmark === benchmark) ?? null;
  }

  get #compared(): DirectComparison | null {
    return this.direct === 'failed' ? null : this.direct;
  }

  flipsActions(closed: () => void): FlipsActions {
    return {
      onItem: ({ left, right }, group) => this.post({ type: 'open-item', group, left, right }),
      onCompare: ({ left, right }, group) => this.post({ type: 'compare-item', group, left, right }),
      onAskAgain: ({ left, right }, groups) =>
        this.post({ type: 'evaluate-items', groups: [...groups], left, right }),
      onFile: (file) => this.post({ type: 'open-file', file }),
      onClose: () => {
        this.keep({ flips: null });
        closed();
      },
    };
  }

  openDirect(pair: DirectPair | null): void {
    this.direct = null;
    if (pair !== null) this.post({ type: 'direct', ...pair });
    this.keep({ direct: pair === null ? null : { ...pair } });
  }
}
