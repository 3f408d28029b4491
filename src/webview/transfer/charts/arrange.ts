import type { ScaleOptions } from '../../charts.ts';

/** One part of a row or column of axes: an axis and its share of the length, in CSS pixels. */
export interface Part {
  readonly id: string;
  readonly length: number;
  /** Absent for a gap. */
  readonly scale?: ScaleOptions;
}

/** Puts axes end to end: from left to right, or from top to bottom. */
export function endToEnd(axis: 'x' | 'y', parts: readonly Part[]): Record<string, ScaleOptions> {
  const position = axis === 'x' ? 'bottom' : 'left';
  // Chart.js lays out a column from its lower end.
  const ordered = axis === 'x' ? parts : parts.toReversed();
  return Object.fromEntries(
    ordered.map(({ id, length, scale = gap }): [string, ScaleOptions] => [
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

/** Groups of parts with gaps between them. */
export function withGaps(groups: readonly (readonly Part[])[], length: number): Part[] {
  return groups.flatMap((parts, at) =>
    at === 0 ? parts : [{ id: `${parts[0]?.id ?? ''}-gap`, length }, ...parts],
  );
}

export function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
