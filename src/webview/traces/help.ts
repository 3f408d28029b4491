import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { helpDialog, keyList } from '../helpDialog.ts';
import { keyWords } from './keys.ts';

/** The overlay that lists the keys. */
export function helpTemplate(): TemplateResult {
  return helpDialog(
    html`<h2 id="help-title">${l10n.t('Keys')}</h2>
      ${keyList(keyWords())}
      <p class="quiet">
        ${l10n.t('The model is the one whose column has the focus, else the marked one, else the first.')}
      </p>`,
  );
}
