import { alignedCells } from './alignedCells.ts';
import { alignedRows, rowBySteps, type StepRow } from './alignedRows.ts';
import type { AlignedRow, AlignedStep, AlignedTrace, AlignedTraces, ComparedTrace } from './alignedTraces.ts';
import { compareTexts } from './compareTexts.ts';
import { divergenceOf, type KnownAnswer, otherAnswerOf, type PlacedSteps } from './divergence.ts';
import { finalAnswers } from './finalAnswers.ts';
import { statementOf } from './statedAnswer.ts';
import { stepLabelsOf } from './stepLabels.ts';
import { type Repetitions, repetitionsIn } from './stepRepeats.ts';
import { traceCounts } from './traceCounts.ts';

const none: Repetitions = { repeats: [], loop: null };

/**
 * Aligns traces of one item to one of them, the reference. Each other trace is compared with it alone, so that a step
 * of the reference may have a partner in some of the others. Never throws.
 *
 * @param reference 0-based index
 */
export function alignTraces(traces: readonly ComparedTrace[], reference: number): AlignedTraces {
  const base = traces[reference];
  if (base === undefined) return { reference, traces: [], rows: [] };
  const comparisons = traces.map((trace, at) => (at === reference ? null : compareTexts(base, trace)));
  const labels = traces.map(stepLabelsOf);
  const repetitions = traces.map(repetitionsIn);
  const rows = alignedRows(traces, reference, comparisons);
  const rowsOf = traces.map((_, column) => rowBySteps(rows, column));
  const steps = alignedCells(traces, reference, comparisons, { labels, repetitions, rowsOf });
  const answers = finalAnswers(traces.map(({ finalAnswer }) => finalAnswer));
  const stated = traces.map(statementOf);
  const known = (column: number): KnownAnswer => ({
    answer: answers[column] ?? null,
    stated: stated[column] ?? null,
  });
  /** A trace as it is set beside another. */
  const placed = (column: number, other: number): PlacedSteps => ({
    steps: traces[column]?.steps ?? [],
    rows: rowsOf[column] ?? [],
    otherAnswer: otherAnswerOf(known(column), known(other)),
  });
  return {
    reference,
    traces: traces.map((trace, column): AlignedTrace => {
      const comparison = comparisons[column] ?? null;
      return {
        counts: traceCounts(trace, labels[column] ?? [], repetitions[column] ?? none, stated[column] ?? null),
        similarity: comparison?.similarity ?? null,
        identical:
          comparison === null || comparison.entries.every(({ kind, moved }) => kind === 'same' && !moved),
        coarse: comparison?.coarse ?? false,
        divergence:
          comparison === null
            ? null
            : divergenceOf(comparison, placed(reference, column), placed(column, reference)),
        answer: answers[column] ?? null,
      };
    }),
    rows: rows.map((row) => rowOf(row, reference, steps)),
  };
}

function rowOf(row: StepRow, reference: number, steps: readonly (readonly AlignedStep[])[]): AlignedRow {
  const cells = row.map((indices, column) =>
    indices.flatMap((at) => {
      const step = steps[column]?.[at];
      return step === undefined ? [] : [step];
    }),
  );
  return {
    same: cells.every((cell) => cell.length > 0 && cell.every(({ state }) => state === 'same')),
    // Of a moved pair, where the step of the other trace stands.
    disagrees: cells.some((cell, column) => column !== reference && cell.some(({ disagrees }) => disagrees)),
    cells,
  };
}
