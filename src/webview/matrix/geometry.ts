/** Where things of the matrix lie, in CSS pixels of the viewport. Nothing here knows the page. */

export const rowHeight = 20;
/** Of a line of a column's head. */
export const lineHeight = 15;
/** Lines of a column's head below its label: score, items, truncated, and the role before them where one is known. */
const figureLines = 3;
/** Room for the mark of a selected row, at the start of the gutter. */
export const checkWidth = 22;
const narrowest = 46;
const widest = 120;
/** From here labels lie; in narrower columns they stand. */
const lying = 84;

export interface Layout {
  /** Of the viewport, scrollbars apart. */
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly gutter: number;
  readonly columnWidth: number;
  readonly head: number;
  readonly labelHeight: number;
  /** Whether the heads have a line for the role. */
  readonly roles: boolean;
  /** Whether the labels of the columns stand on end. */
  readonly standing: boolean;
}

export function layoutOf(
  width: number,
  height: number,
  rows: number,
  columns: number,
  roles: boolean,
): Layout {
  const least = Math.round(Math.min(400, Math.max(132, width * 0.3)));
  const room = Math.floor((width - least) / Math.max(1, columns));
  const columnWidth = Math.min(widest, Math.max(narrowest, room));
  // What few columns leave is for the questions.
  const gutter = Math.max(least, Math.round(Math.min(width * 0.55, width - columns * columnWidth)));
  const standing = columnWidth < lying;
  // Standing labels give way where the window is low.
  const labelHeight = standing ? Math.round(Math.min(116, Math.max(40, height * 0.25))) : 2 * lineHeight + 4;
  const head = labelHeight + (figureLines + Number(roles)) * lineHeight + 6;
  return { width, height, rows, columns, gutter, columnWidth, head, labelHeight, roles, standing };
}

/** Size of all there is to scroll through. */
export function extent({ gutter, columnWidth, columns, head, rows }: Layout): {
  width: number;
  height: number;
} {
  return { width: gutter + columns * columnWidth, height: head + rows * rowHeight };
}

export interface Scroll {
  readonly top: number;
  readonly left: number;
}

/** Half-open ranges of what is in view, in part too. */
export interface InView {
  readonly rows: readonly [from: number, to: number];
  readonly columns: readonly [from: number, to: number];
}

export function inView(layout: Layout, { top, left }: Scroll): InView {
  const { width, height, gutter, head, columnWidth, rows, columns } = layout;
  return {
    rows: [
      Math.min(rows, Math.floor(top / rowHeight)),
      Math.min(rows, Math.max(0, Math.ceil((top + height - head) / rowHeight))),
    ],
    columns: [
      Math.min(columns, Math.floor(left / columnWidth)),
      Math.min(columns, Math.max(0, Math.ceil((left + width - gutter) / columnWidth))),
    ],
  };
}

/** Rows that are wholly in view: a page. */
export function pageRows({ height, head }: Layout): number {
  return Math.max(1, Math.floor((height - head) / rowHeight));
}

/** Where a cell begins; column -1 is the gutter. */
export function cellPlace(
  layout: Layout,
  scroll: Scroll,
  row: number,
  column: number,
): { x: number; y: number } {
  return {
    x: column < 0 ? 0 : layout.gutter + column * layout.columnWidth - scroll.left,
    y: layout.head + row * rowHeight - scroll.top,
  };
}

/** What is at a place of the viewport. */
export type Hit =
  | { readonly part: 'check' | 'item'; readonly row: number }
  | { readonly part: 'cell'; readonly row: number; readonly column: number }
  | { readonly part: 'head'; readonly column: number };

export function hitAt(layout: Layout, scroll: Scroll, x: number, y: number): Hit | null {
  const { gutter, head, columnWidth, rows, columns } = layout;
  const column = Math.floor((x - gutter + scroll.left) / columnWidth);
  if (y < head) return x >= gutter && column < columns ? { part: 'head', column } : null;
  const row = Math.floor((y - head + scroll.top) / rowHeight);
  if (row >= rows) return null;
  if (x < gutter) return { part: x < checkWidth ? 'check' : 'item', row };
  return column < columns ? { part: 'cell', row, column } : null;
}

/** The scroll that brings a cell into view with the least movement. */
export function scrollTo(layout: Layout, { top, left }: Scroll, row: number, column: number): Scroll {
  const { width, height, gutter, head, columnWidth } = layout;
  const y = row * rowHeight;
  const x = column * columnWidth;
  return {
    top: Math.max(Math.min(top, y), y + rowHeight - (height - head)),
    // The gutter is always in view.
    left: column < 0 ? left : Math.max(Math.min(left, x), x + columnWidth - (width - gutter)),
  };
}
