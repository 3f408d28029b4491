import * as l10n from '@vscode/l10n';
import { showHidden } from '../../../core/hiddenText.ts';
import type { StepView } from '../stepView.ts';
import { sameSteps, stepWords } from './alignedWords.ts';
import { alignedStepView, isAside, metaOf } from './alignedStepView.ts';
import { beginsAnswer, type Item } from './items.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** A step of a row in the page. */
export interface ShownStep {
  readonly view: StepView;
  /** 0-based column. */
  readonly column: number;
}

/** A line of the list in the page: steps side by side, one cell a column, or what is folded. */
export class RowView {
  readonly element = document.createElement('div');
  /** In the list as it is now: another alignment may draw the same of another row. */
  item: Item;
  readonly steps: ShownStep[] = [];

  constructor(item: Item, alignment: ShownAlignment) {
    this.item = item;
    this.element.className = 'aligned-row';
    this.element.role = 'row';
    this.element.tabIndex = -1;
    if (item.kind === 'fold') this.#fold(alignment);
    else this.#cells(alignment);
  }

  #fold(alignment: ShownAlignment): void {
    const { from, to } = this.item;
    const words = sameSteps(to - from);
    this.element.classList.add('folded-rows');
    this.element.ariaLabel = l10n.t('{0}, folded', words);
    const cell = cellElement();
    cell.ariaColSpan = String(alignment.columns.length);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold unfold';
    // The row has the focus, and Enter on it does the same.
    button.tabIndex = -1;
    button.ariaExpanded = 'false';
    const icon = document.createElement('span');
    icon.className = 'codicon codicon-chevron-right';
    icon.ariaHidden = 'true';
    button.append(icon, words);
    cell.append(button);
    this.element.append(cell);
  }

  #cells(alignment: ShownAlignment): void {
    const row = alignment.rows[this.item.from];
    if (row === undefined) return;
    const { columns, reference } = alignment;
    const metas = row.cells.map((steps, at) => steps.map((step) => metaOf(step, at, columns)));
    // Where one of them has words above its text, the others leave the room, so that texts stand at one height.
    const room = metas.some(([first]) => first !== undefined && !isAside(first));
    const said: string[] = [];
    row.cells.forEach((steps, at) => {
      const column = columns[at];
      const cell = cellElement();
      cell.ariaColIndex = String(at + 1);
      cell.classList.toggle('none', steps.length === 0);
      // What is missing is seen; read out, each would be an empty cell.
      if (steps.length === 0) cell.ariaHidden = 'true';
      cell.classList.toggle('unmarked', column?.unmarked === true);
      cell.classList.toggle('reference-cell', at === reference);
      this.element.append(cell);
      if (column === undefined) return;
      steps.forEach((step, place) => {
        if (beginsAnswer(steps, step, column.answerAt)) cell.append(divider());
        const words = stepWords(step, column, columns);
        said.push(words);
        const meta = metas[at]?.[place] ?? [];
        const view = alignedStepView(step, column, {
          words,
          meta,
          room: room && place === 0,
          isReference: at === reference,
        });
        this.steps.push({ view, column: at });
        cell.append(view.element);
      });
    });
    this.element.ariaLabel = showHidden(said.join('; '));
  }
}

function cellElement(): HTMLElement {
  const cell = document.createElement('div');
  cell.className = 'aligned-cell';
  cell.role = 'gridcell';
  return cell;
}

function divider(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'answer-begins';
  element.textContent = l10n.t('Answer');
  return element;
}
