import { FoundMarks } from '../foundMarks.ts';
import type { Range } from '../marks.ts';
import { painter, type Paintable } from '../painter.ts';
import { TextScroll } from '../textScroll.ts';
import { AlignedTail } from './alignedTail.ts';
import { FoldedItems } from './foldedItems.ts';
import { gridElement } from './gridElement.ts';
import type { Item } from './items.ts';
import { listenTo } from './listInput.ts';
import { CurrentRow } from './currentRow.ts';
import { RowRendering } from './rowRendering.ts';
import { RowList } from './rowList.ts';
import { columnsToRead, partnerRow, rowOfPlace, rowOfStep, stepOfRow } from './rowPlaces.ts';
import { answerPlace, highlightPlace } from './rowSearch.ts';
import type { RowView } from './rowView.ts';
import type { ShownAlignment } from './shownAlignment.ts';
import { showCells } from './sideways.ts';
import { type Anchor, ViewedRows } from './viewedRows.ts';

/** Pixels that stay in view above a row that is gone to. */
const CONTEXT = 48;

export interface AlignedListEvents {
  /** Another row is the current one. */
  readonly onCurrent: () => void;
  /** It was scrolled, or its rows changed. */
  readonly onView: () => void;
}

/**
 * The rows of an alignment in one element that scrolls: steps that belong together stand at one height. Rows are made
 * when they come near the view; a new alignment changes those that differ, and what is at the top stays there.
 */
