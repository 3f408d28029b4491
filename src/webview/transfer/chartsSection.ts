import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { type ChartInput, type ChartName, chartNames } from './charts/chartNames.ts';
import { chartAvailable, chartTable } from './charts/chartTable.ts';

export interface ChartsActions {
  readonly onChart: (name: ChartName) => void;
  readonly onTable: () => void;
  readonly onImage: (as: 'png' | 'svg') => void;
  readonly onResetZoom: () => void;
  readonly onDrill: (event: Event) => void;
  readonly onToggleModel: (event: Event) => void;
}

/** The charts, one at a time, each with the table behind it. */
export function chartsTemplate(
  name: ChartName,
  input: ChartInput,
  asTable: boolean,
  actions: ChartsActions,
): TemplateResult {
  const why = chartAvailable(name, input);
  return html`<section class="charts" aria-labelledby="charts-title">
    <div class="section-head">
      <h2 id="charts-title">${l10n.t('Charts')}</h2>
      <div class="tabs" role="tablist" aria-labelledby="charts-title" @keydown=${onTabKey}>
        ${chartNames.map(
          (one) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${one}"
              class="tab"
              aria-selected=${one === name ? 'true' : 'false'}
              aria-controls="chart-panel"
              tabindex=${one === name ? '0' : '-1'}
              @click=${() => actions.onChart(one)}
            >
              ${chartWords(one)}
            </button>`,
        )}
      </div>
      <div class="end" role="toolbar" aria-label=${l10n.t('Chart')}>
        ${toolButton({ icon: 'table', words: l10n.t('The table behind the chart'), onClick: actions.onTable, pressed: asTable })}
        ${toolButton({ icon: 'discard', words: l10n.t('Show all values again'), onClick: actions.onResetZoom, disabled: why !== null || asTable })}
        <button
          type="button"
          class="small"
          ?disabled=${why !== null || asTable}
          @click=${() => actions.onImage('png')}
        >
          ${l10n.t('PNG')}
        </button>
        <button
          type="button"
          class="small"
          ?disabled=${why !== null || asTable}
          @click=${() => actions.onImage('svg')}
        >
          ${l10n.t('SVG')}
        </button>
      </div>
    </div>
    <div class="chart-panel" role="tabpanel" id="chart-panel" aria-labelledby="tab-${name}" tabindex="0">
      <p class="quiet chart-meaning">${chartMeaning(name)}</p>
      ${why === null ? nothing : html`<p class="note">${untrusted(why)}</p>`}
      ${why === null && asTable ? chartTableTemplate(name, input) : nothing}
      ${
        why === null
          ? html`<rt-chart
              ?hidden=${asTable}
              .name=${name}
              .input=${input}
              @rt-drill=${actions.onDrill}
              @rt-toggle-model=${actions.onToggleModel}
            ></rt-chart>`
          : nothing
      }
    </div>
  </section>`;
}

function chartTableTemplate(name: ChartName, input: ChartInput): TemplateResult {
  const { columns, rows } = chartTable(name, input);
  return html`<div class="scroller" role="region" aria-labelledby="tab-${name}" tabindex="0">
    <table class="terms">
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${untrusted(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((value, at) => (at === 0 ? html`<th scope="row">${untrusted(String(value))}</th>` : html`<td>${untrusted(String(value))}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function chartWords(name: ChartName): string {
  switch (name) {
    case 'gains':
      return l10n.t('By benchmark');
    case 'index-size':
      return l10n.t('Index and size');
    case 'scatter':
      return l10n.t('Math and elsewhere');
    case 'slopes':
      return l10n.t('Base to tuned');
    case 'steps':
      return l10n.t('By training step');
  }
}

function chartMeaning(name: ChartName): string {
  switch (name) {
    case 'gains':
      return l10n.t('ΔR of each benchmark, in points, with its interval.');
    case 'index-size':
      return l10n.t(
        'TI against the size of the base, with the mean of each method, as in the paper’s Figure 2.',
      );
    case 'scatter':
      return l10n.t(
        'The gain on math against the gain elsewhere, in points: it stays true where the ratio of the index does not.',
      );
    case 'slopes':
      return l10n.t('The mean score of each domain, from base to tuned.');
    case 'steps':
      return l10n.t('ΔR of each domain against the step of training.');
  }
}

/** In a list of tabs the arrow keys go from one to the next. */
function onTabKey(event: KeyboardEvent): void {
  const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="tab"]') : null;
  if (tab === null) return;
  const tabs = [...(tab.parentElement?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
  const next = tabTo(tabs, tabs.indexOf(tab), event.key);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function tabTo(tabs: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return tabs[(at + 1) % tabs.length];
    case 'ArrowLeft':
      return tabs.at(at - 1);
    case 'Home':
      return tabs[0];
    case 'End':
      return tabs.at(-1);
    default:
      return undefined;
  }
}
