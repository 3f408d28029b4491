import type { Said } from './said.ts';

/** A trace, and what is known of its final answer. */
export interface AnsweredTrace {
  readonly label: string;
  /** As it was extracted; null where none was. */
  readonly answer: string | null;
  /** Number among the different answers, as `AlignedTrace.answer`; null where none is known. */
  readonly number: number | null;
  /** Whether somebody looked for an answer. */
  readonly scored: boolean;
}

/**
 * Which traces end with which answer: `Final answers: 12 (base), 15 (tuned).` Answers that are the same stand once, as
 * the first of them is written; what is not known comes last.
 */
export function finalAnswerWords(traces: readonly AnsweredTrace[]): readonly Said[] {
  const groups = [...Map.groupBy(traces, groupOf)]
    .toSorted(([a], [b]) => a - b)
    .map(([, members]) => members);
  const [first] = groups.length === 1 ? (groups[0] ?? []) : [];
  if (first !== undefined && first.number !== null && traces.length > 1)
    return [
      `${traces.length === 2 ? 'Both' : 'All'} have the same final answer: `,
      { answer: first.answer ?? '' },
      '.',
    ];
  return [
    'Final answers: ',
    ...groups.flatMap((members, place): Said[] => [
      ...(place === 0 ? [] : [', ']),
      ...members.slice(0, 1).map(answerOf),
      ' (',
      ...members.flatMap(({ label }, at): Said[] => [...(at === 0 ? [] : [', ']), { label }]),
      ')',
    ]),
    '.',
  ];
}

/** Of a trace without an extracted answer. */
export function withoutAnswer(scored: boolean): string {
  return scored ? 'no answer found' : 'not scored';
}

/** Sorts: answers as they are numbered, then those that were not found, then those that nobody looked for. */
function groupOf({ number, scored }: AnsweredTrace): number {
  return number ?? (scored ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER);
}

function answerOf({ number, answer, scored }: AnsweredTrace): Said {
  return number === null || answer === null ? withoutAnswer(scored) : { answer };
}
