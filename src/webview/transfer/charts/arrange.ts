import type { ScaleOptions } from '../../charts.ts';

/** One part of a row or column of axes: an axis and its share of the length, in CSS pixels. */
export interface Part {
  readonly id: string;
  readonly length: number;
  /** Absent for a gap. */
  readonly scale?: ScaleOptions;
}

/** Puts axes end to end: from left to right, or from top to bottom. */
export function endToEnd(
  axis: 'x' | 'y',
  position: 'bottom' | 'left',
  parts: readonly Part[],
): Record<string, ScaleOptions> {
  // Chart.js lays out a column from its lower end.
  return Object.fromEntries(
    parts.map(({ id, length, scale = gap }): [string, ScaleOptions] => [
      id,
      { ...scale, axis, position, stack: axis, stackWeight: length },
    ]),
  );
}

/** An axis of nothing. */
const gap: ScaleOptions = {
  type: 'linear',
  ticks: { display: false },
  grid: { display: false },
  border: { display: false },
  min: 0,
  max: 1,
};

/** Parts with gaps between them. */
export function withGaps(parts: readonly Part[], length: number): Part[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [{ id: `${part.id}-gap`, length }, part]));
}
