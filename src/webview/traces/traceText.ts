import { StepSplitter, type Step } from '../../core/traces/steps.ts';
import { copySource } from './copySource.ts';
import { clearFound, highlightFound } from './findHighlight.ts';
import { painter, type Paintable } from './painter.ts';
import { loadRendering, rendering } from './renderer.ts';
import { StepList } from './stepList.ts';
import type { Range, StepView } from './stepView.ts';
import { TextScroll } from './textScroll.ts';
import { TextSearch, type FindOptions } from './textSearch.ts';

/** `rendered`: markdown and LaTeX drawn. `raw`: every character as it came. */
export type TextMode = 'rendered' | 'raw';

/** Steps at the start that are rendered at once: they are in view before the browser can say so. */
const FIRST_STEPS = 12;
/** UTF-16 units that are divided into steps at once. */
const PIECE = 16_000;
/** Milliseconds between two drawings of the growing step: its formulas are laid out with each. */
const EVERY = 48;

/**
 * A growing text of a model in the page, step by step. Text is appended to the last step only; a finished step is
 * rendered once, when it comes near the view, and only marks and `setMode` touch it again. So a token costs the
 * drawing of one step however long the trace is.
 */
export class TraceText {
  readonly element: HTMLElement;
  /** Called when `found` grew with the text. */
  onFound: () => void = () => undefined;
  #raw = '';
  /** No more text is expected. */
  #ended = false;
  #splitter = new StepSplitter();
  /** Finished steps that have no view yet, and how much of the text has gone through the splitter. */
  #queue: Step[] = [];
  #split = 0;
  #toRender = new Set<StepView>();
  #mode: TextMode = 'rendered';
  #marked: Range | null = null;
  #waiting = false;
  /** When the growing step may be drawn anew. */
  #restDue = 0;
  readonly #search = new TextSearch();
  readonly #steps: StepList;
  readonly #scroll: TextScroll;
  readonly #paintable: Paintable = {
    paint: (isOver) => this.#paint(isOver),
    settle: () => this.#scroll.follow(),
  };

  constructor() {
    this.element = document.createElement('div');
    this.element.className = 'model-text rendered';
    this.element.tabIndex = 0;
    this.element.role = 'group';
    this.element.addEventListener('copy', (event) => copySource(event));
    this.#scroll = new TextScroll(this.element);
    this.#steps = new StepList(this.element, ({ near, views }) => this.#onNear(near, views));
    // The room changes without a scroll event when the other text appears or is unfolded.
    new ResizeObserver(() => this.follow()).observe(this.element);
  }

  /** All text so far, as it came. */
  get raw(): string {
    return this.#raw;
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

  append(text: string): void {
    if (text === '') return;
    this.#raw += text;
    this.#ended = false;
    if (this.#search.update(this.#raw)) this.onFound();
    if (this.#mode === 'rendered' && rendering() === null) loadRendering(() => this.#onRendering());
    this.#request();
  }

  /** Shows what was held back and ends the last step: call when no more text will come. */
  finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#request();
  }

  /** Shows another text from its start, or from its end with `follow`. */
  replace(text: string, follow: boolean): void {
    this.#raw = '';
    this.#ended = false;
    this.#splitter = new StepSplitter();
    this.#queue = [];
    this.#split = 0;
    this.#steps.clear();
    this.#toRender.clear();
    this.#marked = null;
    this.#search.restart();
    this.#scroll.restart(follow);
    this.append(text);
  }

  /** Like `replace`, but what is there stays where the text only grew. */
  become(text: string, follow: boolean): void {
    if (this.#raw !== '' && text.startsWith(this.#raw)) this.append(text.slice(this.#raw.length));
    else this.replace(text, follow);
  }

  /** Shows the text rendered or as it came; the step at the top of the view stays there. */
  setMode(mode: TextMode): void {
    if (mode === this.#mode) return;
    const view = this.#steps.views[this.#top()];
    const above = view === undefined ? 0 : this.#scroll.box().top - view.element.getBoundingClientRect().top;
    this.#mode = mode;
    this.element.classList.toggle('rendered', mode === 'rendered');
    if (mode === 'raw') for (const one of this.#steps.views) one.showRaw();
    else this.#renderNear();

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
    this.#scroll.toCenter(() => this.element.querySelector('mark') ?? view.element);
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
    if (this.#search.set(query, options)) clearFound();
    this.#search.update(this.#raw);
    return this.found;
  }

  /** Brings the 0-based place of the last `find` into view and highlights it, in all texts this one alone. */
  show(index: number): void {
    const place = this.#search.found[index];
    if (place === undefined) return;
    this.#drawAll();
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
    this.#renderNear();
    painter.request(this.#paintable);
  }

  #renderNear(): void {
    this.#onNear(true, this.#steps.near);
  }

  #onNear(near: boolean, views: readonly StepView[]): void {
    this.#renderSoon(near, views);
    // What is laid out has another height than was guessed.
    if (this.#toRender.size > 0 || this.#scroll.following) painter.request(this.#paintable);
  }

  #renderSoon(near: boolean, views: readonly StepView[]): void {
    for (const view of views) {
      if (!near) this.#toRender.delete(view);
      else if (view.waits && this.#mode === 'rendered') this.#toRender.add(view);
    }
  }

  #paint(isOver: () => boolean): boolean {
    const drawn = this.#drawText(isOver);
    this.#waiting = !drawn;
    for (const view of this.#toRender) {
      if (isOver()) return false;
      view.render();
      this.#toRender.delete(view);
    }
    return drawn;
  }

  /** Puts what came into the page; false where something is left. */
  #drawText(isOver: () => boolean, force = false): boolean {
    do {
      const more = this.#divide();
      if (!this.#drawSteps(isOver)) return false;
      if (!more) {
        if (performance.now() < this.#restDue && !force) return false;
        this.#drawRest();
        return true;
      }
    } while (!isOver());
    return false;
  }

  /** Divides the next piece of the text into steps; false after the last one. */
  #divide(): boolean {
    const last = this.#raw.charCodeAt(this.#raw.length - 1);
    // What follows decides how a `\r` or half of a surrogate pair is shown.
    const held = !this.#ended && (last === 0x0d || (last >= 0xd800 && last <= 0xdbff)) ? 1 : 0;
    const end = Math.min(this.#raw.length - held, this.#split + PIECE);
    this.#queue.push(...this.#splitter.push(this.#raw.slice(this.#split, end)));
    this.#split = end;
    if (end < this.#raw.length - held) return true;
    if (this.#ended) {
      this.#queue.push(...this.#splitter.finish());
      // What comes all the same, after a trace that ended, begins another step.
      this.#splitter = new StepSplitter(end);
    }
    return false;
  }

  /** Views for finished steps. */
  #drawSteps(isOver: () => boolean): boolean {
    // Of a long text that comes at once, nobody knows yet what is near the view.
    const streams = this.#scroll.following && this.#queue.length <= FIRST_STEPS;
    let count = 0;
    for (const step of this.#queue) {
      const view = this.#steps.open(step.start);
      const missing = this.#raw.slice(view.end, step.end);
      if (missing !== '') view.grow(missing, false);
      view.finish(step.end);
      view.mark(this.#marked);
      if (this.#mode === 'rendered' && (streams || this.#steps.views.length <= FIRST_STEPS)) view.render();
      count += 1;
      if (isOver()) break;
    }
    this.#queue.splice(0, count);
    return this.#queue.length === 0;
  }

  /** The step that still grows. */
  #drawRest(): void {
    const end = this.#steps.views.at(-1)?.end ?? 0;
    const rest = this.#raw.slice(end, this.#split);
    if (rest !== '') {
      this.#steps.open(end).grow(rest, this.#mode === 'rendered');
      if (this.#mode === 'rendered') this.#restDue = performance.now() + EVERY;
    }
    this.#renderSoon(true, this.#steps.last);
    this.#steps.guess();
    this.element.ariaBusy = null;
  }

  /** Draws what waits, as it came. */
  #drawAll(): void {
    if (this.#drawText(() => false, true)) this.#waiting = false;
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
