import { nothing, type TemplateResult } from 'lit';
import type { ColumnRow } from './columnRow.ts';
import { TraceSearch, type SearchState, type ShowElsewhere } from './search.ts';
import { searchBar } from './searchBar.ts';
import type { ColumnModel } from './session.ts';

/** The search in all columns: its bar while it is open, and the way from match to match. */
export class SearchControl {
  readonly #row: ColumnRow;
  readonly #onChange: () => void;
  readonly #search = new TraceSearch();
  #state: SearchState | null = null;
  /** Columns whose folded reasoning shows a match: until the search is closed, or the reader folds them. */
  readonly #unfolded = new Set<string>();

  /** `onChange` is called when the bar must be drawn anew. */
  constructor(row: ColumnRow, onChange: () => void) {
    this.#row = row;
    this.#onChange = onChange;
  }

  /** Where what is found is shown; null: in the texts. */
  set elsewhere(elsewhere: ShowElsewhere | null) {
    this.#search.elsewhere = elsewhere;
  }

  /** What is looked for; null where nothing is. */
  get pattern(): RegExp | null {
    return this.#state === null ? null : this.#search.pattern;
  }

  /** The columns that are searched. */
  setColumns(columns: readonly ColumnModel[]): void {
    if (this.#search.setColumns(columns) && this.#state !== null) this.#state = this.#search.again();
  }

  /** Counts again, since texts grew. */
  again(): void {
    if (this.#state !== null) this.#set(this.#search.again());
  }

  /** Whether the search shows a reasoning that is folded. */
  unfolds(column: string): boolean {
    return this.#unfolded.has(column);
  }

  /** The reader folds what the search had unfolded; false where it had not. */
  foldAgain(column: string): boolean {
    return this.#unfolded.delete(column);
  }

  open(): void {
    if (this.#state === null) this.#set(this.#search.find('', false));
  }

  bar(): TemplateResult | typeof nothing {
    return this.#state === null ? nothing : searchBar(this.#state, this.#actions);
  }

  readonly #actions = {
    onQuery: (query: string): void => this.#find(query, this.#state?.caseSensitive ?? false),
    onCase: (): void => this.#find(this.#state?.query ?? '', !(this.#state?.caseSensitive ?? false)),
    onStep: (by: 1 | -1): void => this.#step(by),
    onClose: (): void => {
      this.#search.find('', false);
      this.#unfolded.clear();
      this.#set(null);
    },
  };

  /** Goes to the first match while it is typed. */
  #find(query: string, caseSensitive: boolean): void {
    this.#set(this.#search.find(query, caseSensitive));
    if (this.#search.state.count > 0) this.#step(1);
  }

  #step(by: 1 | -1): void {
    const place = this.#search.step(by);
    this.#set(this.#search.state);
    if (place === null) return;
    const column = this.#row.get(place.column);
    if (place.part === 'reasoning' && column?.folded === true && this.#search.elsewhere === null) {
      this.#unfolded.add(place.column);
      this.#onChange();
    }
    column?.querySelector('.column')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }

  #set(state: SearchState | null): void {
    this.#state = state;
    this.#onChange();
  }
}
