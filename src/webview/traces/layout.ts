/** How the reader arranged the columns, by their keys: kept over items, evaluations and reloads. */
export interface Arrangement {
  /** Keys in the reader's order; others follow in the host's. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Pinned columns stand first and stay in view while the others scroll. */
  readonly pinned: readonly string[];
}

/** Columns by the reader's arrangement: the pinned first, then the others, hidden ones included. */
export function arranged<T>(columns: readonly T[], key: (column: T) => string, by: Arrangement): T[] {
  const rank = (column: T, index: number): number => {
    const place = by.order.indexOf(key(column));
    const rest = place < 0 ? by.order.length + index : place;
    return by.pinned.includes(key(column)) ? rest - by.order.length - columns.length : rest;
  };
  const ranks = new Map(columns.map((column, index) => [column, rank(column, index)]));
  return [...columns].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

/**
 * The order after a key moved one place among `keys`, which are in the order they are seen. Keys that are
 * not there now keep their places at the end. The same order where there is no such place.
 */
export function moved(
  keys: readonly string[],
  key: string,
  to: 'earlier' | 'later',
  { order }: Arrangement,
): readonly string[] {
  const from = keys.indexOf(key);
  const target = from + (to === 'later' ? 1 : -1);
  const other = keys[target];
  if (from < 0 || other === undefined) return order;
  const next = [...keys];
  next[from] = other;
  next[target] = key;
  return [...next, ...order.filter((old) => !next.includes(old))];
}

/** A list with a key added, or without it where it was in it. */
export function toggled(list: readonly string[], key: string): readonly string[] {
  return list.includes(key) ? list.filter((other) => other !== key) : [...list, key];
}
