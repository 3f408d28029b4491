import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ToTransfer, TransferState } from '../../protocol.ts';
import { missingList, withoutBaseList } from './basesNotice.ts';
import { unscoredTemplate } from './head.ts';

export type Empty = Extract<ToTransfer, { type: 'empty' }>;

export interface EmptyActions {
  readonly onEvaluate: () => void;
  readonly onRescore: () => void;
  readonly onSet: (model: string) => void;
}

/** Where there is nothing to show: why, and what to do. */
export function emptyTemplate(empty: Empty, actions: EmptyActions): TemplateResult {
  return html`<div class="teach">
    <h1>${l10n.t('Transfer')}</h1>
    ${bodyTemplate(empty, actions)} ${unscoredTemplate(empty.unscored, actions)}
  </div>`;
}

function bodyTemplate(empty: Empty, actions: EmptyActions): TemplateResult {
  switch (empty.why) {
    case 'searching':
      return html`<p role="status">
        <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
        ${l10n.t('Looking for results in this workspace…')}
      </p>`;
    case 'no-folder':
      return html`<p>${l10n.t('No folder is open.')}</p>
        <p>
          ${l10n.t('Open a folder that holds results of evaluations, or benchmark files to evaluate: this panel shows what each tuned model’s gain on math became elsewhere.')}
        </p>
        ${formatsTemplate()}`;
    case 'no-results':
      return html`<p>${l10n.t('No results were found in this workspace.')}</p>
        <p>
          ${l10n.t('This panel compares tuned models with their base. Evaluate both on the same benchmark files, or copy results that you have into the workspace.')}
        </p>
        <p><vscode-button @click=${actions.onEvaluate}>${l10n.t('Evaluate a benchmark…')}</vscode-button></p>
        ${formatsTemplate()}`;
    case 'no-base':
      return noBaseTemplate(empty, actions);
  }
}

function noBaseTemplate(empty: Empty, { onSet, onEvaluate }: EmptyActions): TemplateResult {
  const { baseMissing } = empty;
  const without = withoutBase(empty);
  return html`<p>
      ${l10n.t('There are results, but of no model together with its base. A gain is a difference between the two.')}
    </p>
    ${
      baseMissing.length === 0
        ? nothing
        : html`<p>
              ${l10n.t('The bases of these have no results here: evaluate them on the same benchmarks.')}
            </p>
            ${missingList(baseMissing)}`
    }
    ${
      without.length === 0
        ? nothing
        : html`<p>${l10n.t('Nobody says which model these were tuned from:')}</p>
            ${withoutBaseList(without, onSet)}`
    }
    <p>
      <vscode-button appearance="secondary" @click=${onEvaluate}
        >${l10n.t('Evaluate a benchmark…')}</vscode-button
      >
    </p>`;
}

/** What a state without tuned models comes to: its head says the rest. */
export function noModels({ withoutBase: models, baseMissing }: TransferState): Empty {
  return {
    type: 'empty',
    why: 'no-base',
    models: [...baseMissing.map(({ model }) => model), ...models],
    baseMissing,
    unscored: [],
  };
}

/** Models of which nobody says a base. */
export function withoutBase({ models, baseMissing }: Pick<Empty, 'models' | 'baseMissing'>): string[] {
  return models.filter((model) => !baseMissing.some((one) => one.model === model));
}

function formatsTemplate(): TemplateResult {
  const formats: readonly (readonly [name: string, words: string])[] = [
    ['lm-evaluation-harness', l10n.t('results and samples (--log_samples)')],
    ['Inspect', l10n.t('logs, .eval and .json')],
    ['lighteval', l10n.t('results and details')],
    ['Evalchemy, OpenCompass, HELM, promptfoo', l10n.t('their result files')],
    ['LiveCodeBench, EvalPlus, Qwen2.5-Math', l10n.t('their result files')],
    [l10n.t('A table'), l10n.t('CSV with the columns model, base, and one for each benchmark')],
    [l10n.t('Responses'), l10n.t('files of the paper’s repository, which can be scored here')],
  ];
  return html`<h2>${l10n.t('Results that are read')}</h2>
    <dl class="formats">
      ${formats.map(
        ([name, words]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${words}</dd>
          </div>`,
      )}
    </dl>`;
}
