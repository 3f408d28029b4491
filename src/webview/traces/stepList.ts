import { leave } from './leaving.ts';
import { guessHeight, StepGroup } from './stepGroup.ts';
import { StepView } from './stepView.ts';

/** Groups in a chapter: the browser looks at each chapter in each frame, and into those near the view. */
const GROUPS = 16;

interface Chapter {
  readonly element: HTMLElement;
  readonly groups: StepGroup[];
  /** Guessed, in pixels, of the groups that are full. */
  height: number;
}

/** The steps of a text in the page, in groups and chapters; says which of them come near the view. */
export class StepList {
  readonly #element: HTMLElement;
  readonly #onNear: (group: StepGroup) => void;
  #views: StepView[] = [];
  #chapters: Chapter[] = [];
  #groupOf = new WeakMap<Element, StepGroup>();

  /** `onNear` is called for a group that comes near the view, which lays it out, or leaves it. */
  constructor(element: HTMLElement, onNear: (group: StepGroup) => void) {
    this.#element = element;
    this.#onNear = onNear;
    // The browser lays out what is near the view and skips the rest: it knows without being asked.
    element.addEventListener(
      'contentvisibilityautostatechange',
      (event) => {
        const group = event.target instanceof Element ? this.#groupOf.get(event.target) : undefined;
        if (group === undefined || !(event instanceof ContentVisibilityAutoStateChangeEvent)) return;
        group.near = !event.skipped;
        onNear(group);
      },
      { capture: true },
    );
  }

  get views(): readonly StepView[] {
    return this.#views;
  }

  /** Is a step near the view, as far as is known? */
  isNear(view: StepView): boolean {
    const group = view.element.closest('.group');
    return group !== null && this.#groupOf.get(group)?.near === true;
  }

  /** Steps near the view, as far as is known. */
  get near(): StepView[] {
    const groups = this.#chapters.flatMap((chapter) => chapter.groups.filter(({ near }) => near));
    return [...new Set([...groups.flatMap(({ views }) => views), ...this.last])];
  }

  /** Steps of the group that grows. */
  get last(): readonly StepView[] {
    return this.#chapters.at(-1)?.groups.at(-1)?.views ?? [];
  }

  clear(): void {
    leave(this.#chapters.map(({ element }) => element));
    this.#views = [];
    this.#chapters = [];
    this.#groupOf = new WeakMap();
  }

  /** The growing step, or a new one that begins at `start` where the last is finished. */
  open(start: number): StepView {
    const last = this.#views.at(-1);
    if (last !== undefined && !last.finished) return last;
    const view = new StepView(this.#views.length + 1, start);
    this.#views.push(view);
    this.#openGroup().add(view);
    return view;
  }

  /** Guesses the height of what grew out of view. */
  guess(): void {
    const chapter = this.#chapters.at(-1);
    const group = chapter?.groups.at(-1);
    if (chapter === undefined || group === undefined || group.near) return;
    const height = group.guessedHeight;
    guessHeight(group.element, height, false);
    guessHeight(chapter.element, chapter.height + height, false);
  }

  /** Lays out a step's group now, wherever it is. */
  show(view: StepView): void {
    const [group, chapter] = [view.element.closest('.group'), view.element.closest('.chapter')];
    group?.classList.add('shown');
    chapter?.classList.add('shown');
    const known = group === null ? undefined : this.#groupOf.get(group);
    if (known === undefined) return;
    // The browser says nothing more of it.
    known.near = true;
    this.#onNear(known);
  }

  /** Index of the step of which something is at `top`, in pixels of the window; -1 where there is none. */
  at(top: number): number {
    const chapter = firstAt(this.#chapters, top);
    const group = firstAt(chapter?.groups ?? [], top);
    const view = firstAt(group?.views ?? [], top);
    return view === undefined ? -1 : this.#views.indexOf(view);
  }

  #openGroup(): StepGroup {
    let chapter = this.#chapters.at(-1);
    const last = chapter?.groups.at(-1);
    if (last !== undefined && !last.isFull) return last;
    if (chapter !== undefined && last !== undefined) {
      const height = last.guessedHeight;
      chapter.height += height;
      guessHeight(last.element, height, true);
      guessHeight(chapter.element, chapter.height, chapter.groups.length >= GROUPS);
    }
    if (chapter === undefined || chapter.groups.length >= GROUPS) {
      chapter = { element: document.createElement('div'), groups: [], height: 0 };
      chapter.element.className = 'chapter';
      this.#chapters.push(chapter);
      this.#element.append(chapter.element);
    }
    const group = new StepGroup();
    chapter.groups.push(group);
    this.#groupOf.set(group.element, group);
    chapter.element.append(group.element);
    return group;
  }
}

/** The first of elements from top to bottom that ends below a place; else the last. */
function firstAt<Part extends { readonly element: Element }>(
  parts: readonly Part[],
  top: number,
): Part | undefined {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = parts[middle]?.element.getBoundingClientRect().bottom ?? 0;
    if (bottom > top + 1) high = middle;
    else low = middle + 1;
  }
  return parts[low];
}
