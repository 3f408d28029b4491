import { isHeld } from './heldChapters.ts';
import type { RowChapter } from './rowChapter.ts';
import { SpacedChapters } from './spacedChapters.ts';

/** Chapters as far from the view come into the page before they are seen, and farther away go out of it; in views. */
const AHEAD = 0.5;
const FAR = 1;
/** Looks at what is in view in one frame: where rows are less high than was guessed, more of them are. */
const LOOKS = 4;
/** Chapters whose rows are kept for the way back, out of the page. */
const KEPT = 24;

export interface WindowEvents {
  /** Makes the rows of a chapter, where they are not made. */
  readonly make: (chapter: RowChapter) => void;
  /** Chapters came into the page. */
  readonly onShown: (chapters: readonly RowChapter[]) => void;
}

/** Which chapters are in the page: those in view or near it, and what the reader holds on to. */
export class ChapterWindow {
  readonly #element: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #events: WindowEvents;
  readonly #page: SpacedChapters;
  #chapters: readonly RowChapter[] = [];
  /** What was asked for: it stays in the page until something else is. */
  #asked: RowChapter | null = null;
  /** Chapters out of the page that have rows still, those that went first in front. */
  readonly #kept = new Set<RowChapter>();
  /** Half-open indices of the chapters in view, as they were last. */
  #view: readonly [number, number] = [0, 0];
  #lastTop = 0;
  /** The reader goes downwards. */
  #down = true;
  #waiting = false;
  /** The frame in which was looked last, as its time. */
  #lookedAt: unknown = null;

  constructor(element: HTMLElement, scroller: HTMLElement, events: WindowEvents) {
    this.#element = element;
    this.#scroller = scroller;
    this.#events = events;
    this.#page = new SpacedChapters(element);
    // At the start of a frame, when nothing is written yet: what comes into view is there when it is painted.
    scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    const sizes = new ResizeObserver(() => this.#lookSoon());
    sizes.observe(scroller);
    sizes.observe(element);
  }

  /** Chapters in the page: those in view, then what comes into view next. */
  get shown(): RowChapter[] {
    return [this.#chapters.slice(...this.#view), ...this.#around(0, this.#chapters.length)]
      .flat()
      .filter(({ shown }) => shown);
  }

  /** Forgets the chapters, which are left in the page. */
  clear(): void {
    this.#page.clear();
    this.#chapters = [];
    this.#asked = null;
    this.#kept.clear();
    this.#view = [0, 0];
    this.#lastTop = 0;
  }

  /** Takes other chapters. The first ones come a frame after it was found which there are, each of which takes its time. */
  set(chapters: readonly RowChapter[]): void {
    const isFirst = this.#chapters.length === 0;
    this.#chapters = chapters;
    const known = new Set(chapters);
    for (const chapter of this.#kept) if (!known.has(chapter)) this.#kept.delete(chapter);
    this.#page.place(chapters);
    if (isFirst) requestAnimationFrame(() => requestAnimationFrame(() => this.#showFirst()));
    else this.#lookSoon();
  }

  /** Half of what there is room for, and with the next frame the rest. */
  #showFirst(): void {
    if (this.#chapters.some(({ shown }) => shown)) return;
    let room = window.innerHeight / 2;
    const first: RowChapter[] = [];
    for (const chapter of this.#chapters) {
      if (room <= 0) break;
      this.#show(chapter);
      first.push(chapter);
      room -= chapter.height;
    }
    this.#lookedAt = document.timeline.currentTime;
    this.#page.place(this.#chapters);
    this.#events.onShown(first);
    this.#lookSoon();
  }

  /** Brings a chapter into the page, wherever it is. */
  ask(chapter: RowChapter): void {
    this.#asked = chapter;
    if (chapter.shown) return;
    this.#show(chapter);
    this.#page.place(this.#chapters);
    this.#events.onShown([chapter]);
  }

  /** Where each chapter ends, in pixels of the window. */
  bottoms(): number[] {
    let { top } = this.#element.getBoundingClientRect();
    return this.#chapters.map((chapter) => {
      if (chapter.shown) chapter.height = chapter.element.getBoundingClientRect().height;
      return (top += chapter.height);
    });
  }

  /** Brings chapters near the view into the page and others out of it. Reads the layout before it writes. */
  #look(): void {
    if (this.#scroller.clientHeight === 0 || this.#chapters.length === 0) return;
    this.#lookedAt = document.timeline.currentTime;
    const { scrollTop } = this.#scroller;
    if (scrollTop !== this.#lastTop) this.#down = scrollTop > this.#lastTop;
    this.#lastTop = scrollTop;
    const made = this.#showInView();
    const bottoms = this.bottoms();
    // A frame has room for one of both.
    const [near, isLeft] = made.length > 0 ? [[], true] : this.#showNear(this.#within(AHEAD, bottoms));
    if (this.#hideFar(this.#within(FAR, bottoms)) || near.length > 0) this.#place(scrollTop);
    if (made.length + near.length > 0) this.#events.onShown([...made, ...near]);
    if (isLeft) this.#lookSoon();
  }

  #showInView(): RowChapter[] {
    const made: RowChapter[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      this.#view = this.#within(0, this.bottoms());
      const missing = this.#chapters.slice(...this.#view).filter(({ shown }) => !shown);
      if (missing.length === 0) break;
      for (const chapter of missing) this.#show(chapter);
      made.push(...missing);
      this.#page.place(this.#chapters);
    }
    return made;
  }

  /** Those of the chapters from one index to another that are above and below the view: first what comes into it next. */
  #around(from: number, to: number): [RowChapter[], RowChapter[]] {
    const below = this.#chapters.slice(this.#view[1], to);
    const above = this.#chapters.slice(from, this.#view[0]).reverse();
    return this.#down ? [below, above] : [above, below];
  }

  /** One a frame, for it must be laid out too: what came, and whether something is left. */
  #showNear(range: readonly [number, number]): [RowChapter[], boolean] {
    const [next, ...others] = this.#around(...range)
      .flat()
      .filter(({ shown }) => !shown);
    if (next === undefined) return [[], false];
    this.#show(next);
    return [[next], others.length > 0];
  }

  /** Is anything of it in the page no more? */
  #hideFar([from, to]: readonly [number, number]): boolean {
    const far = this.#chapters.filter(
      (chapter, at) =>
        chapter.shown && (at < from || at >= to) && chapter !== this.#asked && !isHeld(chapter.element),
    );
    for (const chapter of far) {
      chapter.shown = false;
      this.#kept.add(chapter);
    }
    for (const chapter of this.#kept) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(chapter);
      chapter.drop();
    }
    return far.length > 0;
  }

