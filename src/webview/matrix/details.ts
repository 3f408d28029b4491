import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { roleWords } from '../roleWords.ts';
import { untrusted } from '../visibleText.ts';
import type { Hit } from './geometry.ts';
import type { MatrixModel, Place } from './model.ts';
import { cellWords, headWords } from './words.ts';

/** What is under the pointer, in words, for the box beside it; null for nothing. */
export function tipTemplate(model: MatrixModel, hit: Hit | null): TemplateResult | null {
  if (hit === null) return null;
  if (hit.part === 'head') return headTip(model, hit.column);
  const item = model.item(hit.row);
  if (item === undefined) return null;
  const fields = Object.entries(item.fields).map(([field, value]) => `${field}: ${value}`);
  return html`${hit.part === 'cell' ? cellLine(model, hit) : nothing}
    <p><strong>${untrusted(item.id)}</strong> <span class="quiet">${untrusted(item.benchmark)}</span></p>
    ${item.question === '' ? nothing : html`<p class="tip-question">${untrusted(item.question)}</p>`}
    ${item.gold === null ? nothing : html`<p class="tip-gold">${l10n.t('Gold')}: ${untrusted(item.gold)}</p>`}
    ${fields.length === 0 ? nothing : html`<p class="quiet">${untrusted(fields.join(' · '))}</p>`}`;
}

function headTip(model: MatrixModel, column: number): TemplateResult | null {
  const head = model.columns[column];
  const figures = model.heads[column];
  if (head === undefined || figures === undefined) return null;
  const base = model.columns.find(({ key }) => key === head.base);
  return html`<p><strong>${untrusted(head.label)}</strong></p>
    ${head.model === head.label ? nothing : html`<p class="quiet">${untrusted(head.model)}</p>`}
    ${head.role === null ? nothing : html`<p>${roleWords(head.role)}${base === undefined ? nothing : html` · ${l10n.t('from')} ${untrusted(base.label)}`}</p>`}
    <p>${headWords(figures)}</p>`;
}

function cellLine(model: MatrixModel, { row, column }: Place): TemplateResult | typeof nothing {
  const item = model.item(row);
  const index = model.rows[row];
  const head = model.columns[column];
  if (item === undefined || index === undefined || head === undefined) return nothing;
  return html`<p>
    <strong>${untrusted(head.label)}</strong>:
    ${cellWords(model.table.cell(index, column), model.isPartial(item))}
  </p>`;
}

function compareTitle(): string {
  return l10n.t('Compare the base with its tuned model on this item (D)');
}

/** The cell that the keyboard is at, in one line below the matrix, with the way to the comparison of its traces. */
export function placeTemplate(model: MatrixModel, onCompare: () => void): TemplateResult | typeof nothing {
  const { place } = model;
  const item = model.item(place.row);
  if (item === undefined) return nothing;
  const index = model.rows[place.row];
  const head = model.columns[place.column];
  return html`<button type="button" class="link" title=${compareTitle()} @click=${onCompare}>
      ${l10n.t('Compare')}
    </button>
    ${
      head === undefined || index === undefined
        ? nothing
        : html`<strong>${untrusted(head.label)}</strong>
            <span class="place-cell"
              >${cellWords(model.table.cell(index, place.column), model.isPartial(item))}</span
            >
            · `
    }<strong>${untrusted(item.id)}</strong> <span class="quiet">${untrusted(item.question)}</span>`;
}
