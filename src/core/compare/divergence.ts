import type { Step } from '../traces/steps.ts';
import type { Divergence } from './alignedTraces.ts';
import type { Comparison } from './comparison.ts';

/** So much of both texts must follow where traces part: a last step that one has alone is no parting. */
const LEAST_REST = 0.1;
/** By so much the share with a partner must be smaller from there on than before. */
const LEAST_CHANGE = 0.5;

/** The steps of one of two traces, and the 0-based row of each. */
export interface PlacedSteps {
  readonly steps: readonly Step[];
  readonly rows: readonly number[];
}

/**
 * Where two traces part. Of all rows that one is taken before which most text has a partner and from which on most has
 * none, both in characters. There they part (`parts`), if that is more than half on either side, the shares differ by
 * half, and at least a tenth of both texts follows; what is apart from the first row on has nothing before it. Where
 * they part nowhere, it is the first row in which a step has no partner or a pair disagrees (`differs`). Null where
 * every step has a partner that says the same in other words or another order. Linear in the steps.
 */
export function divergenceOf(
  comparison: Comparison,
  left: PlacedSteps,
  right: PlacedSteps,
): Divergence | null {
  const rows = Math.max(-1, ...lastRow(left), ...lastRow(right)) + 1;
  const [paired, alone] = [new Float64Array(rows), new Float64Array(rows)];
  let differs = Infinity;
  for (const entry of comparison.entries) {
    const isPair = entry.left !== null && entry.right !== null;
    const weights = isPair ? paired : alone;
    const places = [placeOf(left, entry.left), placeOf(right, entry.right)];
    for (const place of places) {
      if (place === null) continue;
      weights[place.row] = (weights[place.row] ?? 0) + place.length;
      if (!isPair || entry.disagrees) differs = Math.min(differs, place.row);
    }
  }
  const parts = partingRow(paired, alone);
  if (parts !== null) return { row: parts, kind: 'parts' };
  return differs === Infinity ? null : { row: differs, kind: 'differs' };
}

function lastRow({ rows }: PlacedSteps): number[] {
  const last = rows.at(-1);
  return last === undefined ? [] : [last];
}

function placeOf({ steps, rows }: PlacedSteps, at: number | null): { row: number; length: number } | null {
  const [step, row] = at === null ? [] : [steps[at], rows[at]];
  return step === undefined || row === undefined ? null : { row, length: step.end - step.start };
}

/** @param paired characters of each row with a partner, and without */
function partingRow(paired: Float64Array, alone: Float64Array): number | null {
  const sum = (all: Float64Array): number => all.reduce((total, one) => total + one, 0);
  const [allPaired, allAlone] = [sum(paired), sum(alone)];
  let [before, aloneBefore] = [0, 0];
  let best: { readonly row: number; readonly before: number; readonly aloneBefore: number } | null = null;
  let most = -1;
  for (let row = 0; row < paired.length; row += 1) {
    const score = before + allAlone - aloneBefore;
    if ((alone[row] ?? 0) > 0 && score > most) {
      most = score;
      best = { row, before, aloneBefore };
    }
    before += paired[row] ?? 0;
    aloneBefore += alone[row] ?? 0;
  }
  if (best === null) return null;
  const front = best.before + best.aloneBefore;
  const rest = allPaired + allAlone - front;
  const pairedShare = front === 0 ? 1 : best.before / front;
  const aloneShare = (allAlone - best.aloneBefore) / rest;
  const isParting =
    pairedShare > 0.5 &&
    aloneShare > 0.5 &&
    pairedShare + aloneShare - 1 >= LEAST_CHANGE &&
    rest >= LEAST_REST * (allPaired + allAlone);
  return isParting ? best.row : null;
}
