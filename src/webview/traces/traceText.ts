import { painter, type Paintable } from './painter.ts';
import { loadRendering, rendering } from './renderer.ts';
import { StepList } from './stepList.ts';
import type { Range } from './marks.ts';
import type { StepView } from './stepView.ts';
import { TextDrawing } from './textDrawing.ts';
import { TextScroll } from './textScroll.ts';
import { TextFinding } from './textFinding.ts';
import type { FindOptions } from './textSearch.ts';
import { TextTravel } from './textTravel.ts';

/** `rendered`: markdown and LaTeX drawn. `raw`: every character as it came. */
export type TextMode = 'rendered' | 'raw';

/**
 * A growing text of a model in the page, step by step. Text is appended to the last step only; a finished step is
 * rendered once, when it comes near the view, and only marks and `setMode` touch it again. So a token costs the
 * drawing of one step however long the trace is.
 */
export class TraceText {
  readonly element: HTMLElement;
  /** Called when `found` grew with the text. */
  onFound: () => void = () => undefined;
  #mode: TextMode = 'rendered';
  #marked: Range | null = null;
  #waiting = false;
  #seen = true;
  readonly #finding = new TextFinding(() => this.#steps.near);
  readonly #steps: StepList;
  readonly #scroll: TextScroll;
  readonly #drawing: TextDrawing;
  readonly #travel: TextTravel;
  readonly #paintable: Paintable = {
    paint: (isOver) => this.#paint(isOver),
    settle: () => {
      if (this.#seen) this.#scroll.follow();
    },
  };

