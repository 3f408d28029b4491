import * as l10n from '@vscode/l10n';
import type { KeyWords } from '../helpDialog.ts';

import type { AlignedAction } from './aligned/alignedControl.ts';

/** What a key does to the view. */
export type ViewAction =
  | 'next-item'
  | 'previous-item'
  | 'next-model'
  | 'previous-model'
  | 'raw'
  | 'brief'
  | 'align'
  | 'search'
  | 'help';

/** What a key does to the column that has the focus. */
export type ColumnAction =
  'next-sample' | 'previous-sample' | 'end-of-reasoning' | 'show-answer' | 'fold' | 'copy' | 'judge';

export type KeyAction =
  | { readonly of: 'view'; readonly action: ViewAction }
  | { readonly of: 'column'; readonly action: ColumnAction }
  | { readonly of: 'aligned'; readonly action: AlignedAction };

const viewKeys: Readonly<Record<string, ViewAction>> = {
  j: 'next-item',
  k: 'previous-item',
  l: 'next-model',
  h: 'previous-model',
  r: 'raw',
  m: 'brief',
  d: 'align',
  '/': 'search',
  '?': 'help',
};

const columnKeys: Readonly<Record<string, ColumnAction>> = {
  '.': 'next-sample',
  ',': 'previous-sample',
  e: 'end-of-reasoning',
  a: 'show-answer',
  f: 'fold',
  c: 'copy',
  v: 'judge',
};

/** What a key does to columns that are aligned. */
const alignedKeys: Readonly<Record<string, AlignedAction>> = {
  n: 'next-difference',
  p: 'previous-difference',
  x: 'next-disagreement',
  g: 'divergence',
  f: 'fold-same',
};

/**
 * What a key press means; null where it is none of ours, is one of the workbench's, or is typed into a field.
 *
 * @param aligned whether columns are aligned, which has keys of its own
 */
export function keyAction(event: KeyboardEvent, aligned: boolean): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const typed = event
    .composedPath()
    .some(
      (place) => place instanceof Element && place.matches('input:not([type=checkbox]), textarea, select'),
    );
  if (typed) return null;
  const ofAligned = aligned ? alignedKeys[event.key] : undefined;
  if (ofAligned !== undefined) return { of: 'aligned', action: ofAligned };
  const ofView = viewKeys[event.key];
  if (ofView !== undefined) return { of: 'view', action: ofView };
  const ofColumn = columnKeys[event.key];
  return ofColumn === undefined ? null : { of: 'column', action: ofColumn };
}

/** The keys in words, for the overlay, by theme. */
export function keyWords(): readonly KeyWords[] {
  return [
    [['j', 'k'], l10n.t('Next and previous item')],
    [['h', 'l'], l10n.t('Previous and next model')],
    [[',', '.'], l10n.t('Previous and next sample of the model')],
    [['a'], l10n.t('Where the answer was found')],
    [['e'], l10n.t('End of the reasoning')],
    [['f'], l10n.t('Fold or unfold the reasoning; aligned, what is the same')],
    [['d'], l10n.t('Align step by step, or not')],
    [['n', 'p'], l10n.t('Aligned: next and previous difference')],
    [['x'], l10n.t('Aligned: next disagreement, a pair with another value of the same thing')],
    [['g'], l10n.t('Aligned: where they part')],
    [['r'], l10n.t('Texts rendered or as they came')],
    [['m'], l10n.t('Show or hide the measures')],
    [['/'], l10n.t('Search in all columns; Enter and Shift+Enter go on and back')],
    [['v'], l10n.t('Judge by hand')],
    [['c'], l10n.t('Copy the trace')],
    [['?'], l10n.t('This list')],
    [['Esc'], l10n.t('Close the list or the search')],
  ];
}
