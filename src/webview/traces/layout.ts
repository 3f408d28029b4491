/** How the reader arranged the columns, by label: kept over items, evaluations and reloads. */
export interface Arrangement {
  /** Labels in the reader's order; others follow in the host's. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Pinned columns stand first and stay in view while the others scroll. */
  readonly pinned: readonly string[];
}

/** Columns by the reader's arrangement: the pinned first, then the others, hidden ones included. */
export function arranged<T>(columns: readonly T[], label: (column: T) => string, by: Arrangement): T[] {
  const rank = (column: T, index: number): number => {
    const place = by.order.indexOf(label(column));
    const rest = place < 0 ? by.order.length + index : place;
    return by.pinned.includes(label(column)) ? rest - by.order.length - columns.length : rest;
  };
  const ranks = new Map(columns.map((column, index) => [column, rank(column, index)]));
  return [...columns].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

/**
 * The order after a label moved one place among `labels`, which are in the order they are seen. Labels that are
 * not there now keep their places at the end. The same order where there is no such place.
 */
export function moved(
  labels: readonly string[],
  label: string,
  to: 'earlier' | 'later',
  { order }: Arrangement,
): readonly string[] {
  const from = labels.indexOf(label);
  const target = from + (to === 'later' ? 1 : -1);
  const other = labels[target];
  if (from < 0 || other === undefined) return order;
  const next = [...labels];
  next[from] = other;
  next[target] = label;
  return [...next, ...order.filter((old) => !next.includes(old))];
}

/** A list with a label added, or without it where it was in it. */
export function toggled(list: readonly string[], label: string): readonly string[] {
  return list.includes(label) ? list.filter((other) => other !== label) : [...list, label];
}
