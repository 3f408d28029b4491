import { fieldValues } from './fieldValues.ts';
import { compareNames } from './nameOrder.ts';
import type { MatrixItem } from './matrix.ts';

/** A field that items can be chosen by. */
export interface MatrixField {
  readonly name: string;
  /** In the order of numbers and letters. */
  readonly values: readonly { readonly value: string; readonly items: number }[];
}

/** A list of more is no choice. */
const mostValues = 200;

/**
 * The fields of these items that tell them apart: those with more than one value, of which some are shared and
 * which are not too many. In the order in which the items have them.
 */
export function matrixFields(items: readonly MatrixItem[]): MatrixField[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { fields } of items) {
    for (const [name, text] of Object.entries(fields)) {
      const values = counts.get(name) ?? new Map<string, number>();
      counts.set(name, values);
      for (const value of fieldValues(text)) values.set(value, (values.get(value) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([name, values]) => {
    const items = [...values.values()].reduce((sum, count) => sum + count, 0);
    if (values.size < 2 || values.size > mostValues || values.size === items) return [];
    const sorted = [...values]
      .map(([value, items]) => ({ value, items }))
      .sort((a, b) => compareNames(a.value, b.value));
    return [{ name, values: sorted }];
  });
}
