import type { RowView } from './rowView.ts';

/**
 * Scrolls the columns sideways until one of a row's cells is in view, told by their 0-based columns: nothing where one
 * of them already is, else to the first, with as much before it as there is room for.
 */
export function showCells({ element }: RowView, columns: readonly number[]): void {
  const cells = columns.flatMap((column) => element.children[column] ?? []);
  const [first] = cells;
  const scroller = element.closest('.columns');
  if (first === undefined || scroller === null) return;
  const view = scroller.getBoundingClientRect();
  const [from, to] = roomBeside(element, scroller, view);
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  const stays = (cell: Element): boolean =>
    scroller.matches('.reference-stays') && cell.matches('.reference-cell');
  // Half a pixel may be lost in rounding.
  if (boxes.some(({ left, right }) => left >= from - 1 && right <= to + 1) || cells.some(stays)) return;
  const { left, right } = first.getBoundingClientRect();
  const by = left < from ? left - from : Math.min(right - to, left - from);
  scroller.scrollBy({ left: by, behavior: 'instant' });
}

/** The left and right edge of what is in view and not covered by a reference that stays there. */
function roomBeside(row: Element, scroller: Element, { left, right }: DOMRect): [number, number] {
  const staying = scroller.matches('.reference-stays') ? row.querySelector('.reference-cell') : null;
  if (staying === null) return [left, right];
  const box = staying.getBoundingClientRect();
  if (box.left <= left + 1) return [box.right, right];
  return box.right >= right - 1 ? [left, box.left] : [left, right];
}
