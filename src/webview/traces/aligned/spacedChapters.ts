import type { RowChapter } from './rowChapter.ts';

/**
 * Chapters in the page: those that are shown, and for each run of others one empty element of their height. So the page
 * is small however long the list is, and nothing in it is asked in every frame whether it is in view.
 */
export class SpacedChapters {
  readonly #element: HTMLElement;
  readonly #spaces: HTMLElement[] = [];
  #parts: ReadonlySet<Element> = new Set();

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Brings the page in line with the chapters: those that stay are not touched. */
  place(chapters: readonly RowChapter[]): void {
    const parts: Element[] = [];
    let [room, spaces] = [0, 0];
    const space = (): void => {
      // The first is always there: so each has its place, and what comes into view moves none of them.
      if (room > 0 || parts.length === 0) parts.push(this.#space(spaces++, room));
      room = 0;
    };
    for (const chapter of chapters) {
      if (chapter.shown) {
        space();
        parts.push(chapter.element);
      } else room += chapter.height;
    }
    space();
    const wanted = new Set(parts);
    for (const part of this.#parts) if (!wanted.has(part)) part.remove();
    this.#parts = wanted;
    let next = this.#element.firstElementChild;
    for (const part of parts) {
      if (part === next) next = next.nextElementSibling;
      else this.#element.insertBefore(part, next);
    }
  }

  /** Forgets the chapters, which are left in the page. */
  clear(): void {
    for (const space of this.#spaces) space.remove();
    this.#parts = new Set();
  }

  #space(at: number, pixels: number): HTMLElement {
    const space = (this.#spaces[at] ??= spaceElement());
    const height = `${pixels}px`;
    if (space.style.blockSize !== height) space.style.blockSize = height;
    return space;
  }
}

function spaceElement(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'aligned-space';
  // It is nothing to assistive technology.
  element.role = 'presentation';
  return element;
}
