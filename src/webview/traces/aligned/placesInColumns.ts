import * as l10n from '@vscode/l10n';
import type { ComparedPart } from '../../../core/compare/comparedText.ts';
import type { Range } from '../marks.ts';
import type { AlignedList } from './alignedList.ts';

/** Leads to places of the columns' texts in the rows that are shown. */
export class PlacesInColumns {
  readonly #list: AlignedList;
  readonly #part: () => ComparedPart;
  readonly #announce: (words: string) => void;

  constructor(list: AlignedList, part: () => ComparedPart, announce: (words: string) => void) {
    this.#list = list;
    this.#part = part;
    this.#announce = announce;
  }

  /** Brings the place where a column's answer was found into view; words where that cannot be. */
  revealAnswer(key: string): void {
    const column = this.#columnOf(key);
    if (column >= 0 && this.#list.travel.revealMark(column)) return;
    this.#announce(
      this.#part() === 'reasoning' ? l10n.t('Only the reasoning is shown') : l10n.t('No answer was found'),
    );
  }

  /** Shows a place of one of a column's texts; false where the alignment does not have it. */
  show(key: string, part: 'reasoning' | 'answer', range: Range): boolean {
    const column = this.#columnOf(key);
    const shown = this.#list.alignment?.columns[column];
    if (shown === undefined || this.#part() === (part === 'answer' ? 'reasoning' : 'answer')) return false;
    const by = part === 'answer' ? (shown.answerAt ?? 0) : 0;
    return this.#list.travel.showPlace(column, [range[0] + by, range[1] + by]);
  }

  /** Brings the end of a column's reasoning into view. */
  revealEndOfReasoning(key: string): void {
    const { alignment } = this.#list;
    const column = this.#columnOf(key);
    const shown = alignment?.columns[column];
    if (shown === undefined) return;
    const end = shown.answerAt ?? shown.text.length;
    const row = alignment?.rows.findLastIndex(
      ({ cells }) => cells[column]?.some(({ start }) => start < end) === true,
    );
    if (row !== undefined && row >= 0) this.#list.travel.goTo(row, true);
  }

  #columnOf(key: string): number {
    return this.#list.alignment?.columns.findIndex(({ head }) => head.key === key) ?? -1;
  }
}