  /**
   * The browser keeps what is in view where it is, but at the end: where rows above are less high than was guessed, it
   * has nowhere left to scroll.
   */
  #place(scrollTop: number): void {
    const { scrollHeight, clientHeight } = this.#scroller;
    const first = this.#chapters[this.#view[0]]?.element;
    const isEnd = scrollTop + 2 * clientHeight > scrollHeight;
    const top = isEnd ? first?.getBoundingClientRect().top : undefined;
    this.#page.place(this.#chapters);
    if (first === undefined || top === undefined || this.#scroller.scrollTop === scrollTop) return;
    this.#scroller.scrollTop += first.getBoundingClientRect().top - top;
  }

  #show(chapter: RowChapter): void {
    this.#events.make(chapter);
    chapter.shown = true;
    this.#kept.delete(chapter);
  }

  /** Half-open indices of the chapters of which something is so many views from the view, or in it. */
  #within(views: number, bottoms: readonly number[]): [number, number] {
    const { top, bottom, height } = this.#scroller.getBoundingClientRect();
    const from = bottoms.findIndex((end) => end > top - views * height);
    const to = bottoms.findIndex((end) => end >= bottom + views * height);
    return [from < 0 ? bottoms.length : from, to < 0 ? bottoms.length : to + 1];
  }

  /**
   * Looks with the next frame. Not before it: whoever scrolls in between would take from the browser what it needs to
   * keep in place what is in view.
   */
  #lookSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      // Once a frame: each look may bring rows, which must be laid out.
      if (this.#lookedAt === document.timeline.currentTime) this.#lookSoon();
      else this.#look();
    });
  }
}
