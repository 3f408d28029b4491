import type { ComparedText } from './comparedText.ts';
import type { Comparison } from './comparison.ts';

/** Rows of steps that stand apart are kept low enough to be drawn one by one: so many steps to a cell at most, */
const MOST_IN_CELL = 6;
/** and so high at most, unless one step alone is higher: in characters, of which a line counts as no fewer than 40. */
const MOST_HEIGHT = 1_200;
const LINE = 40;

/** One row: for each trace the 0-based indices of its steps in it. */
export type StepRow = readonly (readonly number[])[];

/**
 * The rows of `AlignedTraces`: one for each step of the reference that has a partner in its place, with its partners,
 * and between two of these as many as what stands apart there needs. Such steps stand beside each other from the top,
 * in rows of like height, of traces with both parts a step of the reasoning never beside one of the answer. Each trace
 * keeps its order; a moved step stands where it stands in its own trace.
 *
 * @param comparisons of the reference (left) with each trace; null for the reference itself
 */
export function alignedRows(
  traces: readonly ComparedText[],
  reference: number,
  comparisons: readonly (Comparison | null)[],
): StepRow[] {
  const steps = traces[reference]?.steps ?? [];
  const partners = comparisons.map((comparison) => partnersOf(comparison, steps.length));
  const paired = partners.map((of) => new Set(of));
  const rows: StepRow[] = [];
  const next = traces.map(() => 0);
  let apart: number[][] = traces.map(() => []);
  const flush = (): void => {
    rows.push(...lowRows(traces, apart));
    apart = traces.map(() => []);
  };
  /** The steps of a trace up to the next one that has a partner in its place: they stand behind the pair before. */
  const passAlone = (column: number): void => {
    const end = traces[column]?.steps.length ?? 0;
    let at = next[column] ?? 0;
    for (; at < end && paired[column]?.has(at) !== true; at += 1) apart[column]?.push(at);
    next[column] = at;
  };
  const others = [...traces.keys()].filter((column) => column !== reference);
  others.forEach(passAlone);
  steps.forEach((_, at) => {
    const inRow = others.filter((column) => typeof partners[column]?.[at] === 'number');
    if (inRow.length === 0 && others.length > 0) {
      apart[reference]?.push(at);
      return;
    }
    flush();
    rows.push(
      traces.map((__, column) => {
        const partner = column === reference ? at : partners[column]?.[at];
        return typeof partner === 'number' ? [partner] : [];
      }),
    );
    for (const column of inRow) {
      next[column] = (next[column] ?? 0) + 1;
      passAlone(column);
    }
  });
  flush();
  return rows;
}

/** By 0-based index of a trace's step the row in which it stands. */
export function rowBySteps(rows: readonly StepRow[], column: number): number[] {
  return rows.flatMap((row, at) => (row[column] ?? []).map(() => at));
}

/** By step of the reference the partner that stands beside it, null where there is none in its place. */
function partnersOf(comparison: Comparison | null, steps: number): readonly (number | null)[] {
  const partners = new Array<number | null>(steps).fill(null);
  for (const { left, right, moved } of comparison?.entries ?? [])
    if (left !== null && right !== null && !moved) partners[left] = right;
  return partners;
}

/** Steps that stand apart, in rows from the top: those of the reasoning, then those of the answer. */
function lowRows(traces: readonly ComparedText[], apart: readonly (readonly number[])[]): StepRow[] {
  const split = apart.map((indices, column) => {
    const { steps, answerAt } = traces[column] ?? { steps: [], answerAt: null };
    // Who marks no reasoning writes it in the answer: that may stand beside another's reasoning.
    const parted = answerAt !== null && answerAt > 0;
    const first = parted ? indices.findIndex((at) => (steps[at]?.start ?? 0) >= answerAt) : -1;
    return first < 0 ? indices.length : first;
  });
  return [
    ...filledRows(
      traces,
      apart.map((indices, column) => indices.slice(0, split[column])),
    ),
    ...filledRows(
      traces,
      apart.map((indices, column) => indices.slice(split[column])),
    ),
  ];
}

function filledRows(traces: readonly ComparedText[], apart: readonly (readonly number[])[]): StepRow[] {
  const heights = apart.map((indices, column) => indices.map((at) => heightOf(traces[column], at)));
  const rows: StepRow[] = [];
  const next = apart.map(() => 0);
  while (apart.some((indices, column) => (next[column] ?? 0) < indices.length)) {
    const firsts = heights.map((of, column) => of[next[column] ?? 0] ?? 0);
    const most = Math.max(MOST_HEIGHT, ...firsts);
    rows.push(
      apart.map((indices, column) => {
        const from = next[column] ?? 0;
        let [to, height] = [from, 0];
        while (to < indices.length && to - from < MOST_IN_CELL) {
          height += heights[column]?.[to] ?? 0;
          if (height > most) break;
          to += 1;
        }
        next[column] = to;
        return indices.slice(from, to);
      }),
    );
  }
  return rows;
}

function heightOf(trace: ComparedText | undefined, at: number): number {
  const step = trace?.steps[at];
  if (trace === undefined || step === undefined) return 0;
  let [height, from] = [0, step.start];
  while (from < step.end) {
    const found = trace.text.indexOf('\n', from);
    const to = found < 0 || found >= step.end ? step.end : found + 1;
    height += Math.max(LINE, to - from);
    from = to;
  }
  return height;
}
