import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { count } from '../../numbers.ts';
import { type ColumnHead, columnName } from '../words.ts';

/** Columns that stand aside though there is room for them, and how they are shown. */
export interface OfferedColumns {
  readonly heads: readonly ColumnHead[];
  readonly onShow: () => void;
}

/** That columns stand aside, which they are, and one click to compare them too. */
export function asideLine({ heads, onShow }: OfferedColumns): TemplateResult {
  const names = heads.map((head) => columnName(head));
  const [name = ''] = names;
  const words =
    names.length === 1
      ? l10n.t('{0} stands aside: it is not compared', name)
      : l10n.t('{0} columns stand aside: they are not compared', count(names.length));
  return html`<p class="aligned-together" title=${names.join(', ')}>
    ${words}
    <button type="button" class="link" @click=${onShow}>
      ${names.length === 1 ? l10n.t('Compare it too') : l10n.t('Compare them too')}
    </button>
  </p>`;
}
