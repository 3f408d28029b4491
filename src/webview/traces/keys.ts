import * as l10n from '@vscode/l10n';
import type { KeyWords } from '../helpDialog.ts';

/** What a key does to the view. */
export type ViewAction =
  'next-item' | 'previous-item' | 'next-model' | 'previous-model' | 'raw' | 'brief' | 'search' | 'help';

/** What a key does to the column that has the focus. */
export type ColumnAction =
  'next-sample' | 'previous-sample' | 'end-of-reasoning' | 'show-answer' | 'fold' | 'copy' | 'judge';

export type KeyAction =
  | { readonly of: 'view'; readonly action: ViewAction }
  | { readonly of: 'column'; readonly action: ColumnAction };

const viewKeys: Readonly<Record<string, ViewAction>> = {
  j: 'next-item',
  k: 'previous-item',
  l: 'next-model',
  h: 'previous-model',
  r: 'raw',
  m: 'brief',
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

/** What a key press means; null where it is none of ours, is one of the workbench's, or is typed into a field. */
export function keyAction(event: KeyboardEvent): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const typed = event
    .composedPath()
    .some(
      (place) => place instanceof Element && place.matches('input:not([type=checkbox]), textarea, select'),
    );
  if (typed) return null;
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
    [['f'], l10n.t('Fold or unfold the reasoning')],
    [['r'], l10n.t('Texts rendered or as they came')],
    [['m'], l10n.t('Show or hide the measures')],
    [['/'], l10n.t('Search in all columns; Enter and Shift+Enter go on and back')],
    [['v'], l10n.t('Judge by hand')],
    [['c'], l10n.t('Copy the trace')],
    [['?'], l10n.t('This list')],
    [['Esc'], l10n.t('Close the list or the search')],
  ];
}
