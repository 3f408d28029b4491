import * as l10n from '@vscode/l10n';
import type { KeyWords } from '../helpDialog.ts';

/** Keys that work wherever nothing is typed: places of the page to go to, and the help. */
export type ViewAction = 'sentences' | 'charts' | 'table' | 'flips' | 'direct' | 'help';

const actions: Readonly<Record<string, ViewAction>> = {
  '1': 'sentences',
  '2': 'charts',
  '3': 'table',
  '4': 'flips',
  '5': 'direct',
  '?': 'help',
};

export function viewAction(event: KeyboardEvent): ViewAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (
    event.target instanceof Element &&
    event.target.matches('input:not([type="checkbox"], [type="radio"]), select')
  )
    return null;
  return actions[event.key] ?? null;
}

/** The keys in words, for the overlay, by theme. */
export function keyWords(): readonly KeyWords[] {
  return [
    [
      ['1', '2', '3', '4', '5'],
      l10n.t('To the sentences, the charts, the table, the open items, two models directly'),
    ],
    [
      ['←', '↑', '↓', '→'],
      l10n.t('In the table: from cell to cell; in the charts’ tabs: from one to the next'),
    ],
    [
      ['Home', 'End'],
      l10n.t('In the table: to the first and the last cell of the row; with Ctrl of the table'),
    ],
    [['Enter'], l10n.t('On a head: sort. On a cell: show its items. On an item: open its two traces')],
    [['D'], l10n.t('On an item: compare its two traces step by step')],
    [['Space'], l10n.t('Select an item, or no longer')],
    [['Esc'], l10n.t('Close a menu')],
    [['?'], l10n.t('This list')],
  ];
}
