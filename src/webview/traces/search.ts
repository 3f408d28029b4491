import type { ColumnModel } from './session.ts';
import type { Range } from './marks.ts';
import type { TraceText } from './traceText.ts';

/** Shows a place of a column's text elsewhere than in the text itself; false where it cannot. */
export type ShowElsewhere = (column: string, part: 'reasoning' | 'answer', range: Range) => boolean;

/** A match: which column's text it is in, and which match of that text it is, 0-based. */
interface Place {
  readonly column: string;
  readonly part: 'reasoning' | 'answer';
  readonly index: number;
}

export interface SearchState {
  readonly query: string;
  readonly caseSensitive: boolean;
  /** All matches, and the one that is shown, 0-based; -1 before one is. */
  readonly count: number;
  readonly at: number;
  /** Matches by column label: that there is none in a trace is as good to know. */
  readonly byLabel: readonly (readonly [label: string, count: number])[];
}

function textsOf({ reasoning, answer }: ColumnModel): TraceText[] {
  return [reasoning, answer];
}

/** Looks for one query in the texts of all columns, which may still be growing. */
export class TraceSearch {
  #columns: readonly ColumnModel[] = [];
  #query = '';
  #caseSensitive = false;
  #at = -1;
  /** Where places are shown; null: in the texts. */
  elsewhere: ShowElsewhere | null = null;
  #counts = new Map<ColumnModel, readonly [reasoning: number, answer: number]>();

  /** @returns whether the columns are others than before, so that what is found must be counted again */
  setColumns(columns: readonly ColumnModel[]): boolean {
    const same =
      columns.length === this.#columns.length && columns.every((one, i) => one === this.#columns[i]);
    if (!same) {
      const texts = new Set(columns.flatMap(textsOf));
      // What is not searched any more has nothing to mark.
      for (const text of this.#columns.flatMap(textsOf)) {
        if (!texts.has(text)) text.find('', { caseSensitive: false });
      }
    }
    this.#columns = columns;
    return !same;
  }

  find(query: string, caseSensitive: boolean): SearchState {
    if (query !== this.#query || caseSensitive !== this.#caseSensitive) this.#at = -1;
    this.#query = query;
    this.#caseSensitive = caseSensitive;
    return this.again();
  }

  /** Counts again, since texts grew or others are shown. */
  again(): SearchState {
    const options = { caseSensitive: this.#caseSensitive };
    this.#counts = new Map(
      this.#columns.map((column) => [
        column,
        [column.reasoning.find(this.#query, options), column.answer.find(this.#query, options)],
      ]),
    );
    const { count } = this.state;
    if (this.#at >= count) this.#at = count - 1;
    return this.state;
  }

  /** What is looked for; null where nothing is. */
  get pattern(): RegExp | null {
    return this.#columns[0]?.answer.pattern ?? null;
  }

  #show(column: ColumnModel, part: 'reasoning' | 'answer', index: number): void {
    const range = column[part].placeOf(index);
    if (this.elsewhere === null) column[part].show(index);
    else if (range !== undefined) this.elsewhere(column.head.key, part, range);
  }

  get state(): SearchState {
    const byLabel = [...this.#counts].map(
      ([{ head }, [reasoning, answer]]) => [head.label, reasoning + answer] as const,
    );
    return {
      query: this.#query,
      caseSensitive: this.#caseSensitive,
      count: byLabel.reduce((sum, [, count]) => sum + count, 0),
      at: this.#at,
      byLabel,
    };
  }

  /** Goes to the next or the previous match, around the ends. The column it is in, to be brought into view. */
  step(by: 1 | -1): Place | null {
    const { count } = this.again();
    if (count === 0) return null;
    this.#at = this.#at < 0 ? (by > 0 ? 0 : count - 1) : (this.#at + by + count) % count;
    let left = this.#at;
    for (const [column, [reasoning, answer]] of this.#counts) {
      if (left < reasoning) {
        this.#show(column, 'reasoning', left);
        return { column: column.head.key, part: 'reasoning', index: left };
      }
      left -= reasoning;
      if (left < answer) {
        this.#show(column, 'answer', left);
        return { column: column.head.key, part: 'answer', index: left };
      }
      left -= answer;
    }
    return null;
  }
}