export class AlignedList {
  readonly element = document.createElement('rt-aligned');
  readonly #scroller: HTMLElement;
  readonly #tail = new AlignedTail();
  readonly #rows: RowList;
  readonly #scroll: TextScroll;
  readonly #viewed: ViewedRows;
  readonly #events: AlignedListEvents;
  readonly #items = new FoldedItems();
  readonly #rendering = new RowRendering();
  readonly #current = new CurrentRow();
  #pattern: RegExp | null = null;
  readonly #found = new FoundMarks(() => ({
    pattern: this.#pattern,
    steps: this.#rows.near.flatMap(({ steps }) => steps.map(({ view }) => view.element)),
  }));
  readonly #paintable: Paintable = {
    paint: (isOver) => this.#rendering.paint(isOver),
    settle: () => this.#scroll.follow(),
  };

  constructor(events: AlignedListEvents) {
    this.#events = events;
    const { scroller, body } = gridElement(this.#tail.element);
    this.#scroller = scroller;
    this.element.append(this.#scroller);
    this.#rows = new RowList(body, (near, rows) => this.#onNear(near, rows));
    this.#scroller.addEventListener('scroll', () => events.onView(), { passive: true });
    // Before the scrolling's own keys: both have their part in them.
    listenTo(this.#scroller, {
      count: () => this.items.length,
      onGo: (item) => this.#focusItem(item),
      onOpen: (item) => this.#unfold(item),
      onPartner: (key, number) => {
        const column = this.alignment?.columns.findIndex(({ head }) => head.key === key) ?? -1;
        this.goTo(partnerRow(this.alignment, { column, number }), true);
      },
      onFocus: (item) => this.#onFocus(item),
    });
    this.#scroll = new TextScroll(this.#scroller);
    this.#viewed = new ViewedRows(this.#rows, this.#scroller, this.#scroll);
    new ResizeObserver(() => events.onView()).observe(this.#scroller);
  }

  get alignment(): ShownAlignment | null {
    return this.#items.alignment;
  }

  get items(): readonly Item[] {
    return this.#items.all;
  }

  /** 0-based: the row that was gone to last, or else the first in view; -1 where there is none. */
  get current(): number {
    return this.#current.row;
  }

  /** The width of a column in pixels. */
  get columnWidth(): number {
    return this.#scroller.clientWidth / Math.max(1, this.alignment?.columns.length ?? 1);
  }

  /** The items at the top and the bottom of the view, 0-based, and how much of each is above those edges, 0 to 1. */
  get view(): readonly [top: number, bottom: number] {
    return this.#viewed.places;
  }

  /** Shows an alignment; null: none. */
  show(alignment: ShownAlignment | null, folds: boolean): void {
    if (alignment === null) {
      this.#items.set(null, false);
      this.#rows.clear();
      this.#tail.set([]);
      this.#current.clear();
      this.#rendering.clear();
      this.#scroll.restart(false);
      return;
    }
    const fresh = this.alignment === null;
    const anchor = fresh ? null : this.#anchor;
    const current = stepOfRow(this.alignment, this.#current.row);
    const focused = this.#scroller.contains(document.activeElement);
    this.#items.set(alignment, folds);
    this.#scroller.ariaRowCount = String(this.items.length);
    this.#rows.update(alignment, this.items, this.columnWidth);
    if (anchor !== null && !this.#scroll.following) this.#viewed.restore(anchor, this.alignment, this.items);
    this.#current.row = current === null ? -1 : rowOfStep(alignment, current);
    this.#markCurrent();
    // A row that was drawn anew has lost the focus.
    if (focused && !this.#scroller.contains(document.activeElement))
      this.#current.view?.element.focus({ preventScroll: true });
    if (this.#pattern !== null) this.#found.request();
    this.#events.onView();
    painter.request(this.#paintable);
  }

  /** What came since it was aligned, one text a column. */
  setTails(texts: readonly string[]): void {
    this.#tail.set(texts);
    painter.request(this.#paintable);
  }

  /** Shows texts rendered, or as they came. */
  setRendered(rendered: boolean): void {
    if (rendered === this.#rendering.rendered) return;
    const anchor = this.#anchor;
    this.#scroller.classList.toggle('rendered', rendered);
    this.#rendering.set(rendered, this.#rows.near, this.#rows.made);
    if (anchor !== null) this.#viewed.restore(anchor, this.alignment, this.items);
    painter.request(this.#paintable);
  }

  /** Brings a 0-based row into view and makes it the current one, with the focus where that is wanted. */
  goTo(row: number, focus: boolean): void {
    const view = this.#bring(row);
    if (view === undefined) return;
    this.#setCurrent(row);
    if (focus) view.element.focus({ preventScroll: true });
    this.#scroll.toTop(view.element, -CONTEXT);
    showCells(view, columnsToRead(this.alignment, row));
  }

  /** Brings a place of a column's text into view and highlights it; false where no step has it. */
  showPlace(column: number, range: Range): boolean {
    const row = rowOfPlace(this.alignment, column, range);
    const view = this.#bring(row);
    if (view === undefined) return false;
    this.#setCurrent(row);
    this.#scroll.toCenter(highlightPlace(view, column, range));
    showCells(view, [column]);
    return true;
  }

  /** Brings the marked answer of a column into view; false where it has none. */
  revealMark(column: number): boolean {
    const found = this.alignment?.columns[column]?.found ?? null;
    if (found === null) return false;
    const row = rowOfPlace(this.alignment, column, found);
    const view = this.#bring(row);
    if (view === undefined) return false;
    this.#setCurrent(row);
    this.#scroll.toCenter(() => answerPlace(view, column));
    showCells(view, [column]);
    return true;
  }

  /** Shows faintly what matches in the rows near the view; null: nothing. */
  mark(pattern: RegExp | null): void {
    if (pattern === this.#pattern) return;
    this.#pattern = pattern;
    this.#found.request();
  }

  /** Scrolls so that a place of the items is in the middle of the view. */
  scrollTo(place: number): void {
    const view = this.#rows.show(Math.min(Math.floor(place), this.items.length - 1));
    if (view === undefined) return;
    this.#scroll.following = false;
    this.#scroll.toCenter(() => view.element);
  }

  /** Makes a row, wherever it is, and opens the run it is folded in. */
  #bring(row: number): RowView | undefined {
    const { rows } = this.alignment ?? { rows: [] };
    if (row < 0 || row >= rows.length) return undefined;
    const item = this.items[this.#items.indexOf(row)];
    if (item?.kind === 'fold') this.#open(item);
    const view = this.#rows.show(this.#items.indexOf(row));
    this.#scroll.following = false;
    if (view !== undefined) this.#rendering.now(view);
    return view;
  }

  #open(item: Item): void {
    this.#items.open(item);
    this.show(this.alignment, this.#items.folds);
  }

  /** What is at the top of the view. */
  get #anchor(): Anchor | null {
    return this.#viewed.anchor(this.alignment, this.items);
  }

  #markCurrent(): void {
    const index = this.#items.indexOf(this.#current.row);
    this.#current.mark(this.#rows.row(index) ?? this.#rows.row(0), index >= 0);
  }

  #onNear(near: boolean, rows: readonly RowView[]): void {
    this.#rendering.soon(near, rows);
    const { row, view } = this.#current;
    const isHere = rows.some(({ item }) => item.from <= row && row < item.to);
    if (isHere || (view === null && rows.length > 0)) this.#markCurrent();
    if (this.#pattern !== null) this.#found.request();
    if (this.#rendering.waits || this.#scroll.following) painter.request(this.#paintable);
  }

  #focusItem(index: number): void {
    const view = this.#rows.show(index);
    if (view === undefined) return;
    this.#scroll.following = false;
    this.#setCurrent(this.items[index]?.from ?? -1);
    view.element.focus({ preventScroll: true });
    view.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Opens a folded run; false where the item is none. */
  #unfold(index: number): boolean {
    const item = this.items[index];
    if (item?.kind !== 'fold') return false;
    this.#current.row = item.from;
    this.#open(item);
    this.#focusItem(this.#items.indexOf(item.from));
    return true;
  }

  #onFocus(index: number): void {
    const item = this.items[index];
    const { row } = this.#current;
    if (item !== undefined && (row < item.from || row >= item.to)) this.#setCurrent(item.from);
  }

  #setCurrent(row: number): void {
    this.#current.row = row;
    this.#markCurrent();
    this.#events.onCurrent();
  }
}
