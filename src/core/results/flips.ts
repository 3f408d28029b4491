import type { ModelRelation } from '../endpoint.ts';
import type { ItemRow } from './itemTable.ts';

export type ItemFlip = 'learned' | 'forgotten';

/**
 * What became of an item from a base to the models tuned from it: one of both is right in all its samples, the other
 * in none. A verdict is compared with the base's of the same tool where there is one; only leading rows count.
 */
export function flipsOf(
  rows: readonly ItemRow[],
  relations: readonly ModelRelation[],
): ReadonlyMap<ItemRow, ItemFlip> {
  const flips = new Map<ItemRow, ItemFlip>();
  const leading = rows.filter((row) => row.leading && row.passRate !== null);
  const is = (row: ItemRow, name: string): boolean => row.label === name || row.model === name;
  for (const row of leading) {
    const own = relations.find(({ model, base }) => base !== undefined && is(row, model))?.base;
    if (own === undefined) continue;
    const bases = leading.filter((other) => is(other, own));
    const base = bases.find((other) => other.newest.tool?.format === row.newest.tool?.format) ?? bases[0];
    if (base?.passRate === 0 && row.passRate === 1) flips.set(row, 'learned');
    if (base?.passRate === 1 && row.passRate === 0) flips.set(row, 'forgotten');
  }
  return flips;
}
