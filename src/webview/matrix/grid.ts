import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { showHidden } from '../../core/hiddenText.ts';
import { roleWords } from '../roleWords.ts';
import type { MatrixModel } from './model.ts';
import { cellWords, headWords } from './words.ts';

/** Rows above and below the one with the focus that are there for a screen reader to walk to. */
const around = 4;

/**
 * The matrix as a table, for the keyboard and for assistive technology: behind the canvas, and only the rows around
 * the cell that arrow keys move, which has the focus.
 */
export function gridTemplate(model: MatrixModel): TemplateResult {
  const { place, rows, columns } = model;
  const from = Math.max(0, place.row - around);
  const shown = Array.from(rows.subarray(from, place.row + around + 1), (item, index) => ({
    item,
    row: from + index,
  }));
  return html`<table
    class="grid"
    role="grid"
    aria-label=${l10n.t('Items and models')}
    aria-multiselectable="true"
    aria-rowcount=${rows.length + 1}
    aria-colcount=${columns.length + 1}
  >
    <thead>
      <tr aria-rowindex="1">
        <th role="columnheader" scope="col" aria-colindex="1">${l10n.t('Item')}</th>
        ${columns.map((column, index) => {
          const figures = model.heads[index];
          const role = column.role === null ? '' : `, ${roleWords(column.role)}`;
          const words = figures === undefined ? '' : `, ${headWords(figures)}`;
          return html`<th role="columnheader" scope="col" aria-colindex=${index + 2}>
            ${`${showHidden(column.label)}${role}${words}`}
          </th>`;
        })}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        shown,
        // By row: where the focus goes on, it goes to another element, which is read out.
        ({ row }) => row,
        ({ item, row }) => rowTemplate(model, item, row),
      )}
    </tbody>
  </table>`;
}

function rowTemplate(model: MatrixModel, index: number, row: number): TemplateResult | typeof nothing {
  const item = model.table.data.items[index];
  if (item === undefined) return nothing;
  const selected = model.selected.has(item.ref) ? 'true' : 'false';
  const partial = model.isPartial(item);
  const tab = (column: number): string =>
    row === model.place.row && column === model.place.column ? '0' : '-1';
  return html`<tr aria-rowindex=${row + 2} aria-selected=${selected}>
    <th role="rowheader" scope="row" aria-colindex="1" aria-selected=${selected} tabindex=${tab(-1)}>
      ${showHidden([item.id, item.question].filter(Boolean).join(': '))}
    </th>
    ${model.columns.map(
      (_, column) =>
        html`<td
          role="gridcell"
          aria-colindex=${column + 2}
          tabindex=${tab(column)}
          .textContent=${cellWords(model.table.cell(index, column), partial)}
        ></td>`,
    )}
  </tr>`;
}
