import type { Step } from '../traces/steps.ts';
import type { Divergence } from './alignedTraces.ts';
import type { Comparison } from './comparison.ts';

/** So much of both texts must follow where traces part: a last step that one has alone is no parting. */
const LEAST_REST = 0.1;
/** By so much the share with a partner must be smaller from there on than before. */
const LEAST_CHANGE = 0.5;
/** Of no side that goes on may more have a partner, or they did not part. */
const MOST_PAIRED = 0.5;

/** The steps of one of two traces, and the 0-based row of each. */
export interface PlacedSteps {
  readonly steps: readonly Step[];
  readonly rows: readonly number[];
  /** 0-based index of the step that first states the final answer, where the two end with different ones; else null. */
  readonly otherAnswer: number | null;
}

/** The final answer of a trace, as far as it is known. */
export interface KnownAnswer {
  /** 0-based number among the different ones (`finalAnswers`); null where none is known. */
  readonly answer: number | null;
  /** 0-based index of the step that first states it (`statementOf`); null where none does. */
  readonly stated: number | null;
}

/** `PlacedSteps.otherAnswer` of a trace beside another one. */
export function otherAnswerOf(own: KnownAnswer, other: KnownAnswer): number | null {
  const disagree = own.answer !== null && other.answer !== null && own.answer !== other.answer;
  return disagree ? own.stated : null;
}

/**
 * Where two traces part. Of all rows that one is taken before which most text has a partner and from which on most has
 * none, both in characters. There they part (`parts`), if that is more than half on either side, and of each trace that
 * goes on; the shares differ by half; and at least a tenth of both texts follows. What is apart from the first row on
 * has nothing before it. Where they part nowhere, it is the first row in which a step has no partner or a pair disagrees,
 * else the first that states another final answer in other words (`differs`). Null where every step has a partner that
 * says the same in other words or another order. Linear in the steps.
 */
export function divergenceOf(
  comparison: Comparison,
  left: PlacedSteps,
  right: PlacedSteps,
): Divergence | null {
  const rows = [...left.rows, ...right.rows].reduce((most, row) => Math.max(most, row), -1) + 1;
  const sides = [new SideWeights(rows), new SideWeights(rows)] as const;
  let [differs, answers] = [Infinity, Infinity];
  for (const entry of comparison.entries) {
    const isPair = entry.left !== null && entry.right !== null;
    [placeOf(left, entry.left), placeOf(right, entry.right)].forEach((place, side) => {
      if (place === null) return;
      sides[side]?.add(place.row, place.length, isPair);
      if (!isPair || entry.disagrees) differs = Math.min(differs, place.row);
      if (place.statesOther && entry.kind !== 'same') answers = Math.min(answers, place.row);
    });
  }
  const parts = partingRow(sides[0], sides[1]);
  if (parts !== null) return { row: parts, kind: 'parts', paired: pairedFrom(sides, parts) };
  const row = differs === Infinity ? answers : differs;
  return row === Infinity ? null : { row, kind: 'differs', paired: pairedFrom(sides, row + 1) };
}

/** Characters of each row that have a partner, and that have none, of one trace. */
class SideWeights {
  readonly paired: Float64Array;
  readonly alone: Float64Array;

  constructor(rows: number) {
    this.paired = new Float64Array(rows);
    this.alone = new Float64Array(rows);
  }

  add(row: number, length: number, isPair: boolean): void {
    const weights = isPair ? this.paired : this.alone;
    weights[row] = (weights[row] ?? 0) + length;
  }

  /** The share with a partner from a row on; null where no text is. */
  pairedFrom(row: number): number | null {
    const [paired, alone] = [sum(this.paired.subarray(row)), sum(this.alone.subarray(row))];
    return paired + alone === 0 ? null : paired / (paired + alone);
  }
}

function sum(all: Float64Array): number {
  return all.reduce((total, one) => total + one, 0);
}

function pairedFrom([left, right]: readonly [SideWeights, SideWeights], row: number): Divergence['paired'] {
  return [left.pairedFrom(row), right.pairedFrom(row)];
}

function placeOf(
  { steps, rows, otherAnswer }: PlacedSteps,
  at: number | null,
): { row: number; length: number; statesOther: boolean } | null {
  const [step, row] = at === null ? [] : [steps[at], rows[at]];
  if (step === undefined || row === undefined) return null;
  return { row, length: step.end - step.start, statesOther: at === otherAnswer };
}

function partingRow(left: SideWeights, right: SideWeights): number | null {
  const paired = left.paired.map((weight, row) => weight + (right.paired[row] ?? 0));
  const alone = left.alone.map((weight, row) => weight + (right.alone[row] ?? 0));
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
    rest >= LEAST_REST * (allPaired + allAlone) &&
    pairedFrom([left, right], best.row).every((share) => share === null || share <= MOST_PAIRED);
  return isParting ? best.row : null;
}
