import { highlightFound } from '../findHighlight.ts';
import type { Range } from '../marks.ts';
import type { StepView } from '../stepView.ts';
import type { RowView } from './rowView.ts';

/** Highlights a range of a 0-based column's text in a row that has it; gives where that is. */
export function highlightPlace(
  view: RowView,
  column: number,
  range: Range,
): () => globalThis.Range | Element {
  const step = view.steps.find((one) => one.column === column && hasPlace(one.view, range[0]))?.view;
  const shown = step?.shown(...range) ?? { range: null, formulas: [] };
  const whole = shown.range === null && shown.formulas.length === 0;
  const elements = whole ? [step?.element ?? view.element] : shown.formulas;
  highlightFound(shown.range === null ? [] : [shown.range], elements);
  return () => shown.range ?? elements[0] ?? view.element;
}

/** The marked answer of a 0-based column in a row that has it. */
export function answerPlace(view: RowView, column: number): Element {
  const own = view.steps.find((step) => step.column === column && step.view.marked)?.view.element;
  return own?.querySelector('mark[role=note]') ?? own ?? view.element;
}

function hasPlace({ start, end }: StepView, place: number): boolean {
  return start <= place && place < end;
}
