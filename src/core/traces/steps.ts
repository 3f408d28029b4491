import { LONGEST_DISPLAY, MathScanner, mathSpans, wholeSpan } from './mathSpans.ts';
import { closesFence, fenceOf, isRule, isTableRule, LINE_HEAD, opensStep } from './stepLines.ts';

/** Prose of more UTF-16 units is cut where a sentence ends. */
const LONG = 1_500;
/** Where it is cut is decided by so many units, and without any sentence end or blank among them it is cut there. */
const WINDOW = 2_000;
/** An endless line is read in pieces of so many units. */
const PIECE = 4_000;
/** The longest mark that a piece's end could divide: `\\begin{smallmatrix*}` and its like. */
const LOOKAHEAD = 32;

/** One for all machines: how a text is divided must not depend on their language. */
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Half-open UTF-16 offsets in the text of a trace. */
export interface Step {
  readonly start: number;
  readonly end: number;
}

/**
 * The steps of a text: what stands between blank lines, each list item, each heading or line such as `Step 3:` with
 * the lines under it; code fences and tables whole; display formulas never cut; prose over 1,500 units cut at
 * sentence ends. By form alone, so in any language. Steps tile the text: what separates two belongs to the one
 * before, at the start of the text to the first. An empty text has none. Linear in the text.
 */
export function splitSteps(text: string): Step[] {
  const splitter = new StepSplitter();
  return [...splitter.push(text), ...splitter.finish()];
}

/**
 * Splits a text that arrives in pieces, into the same steps as `splitSteps` however it is cut. A step that `push`
 * has given is final: no text that follows changes it. The rest (`open`) is undecided and may become several steps:
 * a step ends when the next one begins, a formula when it is closed, a line when it is whole.
 */
export class StepSplitter {
  /** The text from `#base` on; all other offsets count from there. */
  #text = '';
  #base: number;
  #start = 0;
  #at = 0;
  /** Behind the last of the step that is not blank. */
  #ownEnd = 0;
  /** The line end after `#at`, Infinity without one; -1 before it was looked for. */
  #newline = -1;
  #lines = 0;
  #lineStart = true;
  /** A blank line or the like was read: what comes next is another step. */
  #separated = false;
  #fence: string | null = null;
  #cuttable = true;
  /** Display formulas of the step. */
  #formulas: Step[] = [];
  #final = false;
  #done: Step[] = [];
  #math = new MathScanner('');

  /** `base` is the offset at which the text begins. */
  constructor(base = 0) {
    this.#base = base;
  }

