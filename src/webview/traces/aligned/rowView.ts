import * as l10n from '@vscode/l10n';
import type { AlignedStep } from '../../../core/compare/alignedTraces.ts';
import { showHidden } from '../../../core/hiddenText.ts';
import { count } from '../../numbers.ts';
import { StepView } from '../stepView.ts';
import { isNotation, labelWords, sameSteps, signOf, stateOfStep } from './alignedWords.ts';
import { beginsAnswer, type Item } from './items.ts';
import type { AlignedColumn, ShownAlignment } from './shownAlignment.ts';

/** A step of a row in the page. */
export interface ShownStep {
  readonly view: StepView;
  /** 0-based column. */
  readonly column: number;
}

/** A line of the list in the page: steps side by side, one cell a column, or what is folded. */
export class RowView {
  readonly element = document.createElement('div');
  readonly item: Item;
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
    button.append(iconElement('chevron-right'), words);
    cell.append(button);
    this.element.append(cell);
  }

  #cells(alignment: ShownAlignment): void {
    const row = alignment.rows[this.item.from];
    if (row === undefined) return;
    this.element.classList.toggle('same', row.same);
    const metas = row.cells.map((steps, column) =>
      steps.map((step) => metaOf(step, alignment.columns[column])),
    );
    // Where one of them has words above its text, the others leave the room, so that texts stand at one height.
    const hasMeta = metas.some(([first]) => first !== undefined && first.length > 0);
    const said: string[] = [];
    row.cells.forEach((steps, at) => {
      const column = alignment.columns[at];
      const cell = cellElement();
      cell.classList.toggle('none', steps.length === 0);
      this.element.append(cell);
      if (column === undefined) return;
      steps.forEach((step, place) => {
        if (beginsAnswer(steps, step, column.answerAt)) cell.append(divider());
        const view = stepView(step, column, at === alignment.reference);
        const words = l10n.t('{0}: step {1}, {2}', column.name, count(step.number), stateOfStep(step));
        said.push(words);
        const own = metas[at]?.[place] ?? [];
        decorate(view.element, words, own, hasMeta && place === 0);
        this.steps.push({ view, column: at });
        cell.append(view.element);
      });
    });
    this.element.ariaLabel = said.join('; ');
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

function stepView(step: AlignedStep, { text, found }: AlignedColumn, isReference: boolean): StepView {
  const view = new StepView(step.number, step.start);
  // What separates it from the next is seen by the row.
  const source = text.slice(step.start, step.end).trimEnd();
  view.grow(source, false);
  view.finish(step.start + source.length);
  view.markEdits(step.marks);
  view.mark(found);
  view.element.classList.add(`state-${step.state}`);
  view.element.classList.toggle('disagrees', step.disagrees);
  view.element.classList.toggle('of-reference', isReference);
  const number = view.element.querySelector<HTMLElement>('.step-number');
  if (number !== null) {
    number.dataset.sign = signOf(step, isReference);
    number.title = l10n.t('Step {0}, {1}', count(step.number), stateOfStep(step));
  }
  return view;
}

/** Puts what is said of a step before its text: for all to see, and its state in words for who hears it. */
function decorate(element: HTMLElement, words: string, meta: readonly Node[], room: boolean): void {
  const spoken = document.createElement('span');
  spoken.className = 'step-words';
  spoken.textContent = words;
  const nodes: Node[] = [spoken];
  if (meta.length > 0 || room) {
    const line = document.createElement('div');
    line.className = 'step-meta';
    line.append(...meta);
    nodes.push(line);
  }
  element.querySelector('.step-number')?.after(...nodes);
}

function metaOf(step: AlignedStep, column: AlignedColumn | undefined): Node[] {
  const { label, disagrees, state, partner, repeats } = step;
  const nodes: Node[] = [];
  const add = (words: string, className: string): void => {
    const span = document.createElement('span');
    span.className = className;
    span.textContent = words;
    nodes.push(span);
  };
  if (disagrees) add(l10n.t('≠ another value'), 'meta-disagrees');
  if (isNotation(step)) add(l10n.t('other notation'), 'meta-quiet');
  if (state === 'moved' && partner !== null) nodes.push(jump(step.number, partner, column));
  else if (state === 'moved') add(l10n.t('moved'), 'meta-quiet');
  if (repeats !== null) add(l10n.t('repeats step {0}', count(repeats)), 'meta-quiet');
  if (label !== null) add(labelWords(label), 'meta-label');
  return nodes;
}

/** The way to a moved step's partner; the list finds the row when it is pressed. */
function jump(
  number: number,
  partner: { readonly number: number },
  column: AlignedColumn | undefined,
): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link to-partner';
  button.dataset.step = String(number);
  button.dataset.column = column?.head.key ?? '';
  button.textContent = l10n.t('moved: step {0}', count(partner.number));
  button.ariaLabel = showHidden(
    l10n.t(
      'Go to the partner of step {0} of {1}: step {2}',
      count(number),
      column?.name ?? '',
      count(partner.number),
    ),
  );
  return button;
}

function iconElement(name: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `codicon codicon-${name}`;
  element.ariaHidden = 'true';
  return element;
}
