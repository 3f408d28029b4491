import { leave } from '../leaving.ts';
import { ChapterWindow } from './chapterWindow.ts';
import type { Item } from './items.ts';
import { chaptersOf, RowChapter } from './rowChapter.ts';
import type { RowView } from './rowView.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** The rows of an alignment, in chapters that are made when they come near the view. */
export class RowList {
  readonly #window: ChapterWindow;
  readonly #onNear: (rows: readonly RowView[]) => void;
  #alignment: ShownAlignment | null = null;
  #chapters: RowChapter[] = [];
  /** Index of the first item of each chapter. */
  #firsts: number[] = [];

  /** `onNear` is called for rows that came near the view. */
  constructor(element: HTMLElement, scroller: HTMLElement, onNear: (rows: readonly RowView[]) => void) {
    this.#onNear = onNear;
    this.#window = new ChapterWindow(element, scroller, {
      make: (chapter) => this.#make(chapter),
      onShown: (chapters) => onNear(chapters.flatMap(({ rows }) => rows)),
    });
  }

  /** Rows in view, then those near it, below and above. */
  get near(): RowView[] {
    return this.#window.shown.flatMap(({ rows }) => rows);
  }

  /** All rows that were made. */
  get made(): RowView[] {
    return this.#chapters.flatMap(({ rows }) => rows);
  }

  clear(): void {
    leave(this.#window.shown.map(({ element }) => element));
    this.#window.clear();
    this.#chapters = [];
    this.#firsts = [];
    this.#alignment = null;
  }

  /** Shows these items; what is the same as before stays in the page as it is. `width` is a column's, in pixels. */
  update(alignment: ShownAlignment, items: readonly Item[], width: number): void {
    this.#alignment = alignment;
    const old = new Map(this.#chapters.map((chapter) => [chapter.key, chapter]));
    const fresh: RowChapter[] = [];
    this.#chapters = chaptersOf(items).map((own) => {
      const made = new RowChapter(own);
      const kept = old.get(made.key);
      old.delete(made.key);
      if (kept !== undefined) {
        kept.take(own);
        return kept;
      }
      made.guess(alignment, width);
      fresh.push(made);
      return made;
    });
    this.#firsts = [];
    let first = 0;
    for (const { items: own } of this.#chapters) {
      this.#firsts.push(first);
      first += own.length;
    }
    this.#replace([...old.values()], fresh);
    this.#window.set(this.#chapters);
    this.#chapters.forEach((chapter, at) => chapter.number(this.#firsts[at] ?? 0));
    this.#onNear(fresh.flatMap(({ rows }) => rows));
  }

  /** The row of an item, made and laid out now, wherever it is. */
  show(index: number): RowView | undefined {
    const at = this.#chapterAt(index);
    const chapter = this.#chapters[at];
    if (chapter === undefined) return undefined;
    this.#window.ask(chapter);
    return chapter.rows[index - (this.#firsts[at] ?? 0)];
  }

  /** The row of an item where it is in the page. */
  row(index: number): RowView | undefined {
    const at = this.#chapterAt(index);
    const chapter = this.#chapters[at];
    return chapter?.shown === true ? chapter.rows[index - (this.#firsts[at] ?? 0)] : undefined;
  }

  /** Index of the item of which something is at `top`, in pixels of the window; -1 where there is none. */
  at(top: number): number {
    const bottoms = this.#window.bottoms();
    const below = bottoms.findIndex((bottom) => bottom > top + 1);
    const at = below < 0 ? bottoms.length - 1 : below;
    const chapter = this.#chapters[at];
    if (chapter === undefined) return -1;
    return (this.#firsts[at] ?? 0) + (chapter.shown ? Math.max(0, firstBelow(chapter.rows, top)) : 0);
  }

  /** What the reader sees is replaced at once, with the rows that are the same. */
  #replace(gone: readonly RowChapter[], fresh: readonly RowChapter[]): void {
    if (this.#alignment === null) return;
    const rows = new Map(gone.flatMap((chapter) => chapter.rows.map((row) => [row.item.key, row] as const)));
    const seen = new Set(gone.flatMap(({ shown, items }) => (shown ? items.map(({ key }) => key) : [])));
    for (const chapter of fresh) {
      if (!chapter.items.some(({ key }) => seen.has(key))) continue;
      chapter.build(this.#alignment, rows);
      chapter.shown = true;
    }
  }

  #make(chapter: RowChapter): void {
    if (this.#alignment === null) return;
    chapter.build(this.#alignment, new Map());
    chapter.number(this.#firsts[this.#chapters.indexOf(chapter)] ?? 0);
  }

  #chapterAt(index: number): number {
    const after = this.#firsts.findIndex((first) => first > index);
    return after < 0 ? this.#firsts.length - 1 : after - 1;
  }
}

/** Index of the first of elements from top to bottom that ends below a place; else of the last. */
function firstBelow(parts: readonly { readonly element: Element }[], top: number): number {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.element.getBoundingClientRect().bottom ?? 0) > top + 1) high = middle;
    else low = middle + 1;
  }
  return high < 0 ? -1 : low;
}
