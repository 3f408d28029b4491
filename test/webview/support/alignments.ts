import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import { comparedText, type ComparedPart } from '../../../src/core/compare/comparedText.ts';
import type { AlignedColumns, Column, ToTraces } from '../../../src/protocol.ts';

/** What the host answers to `align`, computed of these columns as it does. */
export function alignedMessage(
  columns: readonly Column[],
  options: { readonly reference?: string; readonly part?: ComparedPart } = {},
): ToTraces & { readonly type: 'aligned'; readonly aligned: AlignedColumns } {
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
      aligned: alignTraces(traces, reference),
    },
  };
}