  constructor() {
    this.element = document.createElement('div');
    this.element.className = 'model-text rendered';
    this.element.tabIndex = 0;
    this.element.role = 'group';
    this.#scroll = new TextScroll(this.element);
    this.#steps = new StepList(this.element, ({ near, views }) => this.#onNear(near, views));
    this.#drawing = new TextDrawing(this.#steps, () => ({
      rendered: this.#mode === 'rendered',
      following: this.#scroll.following,
      crowd: painter.crowd,
      marked: this.#marked,
    }));
    this.#travel = new TextTravel({
      steps: this.#steps,
      scroll: this.#scroll,
      drawing: this.#drawing,
      drawAll: () => this.#drawAll(),
      rendered: () => this.#mode === 'rendered',
    });
    // The room changes without a scroll event when the other text appears or is unfolded.
    new ResizeObserver(() => this.follow()).observe(this.element);
  }

  /** All text so far, as it came. */
  get raw(): string {
    return this.#drawing.raw;
  }

  /** How many steps the text has so far, the growing one with them. */
  get steps(): number {
    this.#drawAll();
    return this.#steps.views.length;
  }

  /** 1-based: the step at the top of the view; 0 where there is none. */
  get currentStep(): number {
    return this.#top() + 1;
  }

  /** Number of places found by the last `find`; grows with the text. */
  get found(): number {
    return this.#finding.places.length;
  }

  /** Half-open offsets of the 0-based place of the last `find`. */
  placeOf(index: number): Range | undefined {
    return this.#finding.places[index];
  }

  /** What the last `find` looks for; null where nothing is. */
  get pattern(): RegExp | null {
    return this.#finding.pattern;
  }

  /**
   * Whether it is in sight: where it is not, what comes is kept and drawn when it is again, and nothing asks where
   * something is, for which the browser would lay it out.
   */
  set seen(seen: boolean) {
    if (seen === this.#seen) return;
    this.#seen = seen;
    if (seen) this.#request();
    else this.element.ariaBusy = null;
  }

  /** UTF-16 offset of the step at the top of the view; null at the very top, and where the text stays at its end. */
  get place(): number | null {
    return this.#travel.place;
  }

  /** Brings the step with an offset to the top of the view, as soon as it is drawn. */
  goToPlace(offset: number): void {
    this.#travel.wantPlace(offset);
    this.#request();
  }

  append(text: string): void {
    if (text === '') return;
    this.#drawing.append(text);
    if (this.#finding.grew(this.raw)) this.onFound();
    if (this.#mode === 'rendered' && rendering() === null) loadRendering(() => this.#onRendering());
    this.#request();
  }

  /** Shows what was held back and ends the last step: call when no more text will come. */
  finish(): void {
    if (this.#drawing.end()) this.#request();
  }

  /** Shows another text from its start, or from its end with `follow`. */
  replace(text: string, follow: boolean): void {
    this.#drawing.clear();
    this.#travel.restart();
    this.#marked = null;
    this.#finding.restart();
    this.#scroll.restart(follow);
    this.append(text);
  }

  /** Like `replace`, but what is there stays where the text only grew. */
  become(text: string, follow: boolean): void {
    const { raw } = this;
    if (raw !== '' && text.startsWith(raw)) this.append(text.slice(raw.length));
    else this.replace(text, follow);
  }

  /** Shows the text rendered or as it came; the step at the top of the view stays there. */
  setMode(mode: TextMode): void {
    if (mode === this.#mode) return;
    const view = this.#seen ? this.#steps.views[this.#top()] : undefined;
    const above = view === undefined ? 0 : this.#scroll.box().top - view.element.getBoundingClientRect().top;
    this.#mode = mode;
    this.element.classList.toggle('rendered', mode === 'rendered');
    if (mode === 'rendered') this.#drawing.renderSoon(true, this.#steps.near);
    else {
      this.#drawing.renderSoon(false, this.#steps.views);
      for (const one of this.#steps.views) one.showRaw();
    }
    if (view !== undefined) {
      if (mode === 'rendered') view.render();
      this.#scroll.toTop(view.element, above);
    }
    painter.request(this.#paintable);
  }

  /** Marks half-open UTF-16 offsets of the raw text as the place of the answer; null unmarks. */
  mark(range: Range | null): void {
    this.#marked = range;
    for (const view of this.#steps.views) view.mark(range);
  }

  /** Brings the marked place into view; nothing where nothing is marked. */
  revealMark(): void {
    this.#travel.revealMark();
  }

  /** Brings the 1-based step to the top of the view. */
  scrollToStep(number: number): void {
    this.#travel.toStep(number);
  }

  /** Goes to the end, and stays there while the text grows. */
  jumpToEnd(): void {
    this.#travel.toEnd();
  }

  /** Searches the text as it came; gives the number of places. An empty query ends the search. */
  find(query: string, options: FindOptions): number {
    this.#finding.find(query, options, this.raw);
    return this.found;
  }

  /** Brings the 0-based place of the last `find` into view and highlights it, in all texts this one alone. */
  show(index: number): void {
    const place = this.#finding.places[index];
    if (place !== undefined) this.#travel.toFound(place);
  }

  /** Stays at the end while the reader is there; what waits to be drawn does so itself. */
  follow(): void {
    if (this.#seen && !this.#waiting) this.#scroll.follow();
  }

  #request(): void {
    this.#waiting = true;
    if (!this.#seen) return;
    this.element.ariaBusy = 'true';
    painter.request(this.#paintable);
  }

  #onRendering(): void {
    this.#onNear(true, this.#steps.near);
  }

  #onNear(near: boolean, views: readonly StepView[]): void {
    this.#drawing.renderSoon(near, views);
    this.#finding.markAgain();
    // What is laid out has another height than was guessed.
    if (this.#drawing.waits || this.#scroll.following) painter.request(this.#paintable);
  }

  #paint(isOver: () => boolean): boolean {
    if (!this.#seen) return true;
    const drawn = this.#drawing.draw(isOver);
    if (drawn) this.#drawn();
    this.#travel.drawn(drawn);
    this.#finding.markAgain();
    return this.#drawing.render(isOver) && drawn;
  }

  /** Draws what waits, as it came. */
  #drawAll(): void {
    this.#drawing.draw(() => false, true);
    this.#drawn();
  }

  #drawn(): void {
    this.#waiting = false;
    this.element.ariaBusy = null;
  }

  /** Index of the first step of which something is in view. */
  #top(): number {
    return this.#steps.at(this.#scroll.box().top);
  }
}
