import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import type { AlignedStep, AlignedTrace } from '../../../src/core/compare/alignedTraces.ts';
import { comparedText, type ComparedPart } from '../../../src/core/compare/comparedText.ts';
import { packed } from '../../../src/core/compare/packedAlignment.ts';
import type { Column, PackedColumns, ToTraces } from '../../../src/protocol.ts';

/** What the host answers to `align`, computed of these columns as it does. */
export function alignedMessage(
  columns: readonly Column[],
  options: { readonly reference?: string; readonly part?: ComparedPart } = {},
): ToTraces & { readonly type: 'aligned'; readonly aligned: PackedColumns } {
  const part = options.part ?? 'both';
  const reference = columns.findIndex(({ key }) => key === (options.reference ?? columns[0]?.key));
  const traces = columns.map((column) => ({
    ...comparedText(column, part),
    finalAnswer: column.verdict?.extracted ?? null,
  }));
  return {
    type: 'aligned',
    aligned: {
      part,
      columns: columns.map(({ key, sample, reasoning, answer, state }) => ({
        key,
        sample,
        reasoning: reasoning.length,
        answer: answer.length,
        cut: state !== 'complete',
      })),
      aligned: packed(alignTraces(traces, reference)),
    },
  };
}

/** A step by its 1-based number, and what is told of it; what is not told is of a step that is the same. */
export type CraftedStep = Partial<AlignedStep> & { readonly number: number };

export interface CraftedRow {
  readonly same?: boolean;
  readonly disagrees?: boolean;
  readonly cells: readonly (readonly CraftedStep[])[];
}

/** A text of these steps. */
export function textOf(steps: readonly string[]): string {
  return steps.join('\n\n');
}

/**
 * An alignment as it is written here, whatever the comparison would say: of columns whose answers are these steps
 * and that have no reasoning. The first is the reference.
 */
export function craftedMessage(
  columns: readonly Column[],
  steps: readonly (readonly string[])[],
  rows: readonly CraftedRow[],
  traces: readonly Partial<AlignedTrace>[] = [],
): ToTraces & { readonly type: 'aligned'; readonly aligned: PackedColumns } {
  const stepOf = (column: number, change: CraftedStep): AlignedStep => {
    const own = steps[column] ?? [];
    const start = own.slice(0, change.number - 1).reduce((sum, step) => sum + step.length + 2, 0);
    const size = (own[change.number - 1] ?? '').length + (change.number < own.length ? 2 : 0);
    const marks = (change.marks ?? []).map(([from, to]) => [start + from, start + to] as const);
    return {
      start,
      end: start + size,
      state: 'same',
      notInAll: false,
      similarity: column === 0 ? null : 1,
      disagrees: false,
      label: null,
      partner: null,
      repeats: null,
      ...change,
      marks,
    };
  };
  const none = { steps: 0, checks: 0, backtracks: 0, repeated: 0, loop: null, beforeAnswer: null };
  return {
    type: 'aligned',
    aligned: {
      part: 'both',
      columns: columns.map(({ key, sample, reasoning, answer, state }) => ({
        key,
        sample,
        reasoning: reasoning.length,
        answer: answer.length,
        cut: state !== 'complete',
      })),
      aligned: packed({
        reference: 0,
        traces: columns.map((_, at) => ({
          counts: { ...none, steps: steps[at]?.length ?? 0 },
          similarity: at === 0 ? null : 0.5,
          identical: at === 0,
          coarse: false,
          divergence: null,
          answer: null,
          ...traces[at],
        })),
        rows: rows.map(({ same = false, disagrees = false, cells }) => ({
          same,
          disagrees,
          cells: cells.map((own, column) => own.map((step) => stepOf(column, step))),
        })),
      }),
    },
  };
}
