import type { Item } from '../core/items/item.ts';

/** An evaluation under way, as the status bar shows it. */
export interface RunningEvaluation {
  /** Its benchmarks, and the id where it is one item. */
  readonly title: string;
  readonly labels: readonly string[];
  /** Samples that have ended, of all it asks for. */
  readonly done: number;
  readonly of: number;
  readonly cancel: () => void;
  /** Shows the traces of its first item that has not ended. */
  readonly show: () => void;
}

/** How many samples of several evaluations are done, and of how many. */
export function progressOf(running: readonly Pick<RunningEvaluation, 'done' | 'of'>[]): {
  readonly done: number;
  readonly of: number;
} {
  return {
    done: running.reduce((sum, each) => sum + each.done, 0),
    of: running.reduce((sum, each) => sum + each.of, 0),
  };
}

/** Its benchmarks, and the id of an only item. */
export function titleOf(items: readonly Item[]): string {
  const benchmarks = [...new Set(items.map(({ benchmark }) => benchmark))].join(', ');
  const [only, ...more] = items;
  return only && more.length === 0 ? `${benchmarks} · ${only.id}` : benchmarks;
}
