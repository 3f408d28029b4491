import { clearFound, highlightFound } from './findHighlight.ts';
import { FoundMarks } from './foundMarks.ts';
import { painter, type Paintable } from './painter.ts';
import { loadRendering, rendering } from './renderer.ts';
import { StepList } from './stepList.ts';
import type { Range } from './marks.ts';
import type { StepView } from './stepView.ts';
import { TextDrawing } from './textDrawing.ts';
import { TextScroll } from './textScroll.ts';
import { TextSearch, type FindOptions } from './textSearch.ts';

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
  readonly #search = new TextSearch();
  readonly #found = new FoundMarks(() => ({
    pattern: this.#search.pattern,
    steps: this.#steps.near
      .filter(({ start, end }) => this.#search.isIn(start, end))
      .map(({ element }) => element),
  }));
  readonly #steps: StepList;
  readonly #scroll: TextScroll;
  readonly #drawing: TextDrawing;
  readonly #paintable: Paintable = {
    paint: (isOver) => this.#paint(isOver),
    settle: () => this.#scroll.follow(),
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
    // The room changes without a scroll event when the other text appears or is unfolded.
    new ResizeObserver(() => this.follow()).observe(this.element);
  }

  /** All text so far, as it came. */
  get raw(): string {
    return this.#drawing.raw;
  }

  get mode(): TextMode {
    return this.#mode;
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
    return this.#search.found.length;
  }

  /** Half-open offsets of the 0-based place of the last `find`. */
  placeOf(index: number): Range | undefined {
    return this.#search.found[index];
  }

  /** What the last `find` looks for; null where nothing is. */
  get pattern(): RegExp | null {
    return this.#search.pattern;
  }

  append(text: string): void {
    if (text === '') return;
    this.#drawing.append(text);
    if (this.#search.update(this.raw)) this.onFound();
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
    this.#marked = null;
    this.#search.restart();
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
    const view = this.#steps.views[this.#top()];
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
    this.#drawAll();
    const view = this.#steps.views.find(({ marked }) => marked);
    if (view === undefined) return;
    this.#bringUp(view);
    this.#scroll.toCenter(() => view.element.querySelector('mark') ?? view.element);
  }

  /** Brings the 1-based step to the top of the view. */
  scrollToStep(number: number): void {
    this.#drawAll();
    const { views } = this.#steps;
    const view = views[Math.min(Math.max(number, 1), views.length) - 1];
    if (view === undefined) return;
    this.#bringUp(view);
    this.#scroll.toTop(view.element);
  }

  /** Goes to the end, and stays there while the text grows. */
  jumpToEnd(): void {
    this.#drawAll();
    this.#scroll.toEnd();
  }

  /** Searches the text as it came; gives the number of places. An empty query ends the search. */
  find(query: string, options: FindOptions): number {
    const changed = this.#search.set(query, options);
    if (changed) clearFound();
    if (this.#search.update(this.raw) || changed) this.#found.request();
    return this.found;
  }

  /** Brings the 0-based place of the last `find` into view and highlights it, in all texts this one alone. */
  show(index: number): void {
    const place = this.#search.found[index];
    if (place === undefined) return;
    this.#drawing.draw(() => (this.#steps.views.at(-1)?.end ?? 0) >= place[1], true);
    const views = this.#steps.views.filter(({ start, end }) => start < place[1] && end > place[0]);
    for (const view of views) this.#bringUp(view);
    const shown = views.map((view) => ({ view, ...view.shown(...place) }));
    const ranges = shown.flatMap(({ range }) => range ?? []);
    // Where neither text nor formula shows the place, as in the address of a link, the step does.
    const elements = shown.flatMap(({ view, range, formulas }) =>
      range === null && formulas.length === 0 ? [view.element] : formulas,
    );
    highlightFound(ranges, elements);
    const first = ranges[0] ?? elements[0];
    if (first !== undefined) this.#scroll.toCenter(() => first);
  }

  /** Stays at the end while the reader is there; what waits to be drawn does so itself. */
  follow(): void {
    if (!this.#waiting) this.#scroll.follow();
  }

  #request(): void {
    this.#waiting = true;
    this.element.ariaBusy = 'true';
    painter.request(this.#paintable);
  }

  #onRendering(): void {
    this.#onNear(true, this.#steps.near);
  }

  #onNear(near: boolean, views: readonly StepView[]): void {
    this.#drawing.renderSoon(near, views);
    this.#refind();
    // What is laid out has another height than was guessed.
    if (this.#drawing.waits || this.#scroll.following) painter.request(this.#paintable);
  }

  #paint(isOver: () => boolean): boolean {
    const drawn = this.#drawing.draw(isOver);
    if (drawn) this.#drawn();
    this.#refind();
    return this.#drawing.render(isOver) && drawn;
  }

  /** What was drawn anew has lost its marks. */
  #refind(): void {
    if (this.#search.pattern !== null) this.#found.request();
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

  #bringUp(view: StepView): void {
    this.#scroll.following = false;
    this.#steps.show(view);
    if (this.#mode === 'rendered') view.render();
  }

  /** Index of the first step of which something is in view. */
  #top(): number {
    return this.#steps.at(this.#scroll.box().top);
  }
}
