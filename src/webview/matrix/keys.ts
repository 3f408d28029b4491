import * as l10n from '@vscode/l10n';
import { asksToCompare } from '../compareKey.ts';
import type { KeyWords } from '../helpDialog.ts';

/** What a key does in the grid. */
export type GridAction =
  | { readonly act: 'move'; readonly rows: number; readonly columns: number; readonly extend: boolean }
  | { readonly act: 'page'; readonly by: 1 | -1; readonly extend: boolean }
  | { readonly act: 'edge'; readonly to: 'first-column' | 'last-column' | 'first-cell' | 'last-cell' }
  | { readonly act: 'open' }
  | { readonly act: 'compare' }
  | { readonly act: 'toggle' | 'select-all' | 'clear' };

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What a key press in the grid means; null where it is none of its own. */
export function gridAction(event: KeyboardEvent): GridAction | null {
  if (asksToCompare(event)) return { act: 'compare' };
  if (event.altKey || event.defaultPrevented) return null;
  const { key, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (command) {
    if (key === 'Home') return { act: 'edge', to: 'first-cell' };
    if (key === 'End') return { act: 'edge', to: 'last-cell' };
    return key === 'a' || key === 'A' ? { act: 'select-all' } : null;
  }
  const move = moves[key];
  if (move !== undefined)
    return { act: 'move', rows: move[0], columns: move[1], extend: shiftKey && move[0] !== 0 };
  switch (key) {
    case 'PageUp':
      return { act: 'page', by: -1, extend: shiftKey };
    case 'PageDown':
      return { act: 'page', by: 1, extend: shiftKey };
    case 'Home':
      return { act: 'edge', to: 'first-column' };
    case 'End':
      return { act: 'edge', to: 'last-column' };
    case 'Enter':
      return { act: 'open' };
    case ' ':
      return { act: 'toggle' };
    case 'Escape':
      return { act: 'clear' };
    default:
      return null;
  }
}

/** Keys that work wherever nothing is typed. */
export function viewAction(event: KeyboardEvent): 'search' | 'help' | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (event.target instanceof Element && event.target.matches('input, select, textarea')) return null;
  return event.key === '/' ? 'search' : event.key === '?' ? 'help' : null;
}

/** The keys in words, for the overlay, by theme. */
export function keyWords(): readonly KeyWords[] {
  return [
    [['←', '↑', '↓', '→'], l10n.t('Go from cell to cell')],
    [['PgUp', 'PgDn'], l10n.t('A page up or down')],
    [['Home', 'End'], l10n.t('The item and its last model; with Ctrl the first and the last item')],
    [['Enter'], l10n.t('Open the traces of the item')],
    [['D'], l10n.t('Compare the base with its tuned model on the item')],
    [['Space'], l10n.t('Select the item, or no longer')],
    [['Shift+↑', 'Shift+↓'], l10n.t('Select the items from here')],
    [['Ctrl+A'], l10n.t('Select all items shown')],
    [['Esc'], l10n.t('Select none')],
    [['/'], l10n.t('Search in ids and questions')],
    [['?'], l10n.t('This list')],
  ];
}
