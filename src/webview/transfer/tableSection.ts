import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { brief } from './figures.ts';
import type { Shown } from './model.ts';
import type { Sort } from './order.ts';
import { type TableActions, tableTemplate } from './table.ts';

/** The table with what it is to be read with, and what it leaves out. */
export function tableSection(shown: Shown, sort: Sort, actions: TableActions): TemplateResult {
  return html`<section class="table" aria-labelledby="table-title">
    <h2 id="table-title">${l10n.t('Models and benchmarks')}</h2>
    <p class="quiet">${readingWords(shown)}</p>
    ${tableTemplate(shown, sort, actions)} ${absentTemplate(shown)} ${leftOutTemplate(shown)}
  </section>`;
}

function readingWords({ state: { transfer, pending, failed } }: Shown): string {
  const intervals = pending
    ? l10n.t('Intervals are being computed.')
    : failed
      ? l10n.t('There are no intervals: they could not be computed.')
      : transfer.resamples === 0
        ? l10n.t('There are no intervals: the results hold no scores of single items.')
        : l10n.t(
            'Intervals at {0} %, from {1} resamples of the items; p after correction for all comparisons of a base (Benjamini–Hochberg).',
            brief(transfer.level),
            count(transfer.resamples),
          );
  return l10n.t('Differences in points, tuned less base. {0}', intervals);
}

/** Benchmarks of the set that no model has results of. */
function absentTemplate({ state: { transfer } }: Shown): TemplateResult | typeof nothing {
  const { absent } = transfer;
  if (absent.length === 0) return nothing;
  return html`<p class="quiet absent">
    ${l10n.t('No results at all on: {0}.', absent.map((name) => showHidden(name)).join(', '))}
  </p>`;
}

/** Benchmarks that a model was not compared on, with the reasons and how many models share them. */
function leftOutTemplate({ models }: Shown): TemplateResult | typeof nothing {
  const all = models.flatMap(({ model, excluded }) => excluded.map((one) => ({ ...one, model })));
  if (all.length === 0) return nothing;
  const groups = Map.groupBy(all, ({ benchmark, reason }) => JSON.stringify([benchmark, reason]));
  return html`<details class="notice">
    <summary>
      ${all.length === 1 ? l10n.t('1 comparison is left out') : l10n.t('{0} comparisons are left out', count(all.length))}
    </summary>
    <ul class="excluded">
      ${[...groups.values()].map((some) => {
        const [first] = some;
        if (first === undefined) return nothing;
        return html`<li>
          <strong>${untrusted(first.benchmark)}</strong> ${untrusted(first.reason)}
          <span class="quiet">
            ${some.length === 1 ? untrusted(first.model) : l10n.t('{0} models', count(some.length))}
          </span>
        </li>`;
      })}
    </ul>
  </details>`;
}
