import { highlightFound } from './findHighlight.ts';
import type { Range } from './marks.ts';
import type { StepList } from './stepList.ts';
import type { StepView } from './stepView.ts';
import type { TextDrawing } from './textDrawing.ts';
import type { TextScroll } from './textScroll.ts';

/** What the ways through a text need of it. */
export interface Travelled {
  readonly steps: StepList;
  readonly scroll: TextScroll;
  readonly drawing: TextDrawing;
  /** Draws all that waits, as it came. */
  readonly drawAll: () => void;
  readonly rendered: () => boolean;
}

/** Brings places of a text into view: steps, the marked answer, the end, what was found. */
export class TextTravel {
  readonly #of: Travelled;
  /** Where the reader is to be once the text is drawn so far, a UTF-16 offset; null: nowhere else. */
  #wanted: number | null = null;

  constructor(of: Travelled) {
    this.#of = of;
  }

  /** Offset of the step that is, or soon will be, at the top of the view; null at the very top, and where the text stays at its end. */
  get place(): number | null {
    const { steps, scroll } = this.#of;
    if (this.#wanted !== null) return this.#wanted;
    if (scroll.following || scroll.atTop) return null;
    return steps.views[steps.at(scroll.box().top)]?.start ?? null;
  }

  /** Brings the step with an offset to the top of the view, as soon as it is drawn. */
  wantPlace(offset: number): void {
    this.#of.scroll.following = false;
    this.#wanted = offset;
  }

  /** Something was drawn; `all`: everything. */
  drawn(all: boolean): void {
    const { steps, scroll } = this.#of;
    const wanted = this.#wanted;
    if (wanted === null) return;
    const view = steps.views.findLast(({ start }) => start <= wanted);
    if (view === undefined || (!all && view.end <= wanted)) return;
    this.#wanted = null;
    this.#bringUp(view);
    scroll.toTop(view.element);
  }

  /** Another text is shown. */
  restart(): void {
    this.#wanted = null;
  }

  revealMark(): void {
    const { steps, scroll, drawAll } = this.#of;
    drawAll();
    const view = steps.views.find(({ marked }) => marked);
    if (view === undefined) return;
    this.#bringUp(view);
    scroll.toCenter(() => view.element.querySelector('mark') ?? view.element);
  }

  /** @param number 1-based */
  toStep(number: number): void {
    const { steps, scroll, drawAll } = this.#of;
    drawAll();
    const { views } = steps;
    const view = views[Math.min(Math.max(number, 1), views.length) - 1];
    if (view === undefined) return;
    this.#bringUp(view);
    scroll.toTop(view.element);
  }

  toEnd(): void {
    this.#of.drawAll();
    this.#of.scroll.toEnd();
  }

  /** Brings a range into view and highlights it, in all texts this one alone. */
  toFound(place: Range): void {
    const { steps, scroll, drawing } = this.#of;
    drawing.draw(() => (steps.views.at(-1)?.end ?? 0) >= place[1], true);
    const views = steps.views.filter(({ start, end }) => start < place[1] && end > place[0]);
    for (const view of views) this.#bringUp(view);
    const shown = views.map((view) => ({ view, ...view.shown(...place) }));
    const ranges = shown.flatMap(({ range }) => range ?? []);
    // Where neither text nor formula shows the place, as in the address of a link, the step does.
    const elements = shown.flatMap(({ view, range, formulas }) =>
      range === null && formulas.length === 0 ? [view.element] : formulas,
    );
    highlightFound(ranges, elements);
    const first = ranges[0] ?? elements[0];
    if (first !== undefined) scroll.toCenter(() => first);
  }

  #bringUp(view: StepView): void {
    const { steps, scroll, rendered } = this.#of;
    this.#wanted = null;
    scroll.following = false;
    steps.show(view);
    if (rendered()) view.render();
  }
}
