import { instructionCount } from '../scorers/ifeval/item.ts';
import { meanOf } from './questionMeasures.ts';

/**
 * Of how many parts the score of an item is the share, each of which weighs the same in a run: the instructions of an
 * item of IFEval, whose published measure by instruction is all followed ones over all. Undefined for other benchmarks,
 * whose items weigh the same.
 */
export function itemParts(benchmark: string, record: unknown): number | undefined {
  return benchmark === 'IFEval' ? (instructionCount(record) ?? undefined) : undefined;
}

/** What one item gives: a value in [0, 1] for each repeat, at least one. */
export interface ItemValues {
  readonly values: readonly number[];
  /** See `itemParts`. */
  readonly parts: number | undefined;
}

/** A mean over items with its standard error; that is null below two items, and for parts. */
export interface ItemMean {
  readonly value: number;
  readonly stderr: number | null;
}

/**
 * The mean over items of the mean over repeats; of items made of parts the right parts over all parts, where a repeat
 * counts as an equal share of its item.
 *
 * @param items at least one
 */
export function itemMean(items: readonly ItemValues[]): ItemMean {
  const means = items.map(({ values }) => meanOf(values).value);
  if (items.every(({ parts }) => parts === undefined)) return meanOf(means);
  const weights = items.map(({ parts }) => parts ?? 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    value: means.reduce((sum, value, index) => sum + value * (weights[index] ?? 1), 0) / all,
    stderr: null,
  };
}

/** Whether a measure of a score is a share of the parts of its item; others are of the item as a whole. */
export function isOfParts(measure: string): boolean {
  return measure.startsWith('inst_level_');
}
