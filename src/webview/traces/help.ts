import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { keyWords } from './keys.ts';

/** The overlay that lists the keys; `showModal()` opens it, Escape closes it. */
export function helpTemplate(): TemplateResult {
  return html`<dialog class="popup help" aria-labelledby="help-title">
    <h2 id="help-title">${l10n.t('Keys')}</h2>
    <dl>
      ${keyWords().map(
        ([keys, words]) =>
          html`<div>
            <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
            <dd>${words}</dd>
          </div>`,
      )}
    </dl>
    <p class="quiet">
      ${l10n.t('The model is the one whose column has the focus, else the marked one, else the first.')}
    </p>
    <form method="dialog">
      <vscode-button appearance="secondary" @click=${closeDialog}>${l10n.t('Close')}</vscode-button>
    </form>
  </dialog>`;
}

function closeDialog(event: Event): void {
  if (event.currentTarget instanceof Element) event.currentTarget.closest('dialog')?.close();
}
