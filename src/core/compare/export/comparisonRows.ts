import type { AlignedRow, AlignedStep, AlignedTraces, StepState } from '../alignedTraces.ts';
import { partingOf, type Way } from '../parting.ts';
import { sharePercentWords } from '../../sharePercent.ts';
import { isOtherNotation, labelNames } from '../stepFacts.ts';
import type { RecordedTrace } from './comparisonRecord.ts';

/** Rows in a row that are the same in all traces, or one other row. */
export interface RowGroup {
  readonly kind: StepState;
  /** 0-based, of the first of them. */
  readonly row: number;
  readonly rows: readonly AlignedRow[];
  /** 0-based traces that part from the reference here. */
  readonly parts: readonly number[];
}

export function rowGroups(aligned: AlignedTraces): readonly RowGroup[] {
  const groups: { kind: StepState; row: number; rows: AlignedRow[]; parts: number[] }[] = [];
  aligned.rows.forEach((row, at) => {
    const kind = kindOf(row);
    const parts = aligned.traces.flatMap(({ divergence }, trace) => (divergence?.row === at ? [trace] : []));
    const last = groups.at(-1);
    if (kind === 'same' && last?.kind === 'same' && parts.length === 0) last.rows.push(row);
    else groups.push({ kind, row: at, rows: [row], parts });
  });
  return groups;
}

function kindOf({ same, cells }: AlignedRow): StepState {
  if (same) return 'same';
  const states = cells.flatMap((cell) => cell.map(({ state }) => state));
  if (states.every((state) => state === 'moved')) return 'moved';
  return states.every((state) => state === 'apart' || state === 'moved') ? 'apart' : 'changed';
}

/** What happens in the row of a divergence: the words between a trace's name and the reference's. */
const rowWords: Readonly<Record<Way, string>> = {
  parts: 'parts from',
  ends: 'ends before',
  'reference-ends': 'goes on after the end of',
  together: 'first differs from',
  differs: 'first differs from',
};

/** What happens where a trace parts from the reference: the words between their names. */
export function hereWords(aligned: AlignedTraces, trace: number): string {
  return rowWords[partingOf(aligned, trace)?.way ?? 'differs'];
}

/** What the steps of a group are to each other, in few words. */
export function groupWords({ kind, rows }: RowGroup, reference: number): string {
  if (kind === 'same') return rows.length === 1 ? 'the same in all' : `${rows.length} steps, the same in all`;
  if (kind === 'moved') return 'moved';
  if (kind === 'apart') return 'no partner';
  const [row] = rows;
  if (row?.disagrees === true) return 'another value of the same thing';
  const others = row?.cells.flatMap((cell, at) => (at === reference ? [] : cell)) ?? [];
  if (others.some(({ state }) => state === 'changed'))
    return others.every((step) => step.state === 'same' || isOtherNotation(step))
      ? 'other notation'
      : 'other words';
  return 'not in all';
}

/** What is said of a trace's step beside its number, each in few words; that it has no partner its group says. */
export function stepWords(
  step: AlignedStep,
  trace: RecordedTrace | undefined,
  labelOf: (trace: number) => string,
): readonly string[] {
  const { label, state, similarity, disagrees, partner, repeats } = step;
  const answerAt = trace?.answerAt ?? Infinity;
  return [
    ...(step.start >= answerAt ? ['answer'] : []),
    ...(label === null ? [] : [labelNames[label]]),
    ...stateWords(step, similarity),
    ...(state === 'moved' && partner !== null
      ? [`moved: it belongs to step ${partner.number} of ${labelOf(partner.column)}`]
      : []),
    ...(disagrees ? ['another value of the same thing'] : []),
    ...(repeats === null ? [] : [`repeats step ${repeats}`]),
  ];
}

function stateWords(step: AlignedStep, similarity: number | null): readonly string[] {
  if (step.state === 'apart') return [];
  if (step.state === 'same') return ['same'];
  if (similarity === null) return step.notInAll ? ['not in all'] : [];
  return isOtherNotation(step) ? ['other notation'] : [`${sharePercentWords(similarity)} alike`];
}

/** `12`, `12–14`; a dash where there is none. */
export function numbersOf(steps: readonly AlignedStep[]): string {
  const [first, last] = [steps[0]?.number, steps.at(-1)?.number];
  if (first === undefined || last === undefined) return '–';
  return first === last ? String(first) : `${first}–${last}`;
}

/** The legend, a line each. */
export const legend: readonly string[] = [
  'Same: equal but for white space; shown once.',
  'Other words, another value of the same thing (a disagreement): the two steps belong together; words that the other does not have are marked.',
  'Other notation: the same in other LaTeX.',
  'No partner: a step that the other trace has nothing like.',
  'Moved: its partner stands elsewhere.',
  'Setting up, computing, checking, backtracking, concluding: by words in the step, from a fixed list; no model guesses them.',
  'Formulas are shown as they were written. Characters that nobody could see are shown by their number, as ⟨U+200B⟩.',
];
