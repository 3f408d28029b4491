import type { AlignedStep } from '../../../core/compare/alignedTraces.ts';
import type { Range } from '../marks.ts';
import type { Item } from './items.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** A step that says where a row is in any alignment of the same texts: 0-based column, 1-based number. */
export interface StepName {
  readonly column: number;
  readonly number: number;
}

/** 0-based row in which a column has such a step; -1 where it has none. */
function rowWith(
  alignment: ShownAlignment | null,
  column: number,
  is: (step: AlignedStep) => boolean,
): number {
  return alignment?.rows.findIndex(({ cells }) => cells[column]?.some(is) === true) ?? -1;
}

export function rowOfStep(alignment: ShownAlignment | null, { column, number }: StepName): number {
  return rowWith(alignment, column, (step) => step.number === number);
}

/** The row in which a range of a column's text begins. */
export function rowOfPlace(alignment: ShownAlignment | null, column: number, [from]: Range): number {
  return rowWith(alignment, column, ({ start, end }) => start <= from && from < end);
}

/** The first step of a row; null where it has none. */
export function stepOfRow(alignment: ShownAlignment | null, row: number): StepName | null {
  const cells = alignment?.rows[row]?.cells ?? [];
  const column = cells.findIndex((steps) => steps.length > 0);
  const first = cells[column]?.[0];
  return first === undefined ? null : { column, number: first.number };
}

/** The 0-based columns in which a row is to be read: where it differs from the reference, else where it says anything. */
export function columnsToRead(
  alignment: Pick<ShownAlignment, 'rows' | 'reference'> | null,
  row: number,
): number[] {
  if (alignment === null) return [];
  const { cells = [] } = alignment.rows[row] ?? {};
  const where = (is: (step: AlignedStep, column: number) => boolean): number[] =>
    cells.flatMap((steps, column) => (steps.some((step) => is(step, column)) ? [column] : []));
  const isOther = (column: number): boolean => column !== alignment.reference;
  const found = [
    where(({ disagrees }, column) => disagrees && isOther(column)),
    where(({ state }, column) => state !== 'same' && isOther(column)),
    where(() => true),
  ];
  return found.find((columns) => columns.length > 0) ?? [];
}

/** Index of the item that a row is in; -1 where it is in none. */
export function itemOfRow(items: readonly Item[], row: number): number {
  return items.findIndex(({ from, to }) => from <= row && row < to);
}

/** The row of a moved step's partner; -1 where it has none. */
export function partnerRow(alignment: ShownAlignment | null, name: StepName): number {
  const cells = alignment?.rows[rowOfStep(alignment, name)]?.cells ?? [];
  return cells[name.column]?.find(({ number }) => number === name.number)?.partner?.row ?? -1;
}
