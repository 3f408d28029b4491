import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { FlipField, FlipFieldValue } from '../../core/transfer/flipList.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { plain } from './figures.ts';
import type { FlipsQuery } from './flipsModel.ts';

/** A field with more is cut: those where most changed come first. */
const mostValues = 12;

/** Where it learned and forgot: the items' own fields, each with its values. */
export function flipFieldsTemplate(
  fields: readonly FlipField[],
  chosen: FlipsQuery['field'],
  onField: (field: FlipsQuery['field']) => void,
): TemplateResult | typeof nothing {
  const told = fields.filter(({ values }) => values.length > 1);
  if (told.length === 0) return nothing;
  return html`<div class="flip-fields">${told.map((field) => fieldTemplate(field, chosen, onField))}</div>`;
}

function fieldTemplate(
  { name, values }: FlipField,
  chosen: FlipsQuery['field'],
  onField: (field: FlipsQuery['field']) => void,
): TemplateResult {
  const sorted = [...values].sort((a, b) => changes(b) - changes(a) || b.n - a.n);
  const some = sorted.slice(0, mostValues);
  const most = Math.max(1, ...values.map(({ learned, forgotten }) => Math.max(learned, forgotten)));
  return html`<table class="flip-field">
    <caption>
      ${untrusted(name)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${l10n.t('Value')}</th>
        <th scope="col">${l10n.t('Items')}</th>
        <th scope="col">${l10n.t('Forgotten, learned')}</th>
        <th scope="col">${l10n.t('Score')}</th>
      </tr>
    </thead>
    <tbody>
      ${some.map((value) => valueTemplate(name, value, most, chosen, onField))}
    </tbody>
    ${
      some.length === values.length
        ? nothing
        : html`<tfoot>
            <tr>
              <td colspan="4" class="quiet">${l10n.t('and {0} more', count(values.length - some.length))}</td>
            </tr>
          </tfoot>`
    }
  </table>`;
}

function valueTemplate(
  name: string,
  { value, n, learned, forgotten, left, right }: FlipFieldValue,
  most: number,
  chosen: FlipsQuery['field'],
  onField: (field: FlipsQuery['field']) => void,
): TemplateResult {
  const on = chosen?.name === name && chosen.value === value;
  return html`<tr class=${on ? 'chosen' : ''}>
    <th scope="row">
      <button
        type="button"
        class="link"
        aria-pressed=${on ? 'true' : 'false'}
        title=${on ? l10n.t('Show all values of {0}', showHidden(name)) : l10n.t('Only items with this value')}
        @click=${() => onField(on ? null : { name, value })}
      >
        ${untrusted(value === '' ? '–' : value)}
      </button>
    </th>
    <td>${count(n)}</td>
    <td class="bars">
      <span class="number">${forgotten === 0 ? '0' : `−${count(forgotten)}`}</span
      >${bars(forgotten, learned, most)}<span class="number"
        >${learned === 0 ? '0' : `+${count(learned)}`}</span
      >
    </td>
    <td>${l10n.t('{0} → {1}', plain(left), plain(right))}</td>
  </tr>`;
}

/** Forgotten to the left, learned to the right; the numbers stand beside it. */
function bars(forgotten: number, learned: number, most: number): TemplateResult {
  const half = 30;
  const [lost, won] = [(forgotten / most) * half, (learned / most) * half];
  return html`${svg`<svg class="flip-bars" viewBox="0 0 ${2 * half + 1} 8" aria-hidden="true">
    <rect class="lost" x=${half - lost} y="1" width=${lost} height="6"></rect>
    <rect class="won" x=${half + 1} y="1" width=${won} height="6"></rect>
    <line class="zero" x1=${half + 0.5} x2=${half + 0.5} y1="0" y2="8"></line>
  </svg>`}`;
}

function changes({ learned, forgotten }: FlipFieldValue): number {
  return learned + forgotten;
}
