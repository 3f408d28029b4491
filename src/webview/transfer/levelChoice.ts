import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';

/** The limits of the protocol. */
const least = 50;
const most = 99.9;
const common = ['90', '95', '99'];

/** The level of intervals and tests, in percent: the common ones are offered, any other can be typed. */
export function levelChoice(level: number, onLevel: (level: number) => void): TemplateResult {
  return html`<label class="choice">
    <span>${l10n.t('Level')}</span>
    <span class="level">
      <input
        type="number"
        min=${least}
        max=${most}
        step="any"
        list="levels"
        .value=${String(level)}
        @change=${(event: Event) => {
          const input = event.currentTarget;
          if (!(input instanceof HTMLInputElement)) return;
          if (input.reportValidity() && input.value !== '') onLevel(input.valueAsNumber);
          else input.value = String(level);
        }}
      />
      %
    </span>
    <datalist id="levels">${common.map((one) => html`<option value=${one}></option>`)}</datalist>
  </label>`;
}
