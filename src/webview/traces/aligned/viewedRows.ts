import type { TextScroll } from '../textScroll.ts';
import type { Item } from './items.ts';
import type { RowList } from './rowList.ts';
import { itemOfRow, rowOfStep, type StepName, stepOfRow } from './rowPlaces.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** A place that is known in the next alignment too: a step, and how many pixels of its row are above the view. */
export interface Anchor {
  readonly step: StepName;
  readonly above: number;
}

/** Which rows are in view, and how what is at the top stays there when others come. */
export class ViewedRows {
  readonly #rows: RowList;
  readonly #scroller: HTMLElement;
  readonly #scroll: TextScroll;

  constructor(rows: RowList, scroller: HTMLElement, scroll: TextScroll) {
    this.#rows = rows;
    this.#scroller = scroller;
    this.#scroll = scroll;
  }

  /** The items at the top and the bottom of the view, 0-based, and how much of each is above those edges, 0 to 1. */
  get places(): readonly [top: number, bottom: number] {
    const box = this.#scroll.box();
    return [this.#placeAt(box.top), this.#placeAt(box.bottom)];
  }

  /** What is at the top of the view; null at the very top. */
  anchor(alignment: ShownAlignment | null, items: readonly Item[]): Anchor | null {
    const { top } = this.#scroll.box();
    const index = this.#rows.at(top);
    const step = stepOfRow(alignment, items[index]?.from ?? -1);
    const box = this.#rows.row(index)?.element.getBoundingClientRect();
    return step === null || box === undefined || this.#scroller.scrollTop <= 0
      ? null
      : { step, above: top - box.top };
  }

  restore({ step, above }: Anchor, alignment: ShownAlignment | null, items: readonly Item[]): void {
    const item = itemOfRow(items, rowOfStep(alignment, step));
    const view = item < 0 ? undefined : this.#rows.show(item);
    if (view !== undefined) this.#scroll.toTop(view.element, above);
  }

  /** Keeps the row at the top of the view where it is while rows are drawn: the browser does not always. */
  keep<Value>(draw: () => Value): Value {
    const row = this.#rows.row(this.#rows.at(this.#scroll.box().top))?.element;
    const before = row?.getBoundingClientRect().top ?? 0;
    const value = draw();
    const by = (row?.getBoundingClientRect().top ?? 0) - before;
    if (Math.abs(by) >= 1) this.#scroller.scrollTop += by;
    return value;
  }

  #placeAt(top: number): number {
    const item = this.#rows.at(top);
    const box = this.#rows.row(item)?.element.getBoundingClientRect();
    if (box === undefined || box.height === 0) return Math.max(0, item);
    return Math.max(0, item) + Math.min(1, Math.max(0, (top - box.top) / box.height));
  }
}
