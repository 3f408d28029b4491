import type { TraceError, TraceStatus, Usage } from '../traces/trace.ts';
import { isSettled } from './union.ts';

/** How one label's samples of a run ended, those saved before included. */
export interface LabelDetails {
  readonly label: string;
  /** Samples that were wanted, and of how many items. */
  readonly samples: number;
  readonly items: number;
  readonly truncated: number;
  readonly failed: number;
  /** Items with a failed sample. */
  readonly failedItems: number;
  /** Items of which no sample is anything but failed, all of them asked. */
  readonly lostItems: number;
  /** Cancelled ones, and those that were never begun. */
  readonly cancelled: number;
  /** Completion tokens as the server counted them; null where it never did. */
  readonly tokens: number | null;
  /** Why the first one failed. */
  readonly error: TraceError | null;
}

interface Counts {
  readonly repeats: number;
  truncated: number;
  failed: number;
  ended: number;
  tokens: number | null;
  error: TraceError | null;
  readonly failedByItem: Map<string, number>;
}

/** Counts by label what happens in a run. */
export class RunDetails {
  readonly #items: number;
  readonly #labels: ReadonlyMap<string, Counts>;

  /** @param repeats how many samples of each item a label is asked for */
  constructor(items: number, repeats: ReadonlyMap<string, number>) {
    this.#items = items;
    this.#labels = new Map([...repeats].map(([label, of]) => [label, noCounts(of)]));
  }

  /** @param item tells the items of the run apart */
  add(
    label: string,
    item: string,
    sample: { readonly status: TraceStatus; readonly usage: Usage; readonly error: TraceError | null },
  ): void {
    const counts = this.#labels.get(label);
    if (counts === undefined) {
      return;
    }
    const { status, usage, error } = sample;
    const { completionTokens } = usage;
    counts.ended += isSettled(status) || status === 'failed' ? 1 : 0;
    counts.truncated += status === 'truncated' ? 1 : 0;
    if (completionTokens !== null) {
      counts.tokens = (counts.tokens ?? 0) + completionTokens;
    }
    if (status === 'failed') {
      counts.failed += 1;
      counts.failedByItem.set(item, (counts.failedByItem.get(item) ?? 0) + 1);
      counts.error ??= error;
    }
  }

  /** A sample that could not be asked for. */
  refuse(label: string): void {
    const counts = this.#labels.get(label);
    if (counts !== undefined) {
      counts.ended += 1;
    }
  }

  /** In the order of the labels. */
  list(): readonly LabelDetails[] {
    return [...this.#labels].map(([label, counts]) => {
      const { repeats, truncated, failed, ended, tokens, error, failedByItem } = counts;
      const samples = this.#items * repeats;
      return {
        label,
        samples,
        items: this.#items,
        truncated,
        failed,
        failedItems: failedByItem.size,
        lostItems: [...failedByItem.values()].filter((count) => count === repeats).length,
        cancelled: samples - ended,
        tokens,
        error,
      };
    });
  }
}

function noCounts(repeats: number): Counts {
  return { repeats, truncated: 0, failed: 0, ended: 0, tokens: null, error: null, failedByItem: new Map() };
}
