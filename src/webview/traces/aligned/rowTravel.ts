import type { Range } from '../marks.ts';
import type { TextScroll } from '../textScroll.ts';
import { columnsToRead, rowOfPlace } from './rowPlaces.ts';
import { answerPlace, highlightPlace } from './rowSearch.ts';
import type { RowView } from './rowView.ts';
import type { ShownAlignment } from './shownAlignment.ts';
import { showCells } from './sideways.ts';

/** Pixels that stay in view above a row that is gone to. */
const CONTEXT = 48;

/** What the ways through rows need of their list. Rows are 0-based. */
export interface Travelled {
  readonly scroll: TextScroll;
  readonly alignment: () => ShownAlignment | null;
  /** Makes a row, wherever it is; undefined where there is none. */
  readonly bring: (row: number) => RowView | undefined;
  readonly onCurrent: (row: number) => void;
}

/** Brings rows, and places in them, into view. */
export class RowTravel {
  readonly #of: Travelled;

  constructor(of: Travelled) {
    this.#of = of;
  }

  /** Brings a row into view and makes it the current one, with the focus where that is wanted. */
  goTo(row: number, focus: boolean): void {
    const { alignment, bring, onCurrent, scroll } = this.#of;
    const view = bring(row);
    if (view === undefined) return;
    onCurrent(row);
    if (focus) view.element.focus({ preventScroll: true });
    scroll.toTop(view.element, -CONTEXT);
    showCells(view, columnsToRead(alignment(), row));
  }

  /** Brings a row to the top of the view, and no more. */
  toTop(row: number): void {
    const view = this.#of.bring(row);
    if (view !== undefined) this.#of.scroll.toTop(view.element);
  }

  /** Brings a place of a column's text into view and highlights it; false where no step has it. */
  showPlace(column: number, range: Range): boolean {
    return this.#toCenter(column, range, (view) => highlightPlace(view, column, range));
  }

  /** Brings the marked answer of a column into view; false where it has none. */
  revealMark(column: number): boolean {
    const found = this.#of.alignment()?.columns[column]?.found ?? null;
    return found !== null && this.#toCenter(column, found, (view) => () => answerPlace(view, column));
  }

  #toCenter(
    column: number,
    range: Range,
    placeIn: (view: RowView) => () => globalThis.Range | Element,
  ): boolean {
    const { alignment, bring, onCurrent, scroll } = this.#of;
    const row = rowOfPlace(alignment(), column, range);
    const view = bring(row);
    if (view === undefined) return false;
    onCurrent(row);
    scroll.toCenter(placeIn(view));
    showCells(view, [column]);
    return true;
  }
}
