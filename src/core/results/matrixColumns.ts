import type { MatrixColumn } from './matrix.ts';

/**
 * The order in which columns are shown, as places in the given list: each base with the models tuned from it after
 * it, then those whose base is not here. Within a family, and among families, the given order stays.
 */
export function columnOrder(columns: readonly MatrixColumn[]): number[] {
  const at = new Map(columns.map(({ key }, index) => [key, index]));
  const tunedFrom = new Map<number, number[]>();
  for (const [index, { base }] of columns.entries()) {
    const from = base === null ? undefined : at.get(base);
    if (from === undefined || from === index) continue;
    tunedFrom.set(from, [...(tunedFrom.get(from) ?? []), index]);
  }
  const order = new Set<number>();
  const family = (index: number): void => {
    // A model tuned from a tuned one stands behind that one; one that is its own ancestor stands once.
    if (order.has(index)) return;
    order.add(index);
    tunedFrom.get(index)?.forEach(family);
  };
  const isTuned = (index: number): boolean => {
    const base = columns[index]?.base ?? null;
    return base !== null && at.has(base) && at.get(base) !== index;
  };
  const all = columns.map((_, index) => index);
  const roots = all.filter((index) => !isTuned(index));
  const leads = (index: number): boolean => tunedFrom.has(index) || columns[index]?.role === 'base';
  roots.filter(leads).forEach(family);
  roots.forEach(family);
  all.forEach(family);
  return [...order];
}

/** By shown column, the shown column of its base; -1 where it has none. */
export function baseColumns(shown: readonly MatrixColumn[]): Int32Array {
  const at = new Map(shown.map(({ key }, index) => [key, index]));
  return Int32Array.from(shown, ({ base }, index) => {
    const from = base === null ? undefined : at.get(base);
    return from === undefined || from === index ? -1 : from;
  });
}
