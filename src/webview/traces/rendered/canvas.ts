import { markElement, type MarkKind } from '../marks.ts';
import { formula } from './formula.ts';
import { parts, type Held } from './protect.ts';

/** Where a range lies in what was drawn: offsets in its text without formulas, and which formulas. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** Half-open ordinals of the step's formulas. */
  readonly formulas: readonly [number, number];
}

/** What belongs to the word before it. */
const closing = /^[-,.;:!?…)\]}'’"”»]+/;

/** Letters of a formula that may be kept on one line with what follows. */
const SHORT = 16;

/** Puts a step's text into nodes, its formulas and marks with it. */
export class Canvas {
  readonly #held: readonly Held[];
  readonly #dry: boolean;
  /** Letters and digits drawn so far, formulas apart. */
  letters = '';
  formulas = 0;
  #length = 0;
  #marking: MarkKind | null = null;
  /** What was marked last, while the mark goes on. */
  #mark: Element | null = null;
  #start: readonly [number, number] | null = null;
  #end: readonly [number, number] | null = null;

  /** With `dry`, formulas are left empty and nothing is marked: to find a place only. */
  constructor(held: readonly Held[], dry: boolean) {
    this.#held = held;
    this.#dry = dry;
  }

  get place(): Place | null {
    if (this.#start === null || this.#end === null) return null;
    return { start: this.#start[0], end: this.#end[0], formulas: [this.#start[1], this.#end[1]] };
  }

  /** Appends text of markdown to an element; in `code`, formulas are text too. */
  text(parent: Element, text: string, code = false): void {
    for (const part of parts(text, this.#held)) {
      if (typeof part === 'string') this.#plain(parent, part);
      else if (part.kind === 'text') {
        if (part.hidden) this.#append(parent, hiddenMark(part.text), part.text.length);
        else this.#plain(parent, part.text, false);
      } else if (part.kind === 'formula') {
        if (code) this.#plain(parent, part.source, false);
        else this.#formula(parent, part);
      } else if (part.kind === 'start') {
        this.#start ??= [this.#length, this.formulas];
        this.#marking = this.#dry ? null : part.mark;
        this.#mark = null;
      } else {
        this.#end ??= [this.#length, this.formulas];
        this.#marking = null;
      }
    }
  }

  /** Appends a sign of ours. */
  sign(parent: Element, text: string): void {
    this.#plain(parent, text, false);
  }

  #formula(parent: Element, { tex, display, source }: Held & { kind: 'formula' }): void {
    this.formulas += 1;
    if (this.#dry) {
      const stand = document.createElement('span');
      stand.className = 'formula';
      parent.append(stand);
    } else this.#append(parent, formula(tex, display, source), 0);
  }

  #plain(parent: Element, text: string, counted = true): void {
    if (counted) this.letters += lettersOf(text);
    const kept = this.#keep(parent, text);
    if (kept < text.length)
      this.#append(parent, document.createTextNode(text.slice(kept)), text.length - kept);
  }

  /** Keeps a comma or the like on the line of the formula before it; how many UTF-16 units were kept so. */
  #keep(parent: Element, text: string): number {
    const sign = closing.exec(text)?.[0] ?? '';
    const before = parent.lastChild;
    if (sign === '' || this.#marking !== null || !(before instanceof Element)) return 0;
    // A long one breaks in itself, and its end is where it may.
    const letters = before.querySelector('.katex-html')?.textContent.length ?? SHORT;
    if (letters > SHORT || !before.matches('.formula:not(.display)')) return 0;
    const kept = document.createElement('span');
    kept.className = 'kept';
    before.replaceWith(kept);
    kept.append(before, sign);
    this.#length += sign.length;
    return sign.length;
  }

  #append(parent: Element, node: Node, length: number): void {
    this.#length += length;
    if (this.#marking !== null) {
      const last = parent.lastElementChild;
      const goesOn = last !== null && last === parent.lastChild && last === this.#mark;
      const mark = goesOn ? last : markElement(this.#marking);
      this.#mark = mark;
      mark.append(node);
      if (node instanceof Element && node.classList.contains('display')) mark.classList.add('display');
      if (!goesOn) parent.append(mark);
    } else parent.append(node);
  }
}

/** What of a text must not get lost, whatever markdown makes of the rest. */
export function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

function hiddenMark(words: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'hidden-char';
  mark.textContent = words;
  return mark;
}
