import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { toolButton } from '../toolButton.ts';
import { columnsMenu, type ColumnsMenuActions } from './columnsMenu.ts';
import type { ShownArrangement } from './shownColumns.ts';
import type { ColumnHead } from './words.ts';

export interface ViewToolsActions extends ColumnsMenuActions {
  readonly onSearch: () => void;
  readonly onRaw: () => void;
  readonly onBrief: () => void;
  readonly onAlign: () => void;
  readonly onHelp: () => void;
}

/** The buttons that change how all columns are shown. */
export function viewTools(
  columns: readonly Pick<ColumnHead, 'key' | 'label'>[],
  arrangement: ShownArrangement,
  modes: { readonly raw: boolean; readonly brief: boolean; readonly aligned: boolean },
  actions: ViewToolsActions,
): TemplateResult {
  return html`<div class="view-tools" role="toolbar" aria-label=${l10n.t('View')}>
    ${toolButton({ icon: 'search', words: l10n.t('Search in all columns'), onClick: actions.onSearch })}
    ${toolButton({
      icon: 'git-compare',
      words: l10n.t('Align step by step'),
      onClick: actions.onAlign,
      pressed: modes.aligned,
    })}
    ${toolButton({
      icon: 'code',
      words: l10n.t('Texts as they came, not rendered'),
      onClick: actions.onRaw,
      pressed: modes.raw,
    })}
    ${toolButton({
      icon: 'dashboard',
      words: l10n.t('Hide the measures'),
      onClick: actions.onBrief,
      pressed: modes.brief,
    })}
    ${toolButton({
      icon: 'layout',
      words: columnsWords(columns, arrangement),
      menu: 'columns-menu',
    })}
    ${toolButton({ icon: 'question', words: l10n.t('Keys'), onClick: actions.onHelp })}
    ${columnsMenu(columns, arrangement, actions)}
  </div>`;
}

/** What the reader hid does not stand aside: each is counted under its own name. */
function columnsWords(
  columns: readonly Pick<ColumnHead, 'key'>[],
  arrangement: Pick<ShownArrangement, 'hidden' | 'aside'>,
): string {
  const among = (keys: readonly string[]): number => columns.filter(({ key }) => keys.includes(key)).length;
  const [hidden, aside] = [among(arrangement.hidden), among(arrangement.aside)];
  if (aside === 0) return hidden === 0 ? l10n.t('Columns') : l10n.t('Columns ({0} hidden)', hidden);
  return hidden === 0
    ? l10n.t('Columns ({0} aside)', aside)
    : l10n.t('Columns ({0} hidden, {1} aside)', hidden, aside);
}
