import { clearFound } from './findHighlight.ts';
import { FoundMarks } from './foundMarks.ts';
import type { StepView } from './stepView.ts';
import { TextSearch, type FindOptions } from './textSearch.ts';

/** What is looked for in a growing text: where it is, and its marks on the steps near the view. */
export class TextFinding {
  readonly #search = new TextSearch();
  readonly #marks: FoundMarks;

  /** @param near the steps near the view */
  constructor(near: () => readonly StepView[]) {
    this.#marks = new FoundMarks(() => ({
      pattern: this.#search.pattern,
      steps: near()
        .filter(({ start, end }) => this.#search.isIn(start, end))
        .map(({ element }) => element),
    }));
  }

  /** Half-open UTF-16 offsets in the text, in order. */
  get places(): TextSearch['found'] {
    return this.#search.found;
  }

  /** What is looked for; null where nothing is. */
  get pattern(): RegExp | null {
    return this.#search.pattern;
  }

  /** Looks for something in the text as it came; an empty query ends the search. */
  find(query: string, options: FindOptions, text: string): void {
    const changed = this.#search.set(query, options);
    if (changed) clearFound();
    if (this.#search.update(text) || changed) this.#marks.request();
  }

  /** The text grew; true where more was found. */
  grew(text: string): boolean {
    return this.#search.update(text);
  }

  /** The text begins anew. */
  restart(): void {
    this.#search.restart();
  }

  /** What was drawn anew has lost its marks. */
  markAgain(): void {
    if (this.pattern !== null) this.#marks.request();
  }
}
