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
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  // Half a pixel may be lost in rounding.
  if (boxes.some(({ left, right }) => left >= view.left - 1 && right <= view.right + 1)) return;
  const { left, right } = first.getBoundingClientRect();
  const by = left < view.left ? left - view.left : Math.min(right - view.right, left - view.left);
  scroller.scrollBy({ left: by, behavior: 'instant' });
}
