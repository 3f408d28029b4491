import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';

/** Keys of one kind, and what they do in words. */
export type KeyWords = readonly [keys: readonly string[], words: string];

/**
 * The overlay that says what marks and keys mean; `openHelp` opens it, Escape closes it.
 *
 * @param body its first heading has the id `help-title`
 */
export function helpDialog(body: TemplateResult): TemplateResult {
  return html`<dialog class="popup help" aria-labelledby="help-title">
    ${body}
    <form method="dialog">
      <vscode-button appearance="secondary" @click=${closeDialog}>${l10n.t('Close')}</vscode-button>
    </form>
  </dialog>`;
}

export function keyList(keyWords: readonly KeyWords[]): TemplateResult {
  return html`<dl>
    ${keyWords.map(
      ([keys, words]) =>
        html`<div>
          <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
          <dd>${words}</dd>
        </div>`,
    )}
  </dl>`;
}

export function openHelp(within: ParentNode): void {
  within.querySelector<HTMLDialogElement>('dialog.help')?.showModal();
}

function closeDialog(event: Event): void {
  if (event.currentTarget instanceof Element) event.currentTarget.closest('dialog')?.close();
}
