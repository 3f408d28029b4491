import { nothing, svg, type TemplateResult } from 'lit';
import type { Interval } from '../../core/transfer/transfer.ts';

/** Of a drawing in a cell, in its own units. */
const width = 72;
const height = 9;
const edge = 3;

/**
 * A difference drawn as a dot on its interval, around a line at 0; the numbers beside it say the same.
 *
 * @param reach the largest absolute value that any drawing of the table shows, in points
 */
export function forest(interval: Interval, reach: number): TemplateResult | typeof nothing {
  const { value, low, high } = interval;
  if (value === null || reach <= 0) return nothing;
  const x = (at: number): number =>
    width / 2 + (Math.max(-reach, Math.min(reach, at)) / reach) * (width / 2 - edge);
  const [middle, y] = [width / 2, height / 2];
  return svg`<svg class="forest ${kindOf(interval)}" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <line class="zero" x1=${middle} x2=${middle} y1="0" y2=${height}></line>
    ${
      low === null || high === null
        ? svg`<line class="reach" x1=${middle} x2=${x(value)} y1=${y} y2=${y}></line>`
        : svg`<line class="reach" x1=${x(low)} x2=${x(high)} y1=${y} y2=${y}></line>`
    }
    <circle cx=${x(value)} cy=${y} r="2.6"></circle>
  </svg>`;
}

/** A colour only where there is something to see: not for nothing, nor for an interval that holds 0. */
function kindOf({ value, low, high }: Interval): 'gain' | 'loss' | 'unclear' {
  if (value === null || Math.abs(value) < 0.05) return 'unclear';
  if (low !== null && high !== null && low <= 0 && high >= 0) return 'unclear';
  return value < 0 ? 'loss' : 'gain';
}

/** The largest absolute value among intervals, for drawings on one scale. */
export function reachOf(intervals: Iterable<Interval>): number {
  let most = 0;
  for (const { value, low, high } of intervals)
    most = Math.max(most, Math.abs(value ?? 0), Math.abs(low ?? 0), Math.abs(high ?? 0));
  return most;
}
