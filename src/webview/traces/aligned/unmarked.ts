import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ColumnModel } from '../session.ts';
import { columnName } from '../words.ts';

/** What is said of columns of which no reasoning is marked, where the reasoning alone is compared. */
export function unmarkedWords(columns: readonly Pick<ColumnModel, 'head'>[]): string {
  const names = columns.map(({ head }) => columnName(head));
  return names.length === 1
    ? l10n.t('{0} has no marked reasoning: all of its text is under Answer', names[0] ?? '')
    : l10n.t('{0} have no marked reasoning: all of their text is under Answer', names.join(', '));
}

/** One click to where their text is compared. */
export function compareBothButton(onBoth: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${onBoth}>
    ${l10n.t('Compare reasoning and answer')}
  </button>`;
}
