import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelTransfer } from '../../core/transfer/transfer.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { measuredDomains, type Shown } from './model.ts';
import { byBase } from './byBase.ts';
import { caveats, sentence } from './sentence.ts';
import { termsTemplate } from './terms.ts';
import { domainTitle, originWords } from './words.ts';

export interface SentencesActions {
  readonly onMore: () => void;
  readonly onTerms: (model: string, open: boolean) => void;
}

/** More are folded: the charts and the table are what shows many. */
const unfolded = 6;

/**
 * What each model's gain became, in a sentence of its numbers, by base.
 *
 * @param all whether the reader asked for all of them
 * @param open models whose terms are shown
 */
export function sentencesTemplate(
  shown: Shown,
  all: boolean,
  open: ReadonlySet<string>,
  actions: SentencesActions,
): TemplateResult {
  const models = byBase(shown.models).flatMap((group) => group.models);
  const some = all || models.length <= unfolded + 1 ? models : models.slice(0, unfolded);
  return html`<section class="sentences" aria-labelledby="sentences-title">
    <h2 id="sentences-title">${l10n.t('What the gain on math became')}</h2>
    ${domainNote(shown)}
    <ul>
      ${repeat(
        some,
        ({ model }) => model,
        (model) => itemTemplate(model, shown, open.has(model.model), actions),
      )}
    </ul>
    ${
      some.length === models.length
        ? nothing
        : html`<button type="button" class="link more" @click=${actions.onMore}>
            ${l10n.t('Show all {0} models', count(models.length))}
          </button>`
    }
  </section>`;
}

function itemTemplate(
  model: ModelTransfer,
  { state }: Shown,
  open: boolean,
  { onTerms }: SentencesActions,
): TemplateResult {
  const said = caveats(model, state);
  const origin = originWords(model);
  return html`<li class="said" data-model=${model.model}>
    <p>
      <strong>${untrusted(model.model)}</strong>:
      <span class="sentence">${untrusted(sentence(model))}</span>
    </p>
    <details
      ?open=${open}
      @toggle=${(event: Event) => {
        if (event.currentTarget instanceof HTMLDetailsElement) onTerms(model.model, event.currentTarget.open);
      }}
    >
      <summary>
        <span class="quiet">
          ${origin === '' ? nothing : html`${untrusted(origin)} · `}${l10n.t('base')} ${untrusted(model.base)}
          · ${model.inCohort ? nothing : html`${l10n.t('not in the cohort')} ·`} ${caveatWords(said)}
        </span>
      </summary>
      ${
        open
          ? html`<ul class="caveats">
                ${said.map((words) => html`<li>${untrusted(words)}</li>`)}
              </ul>
              ${termsTemplate(model, state.transfer.variant)}`
          : nothing
      }
    </details>
  </li>`;
}

/** The first caveat stands in the line itself, so that it is read without a click. */
function caveatWords(said: readonly string[]): TemplateResult | string {
  const [first] = said;
  if (first === undefined) return l10n.t('how its index is made');
  return said.length === 1
    ? untrusted(first)
    : html`${untrusted(first)}
      ${said.length === 2 ? l10n.t('1 more note') : l10n.t('{0} more notes', count(said.length - 1))}`;
}

/** With one domain there is nothing that a gain could have become elsewhere. */
function domainNote(shown: Shown): TemplateResult | typeof nothing {
  const measured = measuredDomains(shown);
  const [only] = measured;
  if (only === undefined || measured.length > 1) return nothing;
  return html`<p class="note">
    ${l10n.t(
      'All results here are of one domain: {0}. What a gain became elsewhere shows once base and tuned model are evaluated on benchmarks of the others, such as GPQA-Diamond or HeadQA for other reasoning, and IFEval or MC-TACO for non-reasoning.',
      domainTitle(only),
    )}
  </p>`;
}
