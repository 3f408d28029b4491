import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { mostAligned } from '../../../protocol.ts';
import { count } from '../../numbers.ts';
import { type ColumnHead, columnName } from '../words.ts';

/** The columns that stand aside, those of them that there is room for, and how these are shown. */
export interface ColumnsAside {
  readonly aside: readonly ColumnHead[];
  readonly offered: readonly ColumnHead[];
  readonly onShow: () => void;
}

/** That columns stand aside, which they are, and one click to compare as many of them as have room. */
export function asideLine({ aside, offered, onShow }: ColumnsAside): TemplateResult {
  return html`<p class="aligned-together" title=${namesOf(aside)}>
    ${offered.length === 0 ? noRoomWords(aside) : asideWords(aside)}
    ${
      offered.length === 0
        ? nothing
        : html`<button type="button" class="link" title=${namesOf(offered)} @click=${onShow}>
            ${offerWords(offered.length, aside.length)}
          </button>`
    }
  </p>`;
}

function asideWords(aside: readonly ColumnHead[]): string {
  return aside.length === 1
    ? l10n.t('{0} stands aside: it is not compared', namesOf(aside))
    : l10n.t('{0} columns stand aside: they are not compared', count(aside.length));
}

function noRoomWords(aside: readonly ColumnHead[]): string {
  const most = count(mostAligned);
  return aside.length === 1
    ? l10n.t(
        '{0} stands aside: no more than {1} columns are compared; hide some to choose',
        namesOf(aside),
        most,
      )
    : l10n.t(
        '{0} columns stand aside: no more than {1} are compared; hide some to choose',
        count(aside.length),
        most,
      );
}

function offerWords(offered: number, aside: number): string {
  if (offered < aside) return l10n.t('Compare {0} of them', count(offered));
  return offered === 1 ? l10n.t('Compare it too') : l10n.t('Compare them too');
}

function namesOf(heads: readonly ColumnHead[]): string {
  return heads.map((head) => columnName(head)).join(', ');
}
