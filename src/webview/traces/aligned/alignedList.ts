import { FoundMarks } from '../foundMarks.ts';
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
import { partnerRow, rowOfStep, stepOfRow } from './rowPlaces.ts';
import { RowTravel } from './rowTravel.ts';
import type { RowView } from './rowView.ts';
import { ScrollPace } from './scrollPace.ts';
import type { ShownAlignment } from './shownAlignment.ts';
import { StayingReference } from './stayingReference.ts';
import { type Anchor, ViewedRows } from './viewedRows.ts';

/** Milliseconds of a frame in which steps may be rendered while the reader scrolls, for that takes its time too. */
const BUDGET = 2;

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
  /** Brings rows, and places in them, into view. */
  readonly travel: RowTravel;
  readonly #events: AlignedListEvents;
  readonly #items = new FoldedItems();
  readonly #rendering = new RowRendering();
  readonly #current = new CurrentRow();
  readonly #staying: StayingReference;
  #pattern: RegExp | null = null;
  readonly #found = new FoundMarks(() => ({
    pattern: this.#pattern,
    steps: this.#rows.near.flatMap(({ steps }) => steps.map(({ view }) => view.element)),
  }));
  readonly #pace: ScrollPace;
  /** Rows came into the page, and nothing was rendered since. */
  #brought = false;
  readonly #paintable: Paintable = {
    paint: (isOver) => this.#paint(isOver),
    settle: () => this.#scroll.follow(),
  };

  constructor(events: AlignedListEvents) {
    this.#events = events;
    const { scroller, body } = gridElement(this.#tail.element);
    this.#scroller = scroller;
    this.#staying = new StayingReference(body);
    this.element.append(this.#scroller);
    this.#pace = new ScrollPace(scroller);
    this.#rows = new RowList(body, scroller, (rows) => this.#onNear(rows));
    this.#scroller.addEventListener('scroll', () => events.onView(), { passive: true });
    // Before the scrolling's own keys: both have their part in them.
    listenTo(this.#scroller, {
      count: () => this.items.length,
      onGo: (item) => this.#focusItem(item),
      onOpen: (item) => this.#unfold(item),
      onPartner: (key, number) => {
        const column = this.alignment?.columns.findIndex(({ head }) => head.key === key) ?? -1;
        this.travel.goTo(partnerRow(this.alignment, { column, number }), true);
      },
      onFocus: (item) => this.#onFocus(item),
    });
    this.#scroll = new TextScroll(this.#scroller);
    this.#viewed = new ViewedRows(this.#rows, this.#scroller, this.#scroll);
    this.travel = new RowTravel({
      scroll: this.#scroll,
      alignment: () => this.alignment,
      bring: (row) => this.#bring(row),
      onCurrent: (row) => this.#setCurrent(row),
    });
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
    // Before it is in the page it will be about as wide as that.
    const width = this.#scroller.clientWidth || document.documentElement.clientWidth;
    return width / Math.max(1, this.alignment?.columns.length ?? 1);
  }

  /** The items at the top and the bottom of the view, 0-based, and how much of each is above those edges, 0 to 1. */
  get view(): readonly [top: number, bottom: number] {
    return this.#viewed.places;
  }

  /** 0-based: the row at the top of the view; null at the very top. */
  get topRow(): number | null {
    const step = this.#anchor?.step;
    return step === undefined ? null : rowOfStep(this.alignment, step);
  }

  /** Shows an alignment; null: none. */
  show(alignment: ShownAlignment | null, folds: boolean): void {
    if (alignment === null) {
      this.#items.set(null, false);
      this.#rows.clear();
      this.#tail.set([], -1);
      this.#current.clear();
      // To go to the top is left to the next rows: it lays out what is on its way out.
      this.#scroll.stop();
      return;
    }
    const fresh = this.alignment === null;
    if (fresh) this.#scroll.restart(false);
    const anchor = fresh ? null : this.#anchor;
    const current = stepOfRow(this.alignment, this.#current.row);
    const focused = this.#focused;
    this.#scroller.ariaColCount = String(alignment.columns.length);
    this.#items.set(alignment, folds);
    this.#tail.follow(this.items.length);
    this.#staying.set(alignment.reference, alignment.columns.length);
    this.#rows.update(alignment, this.items, this.columnWidth);
    if (anchor !== null && !this.#scroll.following) this.#viewed.restore(anchor, this.alignment, this.items);
    this.#current.row = current === null ? -1 : rowOfStep(alignment, current);
    this.#markCurrent();
    // What was drawn anew, or went into another chapter, has lost the focus.
    if (focused !== null && this.#focused === null)
      (focused.isConnected ? focused : this.#current.view?.element)?.focus({ preventScroll: true });
    if (this.#pattern !== null) this.#found.request();
    this.#events.onView();
    painter.request(this.#paintable);
  }

  /** What of it has the focus. */
  get #focused(): HTMLElement | null {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && this.#scroller.contains(activeElement)
      ? activeElement
      : null;
  }

  /** What came since it was aligned, one text a column. */
  setTails(texts: readonly string[]): void {
    this.#tail.set(texts, this.alignment?.reference ?? -1);
    painter.request(this.#paintable);
  }

  /** Shows texts rendered, or as they came. */
  setRendered(rendered: boolean): void {
    if (rendered === this.#rendering.rendered) return;
    const anchor = this.#anchor;
    this.#scroller.classList.toggle('rendered', rendered);
    this.#rendering.set(rendered, this.#rows.made);
    if (anchor !== null) this.#viewed.restore(anchor, this.alignment, this.items);
    painter.request(this.#paintable);
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
    const own = this.#rows.row(this.#items.indexOf(this.#current.row));
    // Else the keyboard comes in where the reader is.
    this.#current.mark(own ?? this.#rows.near[0], own !== undefined);
  }

  #onNear(rows: readonly RowView[]): void {
    const { row, view } = this.#current;
    const isHere = rows.some(({ item }) => item.from <= row && row < item.to);
    if (isHere || view?.element.isConnected !== true) this.#markCurrent();
    if (this.#pattern !== null) this.#found.request();
    this.#brought = rows.length > 0;
    if (this.#rendering.rendered || this.#scroll.following) painter.request(this.#paintable);
  }

  #paint(isOver: () => boolean): boolean {
    // Formulas take more time than there is in a frame that brings new rows: they are drawn where the reader stops.
    const { isFast, isMoving, isAtTop } = this.#pace;
    const brought = this.#brought;
    this.#brought = false;
    // So do rows that just came: what is rendered comes with the next frame.
    if (isFast || brought) return false;
    const end = performance.now() + (isMoving ? BUDGET : Infinity);
    const isLate = (): boolean => isOver() || performance.now() >= end;
    const paint = (): boolean => this.#rendering.paint(this.#rows.near, isLate);
    return isMoving || isAtTop || this.#scroll.following ? paint() : this.#viewed.keep(paint);
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
