import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { type Domain, domains } from '../../core/domain.ts';
import type { ModelTransfer, Variant } from '../../core/transfer/transfer.ts';
import { untrusted } from '../visibleText.ts';
import { domainShort } from './columns.ts';
import { brief, plain, points, ratio, span } from './figures.ts';
import { domainTitle } from './words.ts';

/** What a model's index is made of, term by term, and what was left out. */
export function termsTemplate(model: ModelTransfer, variant: Variant): TemplateResult {
  const relative = variant === 'v1-relative';
  return html`<div class="scroller">
      <table class="terms">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Benchmark')}</th>
            <th scope="col">${l10n.t('Base')}</th>
            <th scope="col">${l10n.t('Tuned')}</th>
            <th scope="col">${l10n.t('ΔR')}</th>
            <th scope="col" title=${relative ? l10n.t('ΔR / score of the base') : l10n.t('ΔR / σ')}>δ</th>
            <th scope="col" title=${relative ? l10n.t('the same as δ') : l10n.t('sign(δ) · √|δ|')}>s</th>
            <th scope="col" title=${relative ? l10n.t('1') : l10n.t('100 − score of the base')}>w</th>
            <th scope="col" title=${l10n.t('share of w in its domain')}>ŵ</th>
            <th scope="col">ŵ · s</th>
          </tr>
        </thead>
        ${domains.map((domain) => domainTerms(model, domain))}
      </table>
    </div>
    ${excludedTemplate(model)}`;
}

function domainTerms(model: ModelTransfer, domain: Domain): TemplateResult | typeof nothing {
  const own = model.benchmarks.filter((one) => one.domain === domain);
  if (own.length === 0) return nothing;
  const { delta, di, sigma, reason } = model.domains[domain];
  return html`<tbody>
    ${own.map(
      ({ benchmark, base, tuned, delta: one, terms }) =>
        html`<tr>
          <th scope="row">${untrusted(benchmark)}</th>
          <td>${plain(base)}</td>
          <td>${plain(tuned)}</td>
          <td>${points(one.value)}</td>
          ${
            terms === null
              ? html`<td colspan="5">${l10n.t('not computed')}</td>`
              : html`<td>${ratio(terms.delta)}</td>
                  <td>${ratio(terms.s)}</td>
                  <td>${brief(terms.weight)}</td>
                  <td>${ratio(terms.share)}</td>
                  <td>${ratio(terms.share * terms.s)}</td>`
          }
        </tr>`,
    )}
    <tr class="sum">
      <th scope="row">${domainTitle(domain)}</th>
      <td colspan="2">${sigma === null ? '' : l10n.t('σ {0}', ratio(sigma))}</td>
      <td>${delta.value === null ? '–' : points(delta.value)}</td>
      <td colspan="5">
        ${
          di.value === null
            ? untrusted(reason ?? '–')
            : l10n.t('DI {0} = {1}', domainShort(domain), withRange(ratio(di.value), span(di, ratio)))
        }
      </td>
    </tr>
  </tbody>`;
}

function withRange(value: string, range: string | null): string {
  return range === null ? value : l10n.t('{0} ({1})', value, range);
}

function excludedTemplate({ excluded }: ModelTransfer): TemplateResult | typeof nothing {
  if (excluded.length === 0) return nothing;
  return html`<p class="quiet">${l10n.t('Not compared:')}</p>
    <ul class="excluded">
      ${excluded.map(({ benchmark, reason }) => html`<li><strong>${untrusted(benchmark)}</strong> ${untrusted(reason)}</li>`)}
    </ul>`;
}
