import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { onMenuToggle, toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import type { ShownArrangement } from './shownColumns.ts';
import type { ColumnHead } from './words.ts';

export interface ColumnsMenuActions {
  readonly onHide: (key: string) => void;
  readonly onPin: (key: string) => void;
  readonly onMove: (key: string, to: 'earlier' | 'later') => void;
}

/** The list of columns: which are shown, hidden or stand aside, in which order, and which stay in view. */
export function columnsMenu(
  columns: readonly Pick<ColumnHead, 'key' | 'label'>[],
  arrangement: ShownArrangement,
  actions: ColumnsMenuActions,
): TemplateResult {
  return html`<div
    class="popup columns-menu"
    popover
    id="columns-menu"
    role="dialog"
    aria-label=${l10n.t('Columns')}
    @toggle=${onMenuToggle}
  >
    <ul>
      ${columns.map(({ key, label }, index) => {
        const name = showHidden(label);
        const pinned = arrangement.pinned.includes(key);
        const aside = arrangement.aside.includes(key);
        return html`<li>
          <label class="columns-name"
            ><input
              type="checkbox"
              .checked=${!aside && !arrangement.hidden.includes(key)}
              @change=${() => actions.onHide(key)}
            />${untrusted(label)}${aside ? html` <span class="quiet">${l10n.t('stands aside')}</span>` : nothing}</label
          >
          ${toolButton({
            icon: pinned ? 'pinned' : 'pin',
            words: pinned ? l10n.t('Unpin {0}', name) : l10n.t('Pin {0} to the left', name),
            onClick: () => actions.onPin(key),
            pressed: pinned,
          })}
          ${toolButton({
            icon: 'arrow-up',
            words: l10n.t('Move {0} to the left', name),
            onClick: () => actions.onMove(key, 'earlier'),
            disabled: index === 0,
          })}
          ${toolButton({
            icon: 'arrow-down',
            words: l10n.t('Move {0} to the right', name),
            onClick: () => actions.onMove(key, 'later'),
            disabled: index === columns.length - 1,
          })}
        </li>`;
      })}
    </ul>
  </div>`;
}