  /** The text that is no final step yet. */
  get open(): Step {
    return { start: this.#base + this.#start, end: this.#base + this.#text.length };
  }

  /** Takes more text; gives the steps that are now final. */
  push(text: string): Step[] {
    this.#text += text;
    return this.#read();
  }

  /** No more text comes: gives the last steps. */
  finish(): Step[] {
    this.#final = true;
    this.#read();
    if (this.#text.length > this.#start) this.#close(this.#text.length);
    return this.#taken();
  }

  #read(): Step[] {
    this.#math = new MathScanner(this.#text);
    this.#newline = -1;
    while (this.#at < this.#text.length && this.#piece());
    return this.#final ? [] : this.#taken();
  }

  #taken(): Step[] {
    const done = this.#done;
    this.#done = [];
    const shift = this.#start;
    this.#text = this.#text.slice(shift);
    this.#base += shift;
    this.#start = 0;
    this.#at -= shift;
    this.#ownEnd = Math.max(0, this.#ownEnd - shift);
    this.#formulas = this.#formulas.map(({ start, end }) => ({ start: start - shift, end: end - shift }));
    return done;
  }

  /** Reads a line or the next piece of a long one; false where more text must come first. */
  #piece(): boolean {
    const text = this.#text;
    if (this.#newline < this.#at) {
      const found = text.indexOf('\n', this.#at);
      this.#newline = found < 0 ? Infinity : found;
    }
    let end = Math.min(text.length, this.#newline + 1);
    if (end - this.#at > PIECE + LOOKAHEAD) end = whole(text, this.#at + PIECE);
    else if (this.#newline === Infinity && !this.#final) return false;
    if (this.#fence !== null) this.#fenced(end);
    else if (this.#lineStart && text.slice(this.#at, end).trim() === '') {
      this.#separated ||= this.#lines > 0;
      this.#pass(end, false);
    } else if (this.#lineStart) this.#line(end);
    else return this.#inside(end);
    return true;
  }

  #fenced(end: number): void {
    if (this.#lineStart && closesFence(this.#text.slice(this.#at, end), this.#fence ?? '')) {
      this.#fence = null;
      this.#separated = true;
    }
    this.#pass(end, true);
  }

  /** The start of a line that is not blank: does it open a step? */
  #line(end: number): void {
    const head = this.#text.slice(this.#at, Math.min(end, this.#at + LINE_HEAD));
    if (this.#lines > 0 && isRule(head)) {
      this.#separated = true;
      this.#pass(end, true);
      return;
    }
    const fence = fenceOf(head);
    if (this.#lines > 0 && (this.#separated || fence !== null || opensStep(head))) this.#close(this.#at);
    this.#lines += 1;
    if (fence !== null) {
      this.#fence = fence;
      this.#cuttable = false;
      this.#pass(end, true);
    } else {
      if (this.#lines === 2 && isTableRule(head)) this.#cuttable = false;
      this.#lineStart = false;
    }
  }

  /** Text within a line, up to the next display formula. */
  #inside(end: number): boolean {
    const found = this.#math.next(this.#at, end);
    const span = found === null ? null : wholeSpan(found);
    if (found === null) this.#pass(end, true);
    else if (span === null) {
      const decided =
        this.#final || found.end !== null || this.#text.length - found.start > LONGEST_DISPLAY + 20;
      if (!decided) {
        this.#at = found.start;
        return false;
      }
      this.#pass(found.start + 2, true);
    } else {
      if (span.display) this.#formulas.push(span);
      this.#pass(span.end, true);
    }
    while (this.#ownEnd - this.#start >= WINDOW && this.#cut(this.#start + WINDOW));
    return true;
  }

  #pass(end: number, own: boolean): void {
    this.#lineStart = end > 0 && this.#text[end - 1] === '\n';
    this.#at = end;
    if (own) this.#ownEnd = end;
  }

  /** Ends the step, and opens the next one at `end`. */
  #close(end: number): void {
    while (this.#ownEnd - this.#start > LONG && this.#cut(Math.min(this.#start + WINDOW, this.#ownEnd)));
    this.#give(end);
    this.#ownEnd = end;
    this.#lines = 0;
    this.#separated = false;
    this.#cuttable = true;
    this.#formulas = [];
  }

  #give(end: number): void {
    this.#done.push({ start: this.#base + this.#start, end: this.#base + end });
    this.#start = end;
  }

  /** Cuts the front off prose of which all up to `limit` is known; false where it must stay whole. */
  #cut(limit: number): boolean {
    if (!this.#cuttable) return false;
    const place = this.#cutPlace(limit);
    if (place === null) return false;
    this.#give(place);
    this.#formulas = this.#formulas.filter(({ end }) => end > place);
    return true;
  }

  #cutPlace(limit: number): number | null {
    const start = this.#start;
    const slice = this.#text.slice(start, limit);
    const uncut = [
      ...this.#formulas,
      ...mathSpans(slice).map((span) => ({ start: start + span.start, end: start + span.end })),
    ];
    const around = (place: number) => uncut.find((span) => span.start < place && place < span.end);
    let best: number | null = null;
    for (const { index, segment } of sentences.segment(slice)) {
      const place = start + index + segment.length;
      if (place >= limit || (best !== null && place > start + LONG)) break;
      if (around(place) === undefined) best = place;
      if (place > start + LONG && best !== null) break;
    }
    if (best !== null || limit - start < WINDOW) return best;
    const blank = start + slice.search(/\s\S*$/) + 1;
    const wanted = blank > start ? blank : whole(this.#text, limit);
    const span = around(wanted);
    if (span === undefined) return wanted;
    return span.start > start ? span.start : span.end;
  }
}

/** The place, or the one behind it where it would divide a surrogate pair. */
function whole(text: string, place: number): number {
  const unit = text.charCodeAt(place - 1);
  return unit >= 0xd800 && unit <= 0xdbff && place < text.length ? place + 1 : place;
}
