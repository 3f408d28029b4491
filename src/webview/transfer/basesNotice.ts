import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { BaseMissing, TransferState } from '../../protocol.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';

export interface BaseActions {
  readonly onAccept: (models: readonly string[]) => void;
  readonly onSet: (model: string) => void;
  readonly onEvaluate: () => void;
}

/** Whose base is inferred, and from what; whose has no results; who has none. */
export function basesNotice(state: TransferState, actions: BaseActions): TemplateResult {
  return html`${inferredTemplate(state, actions)} ${missingTemplate(state.baseMissing, actions)}
  ${withoutBaseTemplate(state.withoutBase, actions)}`;
}

function inferredTemplate(
  { transfer }: TransferState,
  { onAccept, onSet }: BaseActions,
): TemplateResult | typeof nothing {
  const inferred = transfer.models.flatMap(({ model, base, baseFrom }) =>
    baseFrom === null ? [] : [{ model, base, baseFrom }],
  );
  if (inferred.length === 0) return nothing;
  return html`<details class="notice">
    <summary>
      ${
        inferred.length === 1
          ? l10n.t('The base of 1 model is inferred from files')
          : l10n.t('The bases of {0} models are inferred from files', count(inferred.length))
      }
    </summary>
    <ul>
      ${inferred.map(
        ({ model, base, baseFrom }) =>
          html`<li>
            <span
              >${untrusted(model)} ← ${untrusted(base)} ·
              <span class="quiet">${untrusted(baseFrom)}</span></span
            >
            <span class="actions">
              <button type="button" class="link" @click=${() => onAccept([model])}>
                ${l10n.t('Accept')}
              </button>
              <button type="button" class="link" @click=${() => onSet(model)}>${l10n.t('Change…')}</button>
            </span>
          </li>`,
      )}
    </ul>
    ${
      inferred.length < 2
        ? nothing
        : html`<button
            type="button"
            class="link"
            @click=${() => onAccept(inferred.map(({ model }) => model))}
          >
            ${l10n.t('Accept all {0}', count(inferred.length))}
          </button>`
    }
  </details>`;
}

function missingTemplate(
  missing: readonly BaseMissing[],
  { onEvaluate }: BaseActions,
): TemplateResult | typeof nothing {
  if (missing.length === 0) return nothing;
  return html`<details class="notice">
    <summary>
      ${
        missing.length === 1
          ? l10n.t('1 model is left out: its base has no results')
          : l10n.t('{0} models are left out: their bases have no results', count(missing.length))
      }
    </summary>
    ${missingList(missing)}
    <button type="button" class="link" @click=${onEvaluate}>${l10n.t('Evaluate a benchmark…')}</button>
  </details>`;
}

/** Models, each with the base whose results are missing. */
export function missingList(missing: readonly BaseMissing[]): TemplateResult {
  return html`<ul class="models">
    ${missing.map(({ model, base }) => html`<li><span>${untrusted(model)} ← ${untrusted(base)}</span></li>`)}
  </ul>`;
}

function withoutBaseTemplate(
  models: readonly string[],
  { onSet }: BaseActions,
): TemplateResult | typeof nothing {
  if (models.length === 0) return nothing;
  return html`<details class="notice">
    <summary>
      ${
        models.length === 1
          ? l10n.t('1 model has no base')
          : l10n.t('{0} models have no base', count(models.length))
      }
    </summary>
    ${withoutBaseList(models, onSet)}
  </details>`;
}

export function withoutBaseList(models: readonly string[], onSet: (model: string) => void): TemplateResult {
  return html`<ul class="models">
    ${models.map(
      (model) =>
        html`<li>
          <span>${untrusted(model)}</span>
          <span class="actions">
            <button type="button" class="link" @click=${() => onSet(model)}>
              ${l10n.t('Set its base…')}
            </button>
          </span>
        </li>`,
    )}
  </ul>`;
}
