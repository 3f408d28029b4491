import type { AlignedRow, AlignedTrace } from '../../../core/compare/alignedTraces.ts';

/** 0-based rows, ascending. */
export type Places = readonly number[];

/** Where something differs: each pair that is not the same, and where steps without a partner begin. */
export function differences(rows: readonly AlignedRow[]): Places {
  return rows.flatMap((row, at) => {
    if (row.same) return [];
    const before = rows[at - 1];
    return isAlone(row) && before !== undefined && isAlone(before) ? [] : [at];
  });
}

export function disagreements(rows: readonly AlignedRow[]): Places {
  return rows.flatMap(({ disagrees }, at) => (disagrees ? [at] : []));
}

/** Where traces part from the reference. */
export function divergences(traces: readonly AlignedTrace[]): Places {
  const rows = traces.flatMap(({ divergence }) => (divergence === null ? [] : [divergence.row]));
  return [...new Set(rows)].sort((a, b) => a - b);
}

/**
 * Index of the next place behind a row, or of the last before it, around the ends; -1 where there is none.
 *
 * @param row 0-based; -1 before the first
 */
export function stepFrom(places: Places, row: number, by: 1 | -1): number {
  if (places.length === 0) return -1;
  if (by > 0)
    return Math.max(
      0,
      places.findIndex((place) => place > row),
    );
  const before = places.findLastIndex((place) => place < row);
  return before < 0 ? places.length - 1 : before;
}

/** No step of it stands beside a partner. */
function isAlone({ same, cells }: AlignedRow): boolean {
  return !same && cells.every((steps) => steps.every(({ state }) => state === 'apart' || state === 'moved'));
}
