import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { showHidden } from '../../core/hiddenText.ts';
import type { Interval, ModelTransfer } from '../../core/transfer/transfer.ts';
import { icon } from '../icon.ts';
import { untrusted } from '../visibleText.ts';
import { type CellContext, cellTemplate, columnMeaning } from './cells.ts';
import { type Column, columnGroups, columnName } from './columns.ts';
import { reachOf } from './forest.ts';
import { onGridFocus, onGridKey } from './gridKeys.ts';
import type { Shown } from './model.ts';
import type { RowGroup } from './byBase.ts';
import { rowGroups, type Sort } from './order.ts';
import { originWords } from './words.ts';

export interface TableActions {
  readonly onSort: (by: string) => void;
  readonly onCompare: (model: ModelTransfer, benchmark: string) => void;
  readonly onMatrix: (benchmark: string) => void;
  readonly onModel: (model: string) => void;
}

/** Models × domains and benchmarks. */
export function tableTemplate(shown: Shown, sort: Sort, actions: TableActions): TemplateResult {
  const groups = columnGroups(shown);
  const columns = groups.flatMap((group) => group.columns.map((column, at) => ({ column, first: at === 0 })));
  const context: CellContext = {
    level: shown.state.transfer.level,
    reach: reachOf(intervals(shown)),
    onCompare: actions.onCompare,
  };
  const row = (model: ModelTransfer): TemplateResult =>
    html`<tr>
      ${modelHead(model, actions)}
      ${repeat(
        columns,
        ({ column }) => column.id,
        ({ column, first }, at) => cellTemplate(model, column, { place: at + 1, first }, context),
      )}
    </tr>`;
  return html`<div class="scroller">
    <table
      role="grid"
      class="results"
      aria-labelledby="table-title"
      @keydown=${onGridKey}
      @focusin=${onGridFocus}
    >
      <thead>
        <tr>
          <td class="corner"></td>
          ${groups.map((group) => html`<th scope="colgroup" class="group" colspan=${group.columns.length}><span>${group.title}</span></th>`)}
        </tr>
        <tr>
          ${sortHead(l10n.t('Model'), 'model', 0, sort, actions)}
          ${repeat(
            columns,
            ({ column }) => column.id,
            ({ column, first }, at) => columnHead(column, at + 1, sort, actions, first),
          )}
        </tr>
      </thead>
      ${repeat(
        rowGroups(shown, sort),
        ({ base }) => base,
        (group) => bodyTemplate(group, columns.length, row),
      )}
    </table>
  </div>`;
}

function bodyTemplate(
  { base, models }: RowGroup,
  columns: number,
  row: (model: ModelTransfer) => TemplateResult,
): TemplateResult {
  return html`<tbody>
    ${
      base === null
        ? nothing
        : html`<tr class="base">
            <th scope="rowgroup" colspan=${columns + 1}><span>${l10n.t('Base')} ${untrusted(base)}</span></th>
          </tr>`
    }
    ${repeat(models, ({ model }) => model, row)}
  </tbody>`;
}

function modelHead(model: ModelTransfer, { onModel }: TableActions): TemplateResult {
  const origin = originWords(model);
  return html`<th scope="row" class="model">
    <button
      type="button"
      class="link stop"
      tabindex="-1"
      data-column="0"
      title=${l10n.t('How its index is made')}
      @click=${() => onModel(model.model)}
    >
      ${untrusted(model.model)}
    </button>
    ${origin === '' ? nothing : html`<span class="below">${untrusted(origin)}</span>`}
    ${model.inCohort ? nothing : html`<span class="below">${l10n.t('not in the cohort')}</span>`}
  </th>`;
}

function columnHead(
  column: Column,
  place: number,
  sort: Sort,
  actions: TableActions,
  first: boolean,
): TemplateResult {
  return sortHead(columnName(column), column.id, place, sort, actions, {
    title: columnMeaning(column),
    first,
    benchmark: column.kind === 'benchmark' ? column.benchmark : null,
  });
}

function sortHead(
  name: string,
  id: string,
  place: number,
  sort: Sort,
  { onSort, onMatrix }: TableActions,
  more: { title?: string; first?: boolean; benchmark?: string | null } = {},
): TemplateResult {
  const sorted = sort.by === id;
  const { benchmark = null } = more;
  return html`<th
    scope="col"
    class=${more.first === true ? 'first' : ''}
    aria-sort=${sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
  >
    <span class="head">
      <button
        type="button"
        class="sort stop"
        tabindex="-1"
        data-column=${place}
        title=${more.title ?? ''}
        @click=${() => onSort(id)}
      >
        ${untrusted(name)}${sorted ? icon(sort.descending ? 'arrow-down' : 'arrow-up') : nothing}
      </button>
      ${
        benchmark === null
          ? nothing
          : html`<button
              type="button"
              class="tool stop"
              tabindex="-1"
              data-column=${place}
              title=${l10n.t('Open the matrix of {0}', showHidden(benchmark))}
              aria-label=${l10n.t('Open the matrix of {0}', showHidden(benchmark))}
              @click=${() => onMatrix(benchmark)}
            >
              ${icon('table')}
            </button>`
      }
    </span>
  </th>`;
}

function* intervals({ models }: Shown): Iterable<Interval> {
  for (const { benchmarks, domains } of models) {
    yield* benchmarks.map(({ delta }) => delta);
    yield* Object.values(domains).map(({ delta }) => delta);
  }
}
