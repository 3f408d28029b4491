import * as l10n from '@vscode/l10n';
import type { AlignedStep, StepPlace } from '../../../core/compare/alignedTraces.ts';
import { isOtherNotation } from '../../../core/compare/stepFacts.ts';
import { count } from '../../numbers.ts';
import { StepView } from '../stepView.ts';
import { labelWords, placeWords, signOf } from './alignedWords.ts';
import type { AlignedColumn } from './shownAlignment.ts';

/** How a step of a row is shown. */
interface Around {
  /** What it is, in words. */
  readonly words: string;
  /** What is said of it for all to see. */
  readonly meta: readonly Node[];
  /** Whether there is room above its text, needed or not. */
  readonly room: boolean;
  readonly isReference: boolean;
}

/** A step with what it is to its partner: by sign, colour and marks, and in words for who hears it. */
export function alignedStepView(
  step: AlignedStep,
  { text, found }: AlignedColumn,
  { words, meta, room, isReference }: Around,
): StepView {
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
    number.title = words;
  }
  const spoken = document.createElement('span');
  spoken.className = 'step-words';
  spoken.textContent = words;
  number?.after(spoken);
  if (meta.length > 0 || room) {
    const line = document.createElement('div');
    line.className = room || !isAside(meta) ? 'step-meta' : 'step-meta aside';
    line.append(...meta);
    spoken.after(line);
  }
  return view;
}

/** Is there nothing to say but the label? */
export function isAside(meta: readonly Node[]): boolean {
  return meta.every((node) => node instanceof Element && node.classList.contains('meta-label'));
}

/** What is said of a step for all to see. `at` is the 0-based column. */
export function metaOf(step: AlignedStep, at: number, columns: readonly AlignedColumn[]): Node[] {
  const { label, disagrees, state, partner, repeats } = step;
  const column = columns[at];
  const nodes: Node[] = [];
  const add = (words: string, className: string): HTMLElement => {
    const span = document.createElement('span');
    span.className = className;
    span.textContent = words;
    nodes.push(span);
    return span;
  };
  // Who hears the row has heard it in the words of the step.
  const addSeen = (words: string, className: string): void => {
    add(words, className).ariaHidden = 'true';
  };
  if (disagrees) addSeen(l10n.t('≠ another value of the same thing'), 'meta-disagrees');
  if (isOtherNotation(step)) addSeen(l10n.t('other notation'), 'meta-quiet');
  if (step.notInAll) addSeen(l10n.t('not in all'), 'meta-quiet');
  if (state === 'moved' && partner !== null && column !== undefined)
    nodes.push(jump(step.number, partner, column, columns));
  else if (state === 'moved') addSeen(l10n.t('moved'), 'meta-quiet');
  if (repeats !== null) add(l10n.t('repeats step {0}', count(repeats)), 'meta-quiet');
  if (label !== null) add(labelWords(label), 'meta-label');
  return nodes;
}

/** The way to a moved step's partner; the list finds the row when it is pressed. */
function jump(
  number: number,
  partner: StepPlace,
  column: AlignedColumn,
  columns: readonly AlignedColumn[],
): HTMLElement {
  const words = placeWords(partner, columns);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link to-partner';
  button.dataset.step = String(number);
  button.dataset.column = column.head.key;
  button.textContent = l10n.t('moved: {0}', words);
  button.ariaLabel = l10n.t('Go to the partner of step {0} of {1}: {2}', count(number), column.name, words);
  return button;
}
