import { firstFrom } from '../../../core/compare/parting.ts';
import type { ColumnModel } from '../session.ts';
import type { AlignedColumn, ShownAlignment } from './shownAlignment.ts';

/** A step of a column's text that the reader is at, whichever way the columns are shown. */
export interface ReaderPlace {
  readonly key: string;
  /** 0-based. */
  readonly sample: number;
  readonly part: 'reasoning' | 'answer';
  /** UTF-16, in that text. */
  readonly offset: number;
}

/** The step at the top of the text that has the focus, or else of the first that is scrolled; null at the very top. */
export function placeInTexts(columns: readonly ColumnModel[], reference: string | null): ReaderPlace | null {
  const texts = columns.flatMap((column) => {
    const { key, sample } = column.head;
    return (['reasoning', 'answer'] as const).map((part) => ({ key, sample, part, text: column[part] }));
  });
  const rank = ({ key, text }: (typeof texts)[number]): number =>
    text.element.contains(document.activeElement) ? 0 : key === reference ? 1 : 2;
  for (const { key, sample, part, text } of texts.sort((a, b) => rank(a) - rank(b))) {
    const offset = text.element.isConnected ? text.place : null;
    if (offset !== null) return { key, sample, part, offset };
  }
  return null;
}

/** Brings texts to their places, and a reasoning to its end where the reader is in the answer. */
export function showInTexts(columns: readonly ColumnModel[], places: readonly ReaderPlace[]): void {
  for (const { key, part, offset } of places) {
    const column = columns.find(({ head }) => head.key === key);
    column?.[part].goToPlace(offset);
    if (part === 'answer' && column !== undefined && column.reasoning.raw !== '')
      column.reasoning.goToPlace(column.reasoning.raw.length);
  }
}

/** The places of all columns in a 0-based row: their steps there, or those that follow next, or their last. */
export function placesOfRow(alignment: ShownAlignment, row: number): ReaderPlace[] {
  return alignment.columns.flatMap((column, at) => {
    const last = alignment.rows.findLast(({ cells }) => (cells[at] ?? []).length > 0);
    const step = firstFrom(alignment.rows, row, at) ?? last?.cells[at]?.at(-1);
    return step === undefined ? [] : [placeOf(column, step.start)];
  });
}

function placeOf({ head: { key, sample }, answerFrom }: AlignedColumn, offset: number): ReaderPlace {
  return answerFrom !== null && offset >= answerFrom
    ? { key, sample, part: 'answer', offset: offset - answerFrom }
    : { key, sample, part: 'reasoning', offset };
}

/**
 * The 0-based row of a place; where what is aligned ends before it, the last of its column. Null where it is of a
 * column that is not there, or of a part before what is aligned.
 */
export function rowOfReaderPlace(
  alignment: ShownAlignment,
  { key, sample, part, offset }: ReaderPlace,
): number | null {
  const at = alignment.columns.findIndex(({ head }) => head.key === key && head.sample === sample);
  const column = alignment.columns[at];
  if (column === undefined || (part === 'reasoning' && alignment.part === 'answer')) return null;
  const place = part === 'answer' ? (column.answerFrom ?? column.text.length) + offset : offset;
  const row = alignment.rows.findLastIndex(({ cells }) => cells[at]?.some(({ start }) => start <= place));
  return row < 0 ? null : row;
}
