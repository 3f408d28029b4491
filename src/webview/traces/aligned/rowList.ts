import { leave } from '../leaving.ts';
import type { Item } from './items.ts';
import { chaptersOf, RowChapter } from './rowChapter.ts';
import type { RowView } from './rowView.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** The rows of an alignment in the page, in chapters that are filled when they come near the view. */
export class RowList {
  readonly #element: HTMLElement;
  readonly #onNear: (near: boolean, rows: readonly RowView[]) => void;
  #alignment: ShownAlignment | null = null;
  #chapters: RowChapter[] = [];
  /** Index of the first item of each chapter. */
  #firsts: number[] = [];
  #chapterOf = new WeakMap<Element, RowChapter>();
  #shown: RowChapter | null = null;

  /** `onNear` is called for rows that come near the view, or leave it. */
  constructor(element: HTMLElement, onNear: (near: boolean, rows: readonly RowView[]) => void) {
    this.#element = element;
    this.#onNear = onNear;
    element.addEventListener(
      'contentvisibilityautostatechange',
      (event) => {
        const chapter = event.target instanceof Element ? this.#chapterOf.get(event.target) : undefined;
        if (chapter === undefined || !(event instanceof ContentVisibilityAutoStateChangeEvent)) return;
        this.#setNear(chapter, !event.skipped);
      },
      { capture: true },
    );
  }

  /** Rows near the view, as far as is known. */
  get near(): RowView[] {
    return this.#chapters.flatMap(({ near, rows }) => (near ? rows : []));
  }

  /** All rows that were made. */
  get made(): RowView[] {
    return this.#chapters.flatMap(({ rows }) => rows);
  }

  clear(): void {
    leave(this.#chapters.map(({ element }) => element));
    this.#chapters = [];
    this.#firsts = [];
    this.#alignment = null;
    this.#shown = null;
  }

  /** Shows these items; what is the same as before stays in the page as it is. `width` is a column's, in pixels. */
  update(alignment: ShownAlignment, items: readonly Item[], width: number): void {
    this.#alignment = alignment;
    const old = new Map(this.#chapters.map((chapter) => [chapter.key, chapter]));
    const chapters = chaptersOf(items).map((own) => {
      const made = new RowChapter(own);
      const kept = old.get(made.key);
      if (kept === undefined) return made;
      old.delete(made.key);
      return kept;
    });
    const rows = new Map(
      [...old.values()].flatMap((chapter) => chapter.rows.map((row) => [row.item.key, row] as const)),
    );
    const wasNear = [...old.values()].some(({ near }) => near);
    const before = new Set(this.#chapters);
    this.#chapters = chapters;
    this.#firsts = [];
    let first = 0;
    for (const chapter of chapters) {
      this.#firsts.push(first);
      this.#chapterOf.set(chapter.element, chapter);
      if (!before.has(chapter)) {
        chapter.guess(alignment, width);
        // What the reader sees is replaced at once, rather than after the browser said that it is in view.
        if (wasNear && chapter.items.some(({ key }) => rows.has(key))) {
          chapter.build(alignment, rows);
          chapter.near = true;
        }
      }
      chapter.number(first);
      first += chapter.items.length;
    }
    this.#place([...old.values()]);
    const fresh = chapters.filter((chapter) => !before.has(chapter));
    for (const chapter of before.size === 0 ? fresh.slice(0, 3) : []) this.#setNear(chapter, true);
    this.#onNear(
      true,
      fresh.flatMap(({ rows: made }) => made),
    );
  }

  /** The row of an item, made and laid out now, wherever it is. */
  show(index: number): RowView | undefined {
    const at = this.#chapterAt(index);
    const chapter = this.#chapters[at];
    if (chapter === undefined) return undefined;
    if (this.#shown !== chapter) this.#shown?.element.classList.remove('shown');
    this.#shown = chapter;
    chapter.element.classList.add('shown');
    this.#setNear(chapter, true);
    return chapter.rows[index - (this.#firsts[at] ?? 0)];
  }

  /** The row of an item where it is made. */
  row(index: number): RowView | undefined {
    const at = this.#chapterAt(index);
    return this.#chapters[at]?.rows[index - (this.#firsts[at] ?? 0)];
  }

  /** Index of the item of which something is at `top`, in pixels of the window; -1 where there is none. */
  at(top: number): number {
    const at = firstBelow(this.#chapters, top);
    const chapter = this.#chapters[at];
    if (chapter === undefined) return -1;
    return (this.#firsts[at] ?? 0) + Math.max(0, firstBelow(chapter.rows, top));
  }

  #setNear(chapter: RowChapter, near: boolean): void {
    chapter.near = near;
    if (near && this.#alignment !== null) {
      chapter.build(this.#alignment, new Map());
      chapter.number(this.#firsts[this.#chapters.indexOf(chapter)] ?? 0);
    }
    this.#onNear(near, chapter.rows);
  }

  #chapterAt(index: number): number {
    const after = this.#firsts.findIndex((first) => first > index);
    return after < 0 ? this.#firsts.length - 1 : after - 1;
  }

  /** Brings the page in line with the chapters: those that stay are not touched. */
  #place(gone: readonly RowChapter[]): void {
    for (const { element } of gone) element.remove();
    let next = this.#element.firstElementChild;
    for (const { element } of this.#chapters) {
      if (element === next) next = next.nextElementSibling;
      else this.#element.insertBefore(element, next);
    }
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
