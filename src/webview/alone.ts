import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { untrusted } from './visibleText.ts';

/** Where a view has nothing to show: why, or null before the host has said anything. */
export function aloneTemplate(message: string | null): TemplateResult {
  if (message === null) return html`<main class="alone" aria-busy="true"></main>`;
  return html`<main class="alone">
    <h1>${l10n.t('Nothing to show')}</h1>
    <p>${untrusted(message)}</p>
  </main>`;
}
