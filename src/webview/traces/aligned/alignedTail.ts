import * as l10n from '@vscode/l10n';
import { StepView } from '../stepView.ts';

/** What came of each column since it was aligned, below the rows: it grows there until the next alignment. */
export class AlignedTail {
  readonly element = document.createElement('div');
  /** How many rows stand above it. */
  #above = 0;
  #texts: string[] = [];
  #views: (StepView | null)[] = [];

  constructor() {
    this.element.className = 'aligned-row aligned-tail';
    this.element.role = 'row';
    this.element.ariaLabel = l10n.t('What came since, not aligned yet');
    this.element.hidden = true;
  }

  /** Takes how many rows stand above it. */
  follow(rows: number): void {
    this.#above = rows;
    this.#count();
  }

  /** Shows these texts, one a column; those that grew are appended to. `reference`: 0-based. */
  set(texts: readonly string[], reference: number): void {
    this.element.hidden = texts.every((text) => text === '');
    this.#count();
    while (this.element.childElementCount > texts.length) this.element.lastElementChild?.remove();
    texts.forEach((text, at) => this.#setOne(text, at));
    [...this.element.children].forEach((cell, at) =>
      cell.classList.toggle('reference-cell', at === reference),
    );
    this.#texts = [...texts];
    this.#views.length = texts.length;
  }

  /** It is the last row of its grid while there is something in it. */
  #count(): void {
    const last = this.#above + 1;
    this.element.ariaRowIndex = String(last);
    const grid = this.element.closest('[role=grid]');
    if (grid !== null) grid.ariaRowCount = String(this.element.hidden ? this.#above : last);
  }

  #setOne(text: string, at: number): void {
    const old = this.#texts[at] ?? '';
    const cell = this.element.children[at] ?? this.#cell();
    cell.ariaColIndex = String(at + 1);
    cell.ariaHidden = text === '' ? 'true' : null;
    const view = this.#views[at] ?? null;
    if (view !== null && text.startsWith(old)) view.grow(text.slice(old.length), false);
    else {
      cell.replaceChildren();
      this.#views[at] = text === '' ? null : new StepView(0, 0);
      const fresh = this.#views[at];
      if (fresh === null) return;
      // It has no number yet.
      fresh.element.querySelector('.step-number')?.remove();
      fresh.grow(text, false);
      cell.append(fresh.element);
    }
  }

  #cell(): HTMLElement {
    const cell = document.createElement('div');
    cell.className = 'aligned-cell';
    cell.role = 'gridcell';
    this.element.append(cell);
    return cell;
  }
}
