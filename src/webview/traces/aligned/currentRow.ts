import type { RowView } from './rowView.ts';

/** The row that the reader is at: it is marked, and the one row in the order of the keyboard. */
export class CurrentRow {
  /** 0-based; -1 before the reader went to one. */
  row = -1;
  #view: RowView | null = null;

  /** The row that takes the focus; null before one was made. */
  get view(): RowView | null {
    return this.#view;
  }

  /** Marks a view as the current row's, or, where that is not made or there is none, lets it take the focus alone. */
  mark(view: RowView | undefined, isCurrent: boolean): void {
    if (this.#view !== null) {
      this.#view.element.ariaCurrent = null;
      this.#view.element.tabIndex = -1;
    }
    this.#view = view ?? null;
    if (view === undefined) return;
    view.element.tabIndex = 0;
    if (isCurrent) view.element.ariaCurrent = 'true';
  }

  clear(): void {
    this.row = -1;
    this.#view = null;
  }
}
