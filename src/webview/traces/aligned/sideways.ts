/**
 * Scrolls the columns sideways until one of a row's cells is in view: nothing where one of them already is, else to the
 * first, with as much before it as there is room for.
 */
export function showSideways(cells: readonly Element[]): void {
  const [first] = cells;
  const columns = first?.closest('.columns') ?? null;
  if (first === undefined || columns === null) return;
  const view = columns.getBoundingClientRect();
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  // Half a pixel may be lost in rounding.
  if (boxes.some(({ left, right }) => left >= view.left - 1 && right <= view.right + 1)) return;
  const { left, right } = first.getBoundingClientRect();
  const by = left < view.left ? left - view.left : Math.min(right - view.right, left - view.left);
  columns.scrollBy({ left: by, behavior: 'instant' });
}
