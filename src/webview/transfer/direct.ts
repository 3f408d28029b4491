import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type Domain, domains } from '../../core/domain.ts';
import type { BenchmarkTransfer, DirectComparison, Interval } from '../../core/transfer/transfer.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { controlledPairs, type DirectModel, type DirectPair, sameDirect } from './directModels.ts';
import { plain, points, probability, withSpan } from './figures.ts';
import { changeSpan, comparisonWords, findingMarks, findingOf, findingWords, flagsOf } from './finding.ts';
import { flipsToldBy } from './flipsTold.ts';
import { forest, reachOf } from './forest.ts';
import { domainTitle, methodWords } from './words.ts';

export interface DirectActions {
  readonly onPair: (pair: DirectPair | null) => void;
  readonly onCompare: (pair: DirectPair, benchmark: string) => void;
}

/**
 * Two models directly, on the items that both were asked: it needs no base.
 *
 * @param comparison null while it is waited for, `failed` where it could not be computed
 */
export function directTemplate(
  models: readonly DirectModel[],
  chosen: DirectPair | null,
  comparison: DirectComparison | 'failed' | null,
  actions: DirectActions,
): TemplateResult | typeof nothing {
  if (models.length < 2) return nothing;
  // One whose results are gone is waited for in vain.
  const there = (name: string): boolean => models.some(({ model }) => model === name);
  const pair = chosen !== null && there(chosen.left) && there(chosen.right) ? chosen : null;
  return html`<section class="direct" aria-labelledby="direct-title">
    <h2 id="direct-title">${l10n.t('Two models directly')}</h2>
    <p class="quiet">
      ${l10n.t('What two tuned models made of the same items, such as RL against SFT of one base. It needs no results of the base.')}
    </p>
    <div class="choices">
      ${modelChoice(l10n.t('From'), models, pair?.left ?? '', (left) =>
        actions.onPair(pairOf(left, pair?.right ?? '', models)),
      )}
      ${modelChoice(l10n.t('to'), models, pair?.right ?? '', (right) =>
        actions.onPair(pairOf(pair?.left ?? '', right, models)),
      )}
    </div>
    ${suggestionsTemplate(models, pair, actions)} ${resultTemplate(pair, comparison, actions)}
  </section>`;
}

/** A pair needs two models: with one chosen, the other is the first that is not it. */
function pairOf(left: string, right: string, models: readonly DirectModel[]): DirectPair {
  const other = (than: string): string => models.find(({ model }) => model !== than)?.model ?? '';
  if (left === right || right === '') return { left, right: other(left) };
  return left === '' ? { left: other(right), right } : { left, right };
}

function modelChoice(
  name: string,
  models: readonly DirectModel[],
  chosen: string,
  onModel: (model: string) => void,
): TemplateResult {
  const groups = Map.groupBy(models, ({ base, method }) => groupWords(base, method));
  // Options stand in the order of their groups.
  const inOrder = [...groups.values()].flat();
  return html`<label class="choice">
    <span>${name}</span>
    <select
      @change=${(event: Event) => {
        if (!(event.currentTarget instanceof HTMLSelectElement)) return;
        const model = inOrder[event.currentTarget.selectedIndex - 1];
        if (model !== undefined) onModel(model.model);
      }}
    >
      <option .selected=${chosen === ''} disabled>${l10n.t('choose a model')}</option>
      ${[...groups].map(
        ([words, some]) =>
          html`<optgroup label=${words}>
            ${some.map(({ model }) => html`<option .selected=${model === chosen}>${showHidden(model)}</option>`)}
          </optgroup>`,
      )}
    </select>
  </label>`;
}

function groupWords(base: string | null, method: DirectModel['method']): string {
  if (base === null) return l10n.t('without a base');
  return method === null ? showHidden(base) : l10n.t('{0}: {1}', showHidden(base), methodWords(method));
}

const mostSuggested = 6;

function suggestionsTemplate(
  models: readonly DirectModel[],
  pair: DirectPair | null,
  { onPair }: DirectActions,
): TemplateResult | typeof nothing {
  const pairs = controlledPairs(models).slice(0, mostSuggested);
  if (pairs.length === 0) return nothing;
  return html`<ul class="suggestions" aria-label=${l10n.t('SFT against RL of one base')}>
    ${pairs.map(
      (one) =>
        html`<li>
          <button
            type="button"
            class="link"
            aria-pressed=${pair !== null && sameDirect(pair, one) ? 'true' : 'false'}
            @click=${() => onPair(one)}
          >
            ${untrusted(one.left)} → ${untrusted(one.right)}
          </button>
        </li>`,
    )}
  </ul>`;
}

