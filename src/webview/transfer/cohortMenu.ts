import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { domains } from '../../core/domain.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { ratio } from './figures.ts';
import { menuTemplate } from './menu.ts';
import { byBase } from './byBase.ts';
import { domainWords, originWords } from './words.ts';

type Sigma = NonNullable<Transfer['sigma']>;

/**
 * Which models make σ, and what taking one out did to it.
 *
 * @param chosen null for the default cohort
 * @param before σ under the cohort that was left last
 */
export function cohortMenu(
  transfer: Transfer,
  chosen: readonly string[] | null,
  before: Transfer['sigma'],
  onCohort: (cohort: readonly string[] | null) => void,
): TemplateResult {
  const { models } = transfer;
  // What is asked for, though not computed yet: a second change builds on the first.
  const cohort = chosen ?? transfer.cohort;
  const toggle = (model: string, counts: boolean): void => {
    // In the order of the models, so that the same choice is the same list.
    const chosen = models
      .map((one) => one.model)
      .filter((one) => (one === model ? counts : cohort.includes(one)));
    onCohort(chosen);
  };
  return menuTemplate(
    'cohort-menu',
    l10n.t('Cohort: {0} of {1} models', count(cohort.length), count(models.length)),
    l10n.t('Models in the cohort'),
    html`<p class="quiet">${cohortMeaning(transfer)}</p>
      ${sigmaTemplate(transfer.sigma, before)}
      ${byBase(models).map(
        (group) =>
          html`<fieldset>
            <legend>${untrusted(group.base ?? '')}</legend>
            ${repeat(
              group.models,
              ({ model }) => model,
              (model) =>
                html`<label class="check">
                  <input
                    type="checkbox"
                    .checked=${cohort.includes(model.model)}
                    @change=${(event: Event) => {
                      if (event.currentTarget instanceof HTMLInputElement)
                        toggle(model.model, event.currentTarget.checked);
                    }}
                  />
                  <span
                    >${untrusted(model.model)}
                    <span class="quiet">${untrusted(originWords(model))}</span></span
                  >
                </label>`,
            )}
          </fieldset>`,
      )}
      <button type="button" class="link" ?disabled=${chosen === null} @click=${() => onCohort(null)}>
        ${l10n.t('The default cohort: the last checkpoint of each training run')}
      </button>`,
  );
}

function cohortMeaning({ variant }: Transfer): string {
  return variant === 'v2-cohort'
    ? l10n.t('σ is the spread of the gains of these models. Taking one out changes the index of all.')
    : l10n.t('Under this variant the cohort changes no number.');
}

function sigmaTemplate(sigma: Transfer['sigma'], before: Transfer['sigma']): TemplateResult | typeof nothing {
  if (sigma === null) return nothing;
  return html`<p class="sigma" role="status">${sigmaWords(sigma, before)}</p>`;
}

/** `σ: math 21.30 (was 20.85), other reasoning 11.02 (as before), …`; before is of the cohort that was left. */
export function sigmaWords(sigma: Sigma, before: Transfer['sigma']): string {
  const each = domains.map((domain) => {
    const now = sigma[domain];
    const words = now === null ? l10n.t('none') : ratio(now);
    if (before === null) return `${domainWords(domain)} ${words}`;
    const then = before[domain];
    const was = then === null ? l10n.t('none') : ratio(then);
    return was === words
      ? l10n.t('{0} {1} (as before)', domainWords(domain), words)
      : l10n.t('{0} {1} (was {2})', domainWords(domain), words, was);
  });
  return l10n.t('σ in points: {0}', each.join(', '));
}
