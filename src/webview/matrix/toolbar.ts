import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { MatrixField } from '../../core/results/matrixFields.ts';
import {
  isFiltering,
  type MatrixQuery,
  type MatrixShow,
  matrixShows,
  type MatrixSort,
  matrixSorts,
} from '../../core/results/matrixQuery.ts';
import { count } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { choice } from '../choice.ts';
import { fieldsMenu, fieldTokens } from './fieldsMenu.ts';
import { leftOutTemplate } from './leftOut.ts';
import type { MatrixModel } from './model.ts';
import { selectedWords, showWords, shownWords, sortWords } from './words.ts';

export interface ToolbarActions {
  readonly onBenchmark: (benchmark: string | null) => void;
  readonly onQuery: (change: Partial<MatrixQuery>) => void;
  readonly onShapes: () => void;
  readonly onHelp: () => void;
  readonly onAskAgain: () => void;
  readonly onSelectNone: () => void;
}

/** What is shown of the matrix, in which order, and what can be done with it. */
export function toolbarTemplate(
  model: MatrixModel,
  fields: readonly MatrixField[],
  shapes: boolean,
  actions: ToolbarActions,
): TemplateResult {
  const { query } = model;
  const { onQuery } = actions;
  return html`<header class="matrix-bar">
    <h1 class="spoken">${l10n.t('Matrix')}</h1>
    <div class="choices">
      ${benchmarkChoice(model, actions)}
      ${choice(
        l10n.t('Sort'),
        query.sort,
        offered(model, matrixSorts, query.sort).map((sort) => [sort, sortWords(sort)]),
        (sort) => onQuery({ sort }),
      )}
      ${choice(
        l10n.t('Show'),
        query.show,
        offered(model, matrixShows, query.show).map((show) => [show, showWords(show)]),
        (show) => onQuery({ show }),
      )}
      ${modelChoice(model, actions)} ${fieldsMenu(fields, query, onQuery)}
      <input
        type="search"
        class="field"
        spellcheck="false"
        aria-label=${l10n.t('Search in ids and questions')}
        placeholder=${l10n.t('Search in ids and questions')}
        .value=${query.text}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) onQuery({ text: event.target.value });
        }}
      />
    </div>
    <div class="state">
      <span class="shown-count">${shownWords(model)}</span>
      ${leftOutTemplate(model.table.data.leftOut)} ${fieldTokens(query, onQuery)}
      ${
        isFiltering(query)
          ? toolButton({
              icon: 'clear-all',
              words: l10n.t('Show all items'),
              onClick: () => onQuery({ show: 'all', fields: {}, text: '' }),
            })
          : nothing
      }
      <div class="bar-end">${selectionTemplate(model, actions)} ${viewButtons(shapes, actions)}</div>
    </div>
  </header>`;
}

function viewButtons(shapes: boolean, { onShapes, onHelp }: ToolbarActions): TemplateResult {
  return html`<div class="view-tools" role="toolbar" aria-label=${l10n.t('View')}>
    ${toolButton({
      icon: 'color-mode',
      words: l10n.t('Shapes beside the colours'),
      onClick: onShapes,
      pressed: shapes,
    })}
    ${toolButton({ icon: 'question', words: l10n.t('Marks and keys'), onClick: onHelp })}
  </div>`;
}

function selectionTemplate(
  model: MatrixModel,
  { onAskAgain, onSelectNone }: ToolbarActions,
): TemplateResult | typeof nothing {
  const { size } = model.selected;
  if (size === 0) return nothing;
  return html`<span class="selected-count">${selectedWords(model)}</span>
    ${toolButton({ icon: 'close', words: l10n.t('Select none'), onClick: onSelectNone })}
    <vscode-button class="ask-again" @click=${onAskAgain}>
      ${size === 1 ? l10n.t('Ask 1 item again…') : l10n.t('Ask {0} items again…', count(size))}
    </vscode-button>`;
}

/** Without flips where no model has its base here. */
function offered<Option extends MatrixSort | MatrixShow>(
  { table }: MatrixModel,
  options: readonly Option[],
  chosen: Option,
): Option[] {
  const flips = table.bases.some((base) => base >= 0);
  return options.filter(
    (option) => flips || option === chosen || (option !== 'forgotten' && option !== 'learned'),
  );
}

/** In a select a value is text: all benchmarks are none, which no name is. */
function benchmarkChoice({ table }: MatrixModel, { onBenchmark }: ToolbarActions): TemplateResult {
  const { benchmarks, benchmark } = table.data;
  const named = benchmarks.map(({ name, items }) => [name, `${showHidden(name)} (${count(items)})`] as const);
  return choice(
    l10n.t('Benchmark'),
    benchmark ?? '',
    benchmarks.length < 2 ? named : [...named, ['', l10n.t('All benchmarks')] as const],
    (name) => onBenchmark(name === '' ? null : name),
  );
}

/** Whose flips count; only where there are several tuned models whose base is here. */
function modelChoice(model: MatrixModel, { onQuery }: ToolbarActions): TemplateResult | typeof nothing {
  const tuned = model.columns.filter((_, column) => (model.table.bases[column] ?? -1) >= 0);
  if (tuned.length < 2) return nothing;
  const chosen = tuned.find(({ key }) => key === model.query.model)?.key ?? '';
  return choice(
    l10n.t('Flips of'),
    chosen,
    [
      ['', l10n.t('any tuned model')] as const,
      ...tuned.map(({ key, label }) => [key, showHidden(label)] as const),
    ],
    (key) => onQuery({ model: key === '' ? null : key }),
  );
}
