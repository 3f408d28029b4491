import { StepSplitter, type Step } from '../../core/traces/steps.ts';
import type { StepList } from './stepList.ts';
import type { Range } from './marks.ts';
import type { StepView } from './stepView.ts';

/** Steps at the start that are rendered at once: they are in view before the browser can say so. */
const FIRST_STEPS = 12;
/** UTF-16 units that are divided into steps at once. */
const PIECE = 16_000;
/**
 * Milliseconds between two drawings of the growing step, whose formulas are laid out with each, and for each text that
 * grows beside it: of six, each is drawn ten times a second, and there is room in a frame for scrolling.
 */
const EVERY = 48;
const EVERY_OF_MANY = 16;

/** How a text is drawn now. */
export interface DrawingState {
  readonly rendered: boolean;
  readonly following: boolean;
  /** How many texts grow. */
  readonly crowd: number;
  readonly marked: Range | null;
}

/** Divides a growing text into steps and puts them into the page, as much at a time as there is time for. */
export class TextDrawing {
  readonly #steps: StepList;
  readonly #state: () => DrawingState;
  #raw = '';
  /** No more text is expected. */
  #ended = false;
  #splitter = new StepSplitter();
  /** Finished steps that have no view yet, and how much of the text has gone through the splitter. */
  #queue: Step[] = [];
  #split = 0;
  #toRender = new Set<StepView>();
  /** When the growing step may be drawn anew. */
  #restDue = 0;

  constructor(steps: StepList, state: () => DrawingState) {
    this.#steps = steps;
    this.#state = state;
  }

  /** All text so far, as it came. */
  get raw(): string {
    return this.#raw;
  }

  /** Steps wait to be rendered. */
  get waits(): boolean {
    return this.#toRender.size > 0;
  }

  append(text: string): void {
    this.#raw += text;
    this.#ended = false;
  }

  /** No more text comes; false where that was known. */
  end(): boolean {
    const ended = this.#ended;
    this.#ended = true;
    return !ended;
  }

  clear(): void {
    this.#raw = '';
    this.#ended = false;
    this.#splitter = new StepSplitter();
    this.#queue = [];
    this.#split = 0;
    this.#toRender.clear();
    this.#steps.clear();
  }

  /** Steps came near the view, where they are rendered, or left it. */
  renderSoon(near: boolean, views: readonly StepView[]): void {
    const { rendered } = this.#state();
    for (const view of views) {
      if (!near) this.#toRender.delete(view);
      else if (view.waits && rendered) this.#toRender.add(view);
    }
  }

  /** Renders what waits for it; false where something is left. */
  render(isOver: () => boolean): boolean {
    for (const view of this.#toRender) {
      if (isOver()) return false;
      view.render();
      this.#toRender.delete(view);
    }
    return true;
  }

  /** Puts what came into the page, with `force` also what is due later; false where something is left. */
  draw(isOver: () => boolean, force = false): boolean {
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
    const { rendered, following, marked } = this.#state();
    // Of a long text that comes at once, nobody knows yet what is near the view.
    const streams = following && this.#queue.length <= FIRST_STEPS;
    let count = 0;
    for (const step of this.#queue) {
      const view = this.#steps.open(step.start);
      const missing = this.#raw.slice(view.end, step.end);
      if (missing !== '') view.grow(missing, false);
      view.finish(step.end);
      view.mark(marked);
      if (rendered && (streams || this.#steps.views.length <= FIRST_STEPS)) view.render();
      else if (this.#steps.isNear(view)) this.renderSoon(true, [view]);
      count += 1;
      if (isOver()) break;
    }
    this.#queue.splice(0, count);
    return this.#queue.length === 0;
  }

  /** The step that still grows. */
  #drawRest(): void {
    const { rendered, crowd } = this.#state();
    const end = this.#steps.views.at(-1)?.end ?? 0;
    const rest = this.#raw.slice(end, this.#split);
    if (rest !== '') {
      this.#steps.open(end).grow(rest, rendered);
      if (rendered) this.#restDue = performance.now() + Math.max(EVERY, EVERY_OF_MANY * crowd);
    }
    this.renderSoon(true, this.#steps.last);
    this.#steps.guess();
  }
}
