import * as l10n from '@vscode/l10n';
import { grow } from './growth.ts';
import { type Mark, marksOf, type Range, sameMarks } from './marks.ts';
import { RawBlocks, textPlace } from './rawBlocks.ts';
import { rendering } from './renderer.ts';

/** A growing step is drawn anew with each frame while it is this small. */
const SMALL = 2_000;
/** Guessed height of a line and UTF-16 units in it, for what was never drawn. */
const LINE_PX = 20;
const LINE_UNITS = 80;

/** One step of a trace in the page: its number in the margin, and its text as it came or rendered. */
export class StepView {
  readonly element = document.createElement('div');
  /** UTF-16 offset in the trace. */
  readonly start: number;
  /** The step is whole. */
  finished = false;
  #source = '';
  #answer: Range | null = null;
  #edits: readonly Range[] = [];
  #marks: readonly Mark[] = [];
  #drawn: HTMLElement | null = null;
  /** What is drawn is the whole step. */
  #settled = false;
  /** It cannot be drawn, or is not to be. */
  #plain = false;
  readonly #raw: RawBlocks;

  /** `number` is 1-based. */
  constructor(number: number, start: number) {
    this.start = start;
    this.element.className = 'step';
    const label = document.createElement('span');
    label.className = 'step-number';
    label.ariaHidden = 'true';
    label.title = l10n.t('Step {0}', number);
    // Drawn by the style sheet: not part of the text that is selected, copied or searched.
    label.dataset.number = String(number);
    this.element.append(label);
    this.#raw = new RawBlocks(this.element);
  }

  get source(): string {
    return this.#source;
  }

  get end(): number {
    return this.start + this.#source.length;
  }

  /** Is there something that `render` would change? */
  get waits(): boolean {
    return this.finished && !this.#plain && !this.#settled;
  }

  /** Appends text of a step that is not finished. */
  grow(text: string, render: boolean): void {
    this.#source += text;
    const module = rendering();
    const drawn =
      render && module !== null && this.#source.length <= SMALL
        ? module.drawStep(this.#source, { marks: [], open: true })
        : null;
    if (drawn !== null) this.#show(drawn);
    else if (this.#drawn === null) this.#raw.append(text);
    else this.showRaw();
  }

  /** The step ends at an offset of the trace: what stood behind it belongs to the next. */
  finish(end: number): void {
    this.finished = true;
    const source = this.#source.slice(0, end - this.start);
    if (source.length < this.#source.length) {
      this.#source = source;
      if (this.#drawn === null) this.showRaw();
    }
    if (this.#drawn !== null) this.render();
  }

  /** Draws a finished step, once. */
  render(): void {
    const module = rendering();
    if (!this.waits || module === null) return;
    const drawn = module.drawStep(this.#source, { marks: this.#marks, open: false });
    if (drawn === null) {
      this.#plain = true;
      if (this.#drawn !== null) this.showRaw();
      this.element.classList.add('plain');
    } else {
      this.#show(drawn);
      this.#settled = true;
    }
  }

  /** Shows the text as it came. */
  showRaw(): void {
    this.#drawn?.remove();
    this.#drawn = null;
    this.#settled = false;
    this.element.classList.remove('rendered-step');
    if (this.#raw.text !== this.#source) {
      this.#raw.remove();
      this.#raw.append(this.#source);
      this.#raw.mark(this.#marks);
    }
  }

  /** Marks offsets of the trace as the place of the answer, or nothing. */
  mark(range: Range | null): void {
    this.#answer = range === null ? null : this.#own(range);
    this.#remark();
  }

  /** Marks words that another trace does not have, in offsets of the trace. */
  markEdits(ranges: readonly Range[]): void {
    this.#edits = ranges.flatMap((range) => {
      const own = this.#own(range);
      return own === null ? [] : [own];
    });
    this.#remark();
  }

  /** Is the place of the answer in it? */
  get marked(): boolean {
    return this.#answer !== null;
  }

  /** The part of a range that is in this step, in its own offsets. */
  #own([start, end]: Range): Range | null {
    return start < this.end && end > this.start
      ? [Math.max(0, start - this.start), Math.min(this.#source.length, end - this.start)]
      : null;
  }

  #remark(): void {
    const marks = marksOf(this.#answer, this.#edits);
    if (sameMarks(marks, this.#marks)) return;
    this.#marks = marks;
    if (this.#drawn === null) this.#raw.mark(marks);
    else {
      this.#settled = false;
      if (this.finished) this.render();
      else this.showRaw();
    }
  }

  /** What in the page shows offsets of the trace: a range of text, whole formulas, or without either the step. */
  shown(from: number, to: number): { readonly range: globalThis.Range | null; readonly formulas: Element[] } {
    const [start, end] = [Math.max(0, from - this.start), Math.min(this.#source.length, to - this.start)];
    const range = document.createRange();
    let ends: readonly (readonly [Node, number] | null)[];
    let formulas: Element[] = [];
    if (this.#drawn === null) ends = [this.#raw.place(start), this.#raw.place(end)];
    else {
      const place = rendering()?.locate(this.#source, [start, end]) ?? null;
      if (place === null) return { range: null, formulas: [] };
      formulas = [...this.#drawn.querySelectorAll('.formula, .formula-source')].slice(...place.formulas);
      if (place.start === place.end) return { range: null, formulas };
      const drawn = this.#drawn;
      // From the start of its first unit: the end of a node before it may be in another line.
      const first = textPlace(drawn, place.start + 1);
      ends = [first === null ? null : [first[0], first[1] - 1], textPlace(drawn, place.end)];
    }
    const [first, last] = ends;
    if (!first || !last) return { range: null, formulas };
    range.setStart(...first);
    range.setEnd(...last);
    return { range, formulas };
  }

  #show(drawn: HTMLElement): void {
    if (this.#drawn !== null) grow(this.#drawn, drawn);
    else {
      this.#raw.remove();
      this.element.append(drawn);
      this.#drawn = drawn;
      this.element.classList.add('rendered-step');
    }
  }

  /** Its height in pixels while nothing has measured it. */
  get guessedHeight(): number {
    return this.#source.split('\n').reduce((sum, line) => sum + LINE_PX * (1 + line.length / LINE_UNITS), 0);
  }
}
