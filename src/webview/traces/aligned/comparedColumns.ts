import type { AlignedRow, AlignedTrace } from '../../../core/compare/alignedTraces.ts';
import { type ComparedPart, isElsewhere } from '../../../core/compare/comparedText.ts';
import type { ColumnModel } from '../session.ts';

/**
 * All that a trace wrote is its answer, for none of it is marked as reasoning: it has nothing to compare in the
 * reasoning alone, and is counted in nothing.
 */
export function isUnmarked(
  { reasoning, answer }: Pick<ColumnModel, 'reasoning' | 'answer'>,
  part: ComparedPart,
): boolean {
  return part === 'reasoning' && isElsewhere({ reasoning: reasoning.raw, answer: answer.raw }, part);
}

/** Of answers, those that hold all of a trace, beside others that have their reasoning apart: more than an answer is compared. */
export function wholeAnswers(columns: readonly ColumnModel[], part: ComparedPart): readonly ColumnModel[] {
  if (part !== 'answer') return [];
  const whole = columns.filter((column) => isUnmarked(column, 'reasoning'));
  return columns.some(({ reasoning }) => reasoning.raw.trim() !== '') ? whole : [];
}

/** What there is to say of a trace that is not compared. */
export const notCompared: AlignedTrace = {
  counts: { steps: 0, checks: 0, backtracks: 0, repeated: 0, loop: null, beforeAnswer: null },
  similarity: null,
  identical: false,
  coarse: false,
  divergence: null,
  answer: null,
};

/**
 * Rows of those columns that are compared as rows of all that are shown, with nothing in the others' cells.
 *
 * @param places for each column that is compared its 0-based place among all
 */
export function spreadRows(
  rows: readonly AlignedRow[],
  places: readonly number[],
  all: number,
): readonly AlignedRow[] {
  if (places.length === all) return rows;
  return rows.map((row) => ({
    ...row,
    cells: Array.from({ length: all }, (_, place) =>
      (row.cells[places.indexOf(place)] ?? []).map((step) => ({
        ...step,
        partner:
          step.partner === null
            ? null
            : { ...step.partner, column: places[step.partner.column] ?? step.partner.column },
      })),
    ),
  }));
}