function resultTemplate(
  pair: DirectPair | null,
  comparison: DirectComparison | 'failed' | null,
  { onCompare }: DirectActions,
): TemplateResult | typeof nothing {
  if (pair === null) return nothing;
  if (comparison === 'failed')
    return html`<p class="note" role="status">
      ${l10n.t('The two could not be compared: the computation failed.')}
    </p>`;
  if (comparison === null || !sameDirect(pair, comparison))
    return html`<p class="quiet" role="status">${l10n.t('Comparing the items…')}</p>`;
  if (comparison.benchmarks.length === 0)
    return html`<p class="note">${l10n.t('The two have no benchmark in common.')}</p>
      ${excludedTemplate(comparison)}`;
  const reach = reachOf([
    ...comparison.benchmarks.map(({ delta }) => delta),
    ...Object.values(comparison.domains),
  ]);
  return html`<p class="direct-sentence">${untrusted(directSentence(comparison))}</p>
    <div class="scroller">
      <table class="terms direct-table">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Benchmark')}</th>
            <th scope="col">${untrusted(pair.left)}</th>
            <th scope="col">${untrusted(pair.right)}</th>
            <th scope="col">${l10n.t('Difference')}</th>
            <th scope="col">${l10n.t('Items')}</th>
            <th scope="col">${l10n.t('Learned, forgotten')}</th>
            <th scope="col">${l10n.t('p after correction')}</th>
            <th scope="col">${l10n.t('Found')}</th>
          </tr>
        </thead>
        <tbody>
          ${comparison.benchmarks.map((one) => rowTemplate(one, comparison.level, reach, () => onCompare(pair, one.benchmark)))}
        </tbody>
      </table>
    </div>
    ${excludedTemplate(comparison)}`;
}

function rowTemplate(
  one: BenchmarkTransfer,
  level: number,
  reach: number,
  onCompare: () => void,
): TemplateResult {
  const { benchmark, base, tuned, delta, n, flips, pAdjusted } = one;
  return html`<tr>
    <th scope="row">
      <button type="button" class="link" title=${showHidden(comparisonWords(one, level))} @click=${onCompare}>
        ${untrusted(benchmark)}
      </button>
    </th>
    <td>${plain(base)}</td>
    <td>${plain(tuned)}</td>
    <td class="figure">
      <span class="value">${points(delta.value)}</span> ${forest(delta, reach)}
      <span class="below">${changeSpan(one) ?? l10n.t('no interval')}</span>
    </td>
    <td>${n === null ? '–' : count(n)}</td>
    <td>${flips === null ? '–' : l10n.t('{0}, {1}', count(flips.learned), count(flips.forgotten))}</td>
    <td>${pAdjusted === null ? '–' : probability(pAdjusted)}</td>
    <td class="found">
      <span class="mark" aria-hidden="true">${findingMarks[findingOf(one, level)]}</span>
      ${untrusted([findingWords(one, level), ...flagsOf(one), flipsToldBy(one)].filter((words) => words !== '').join('; '))}
    </td>
  </tr>`;
}

/** `UniReason (RL) against UniReason (SFT): math +2.8 (…), …`: what was measured, domain by domain. */
function directSentence({ left, right, domains: own }: DirectComparison): string {
  const measured = domains.filter((domain) => own[domain].value !== null);
  const each = measured.map((domain) => domainWordsOf(domain, own[domain]));
  return each.length === 0
    ? l10n.t('{0} against {1}', right, left)
    : l10n.t('{0} against {1}: {2}.', right, left, each.join('; '));
}

function domainWordsOf(domain: Domain, one: Interval & { readonly benchmarks: number }): string {
  const gain = withSpan(one, points) ?? '';
  return one.benchmarks === 1
    ? l10n.t('{0} {1} on 1 benchmark', domainTitle(domain), gain)
    : l10n.t('{0} {1} on {2} benchmarks', domainTitle(domain), gain, count(one.benchmarks));
}

function excludedTemplate({ excluded }: DirectComparison): TemplateResult | typeof nothing {
  if (excluded.length === 0) return nothing;
  return html`<p class="quiet">${l10n.t('Not compared:')}</p>
    <ul class="excluded">
      ${excluded.map(({ benchmark, reason }) => html`<li><strong>${untrusted(benchmark)}</strong> ${untrusted(reason)}</li>`)}
    </ul>`;
}
