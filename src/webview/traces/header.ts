import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { FromTraces, TracesState } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { count } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { answerValue, itemText } from './published.ts';
import type { SentPrompt } from './promptsOf.ts';

export interface HeaderActions {
  readonly post: (message: FromTraces) => void;
  readonly questionOpen: boolean;
  readonly promptOpen: boolean;
  /** Whether formulas are drawn, rather than shown as they came. */
  readonly draws: boolean;
  readonly onToggle: (part: 'question' | 'prompt') => void;
}

export type ItemState = Omit<TracesState, 'columns'>;

/** The item, what was asked, and what the evaluation is doing. `tools` are those of the view as a whole. */
export function headerTemplate(
  state: ItemState,
  prompts: readonly SentPrompt[],
  running: boolean,
  actions: HeaderActions,
  tools: TemplateResult,
): TemplateResult {
  const { item, progress } = state;
  const busy = running || progress !== null;
  const question = itemText(item.question, actions.draws);
  const clamped = html`<div class="published clamped">${question}</div>`;
  return html`<header class="item">
    <div class="bar">
      <h1>${untrusted(item.benchmark)} <span class="id">${untrusted(item.id)}</span></h1>
      ${item.domain === null ? nothing : html`<span class="quiet">${domainWords(item.domain)}</span>`}
      <button
        class="link"
        type="button"
        title=${l10n.t('Go to the item in its file')}
        @click=${() => actions.post({ type: 'reveal-item' })}
      >
        ${untrusted(item.place)}
      </button>
      <div class="bar-end">
        ${progressTemplate(progress, busy, actions)} ${stepsTemplate(state, actions)} ${tools}
        ${againButton(busy, actions)}
      </div>
    </div>
    ${foldTemplate('question', l10n.t('Question'), actions, question, clamped)}
    <div class="row">
      <span class="row-name">${l10n.t('Gold')}</span>
      ${
        item.gold === null
          ? html`<span class="quiet">${l10n.t('the item has none')}</span>`
          : answerValue(item.gold, actions.draws)
      }
    </div>
    ${promptTemplate(prompts, actions)}
  </header>`;
}

/** A domain in the words of the paper. */
function domainWords(domain: string): string {
  switch (domain) {
    case 'math':
      return l10n.t('math');
    case 'other':
      return l10n.t('other reasoning');
    case 'non':
      return l10n.t('non-reasoning');
    default:
      return domain;
  }
}

function progressTemplate(progress: string | null, busy: boolean, { post }: HeaderActions): TemplateResult {
  return html`${
    progress === null
      ? nothing
      : html`<span class="progress"
          ><span class="ring" aria-hidden="true"><vscode-progress-ring></vscode-progress-ring></span
          >${untrusted(progress)}</span
        >`
  }
  ${
    busy
      ? toolButton({
          icon: 'debug-stop',
          words: l10n.t('Cancel all'),
          onClick: () => post({ type: 'cancel', key: null }),
        })
      : nothing
  }`;
}

/** Always at the end of the bar, where no other button ever stands: a second click must not start a run. */
function againButton(busy: boolean, { post }: HeaderActions): TemplateResult {
  return toolButton({
    icon: 'refresh',
    words: l10n.t('Evaluate again: all endpoints'),
    onClick: () => post({ type: 'evaluate-again', key: null }),
    disabled: busy,
  });
}

function stepsTemplate(
  { position: [at, of], runsElsewhere }: ItemState,
  { post }: HeaderActions,
): TemplateResult | typeof nothing {
  if (of < 2) return nothing;
  return html`<nav class="steps" aria-label=${l10n.t('Items of the evaluation')}>
    ${toolButton({
      icon: 'chevron-left',
      words: l10n.t('Previous item'),
      onClick: () => post({ type: 'go', to: 'previous' }),
      disabled: at <= 0,
    })}
    <span>${l10n.t('{0} of {1}', count(at + 1), count(of))}</span>
    ${toolButton({
      icon: 'chevron-right',
      words: l10n.t('Next item'),
      onClick: () => post({ type: 'go', to: 'next' }),
      disabled: at >= of - 1,
    })}
    ${
      runsElsewhere
        ? toolButton({
            icon: 'pulse',
            words: l10n.t('Go to an item that is being asked'),
            onClick: () => post({ type: 'go', to: 'running' }),
          })
        : nothing
    }
  </nav>`;
}

function promptTemplate(
  prompts: readonly SentPrompt[],
  actions: HeaderActions,
): TemplateResult | typeof nothing {
  const [first, ...others] = prompts;
  if (first === undefined) return nothing;
  const size =
    others.length > 0
      ? l10n.t('the exact texts sent, {0} different', prompts.length)
      : first.tokens.length > 0
        ? l10n.t(
            'the exact text sent, {0} characters, {1} tokens',
            count(first.text.length),
            first.tokens.map(count).join(' / '),
          )
        : l10n.t('the exact text sent, {0} characters', count(first.text.length));
  const texts = prompts.map(
    ({ labels, text }) =>
      html`${labels.length === 0 ? nothing : html`<strong>${untrusted(labels.join(', '))}</strong> `}${untrustedOnce(text)} `,
  );
  return foldTemplate('prompt', l10n.t('Prompt'), actions, texts, html`<span class="quiet">${size}</span>`);
}

function untrustedOnce(text: string): unknown {
  return guard([text], () => untrusted(text));
}

/** Folded, a part shows `folded` beside its name. */
function foldTemplate(
  part: 'question' | 'prompt',
  name: string,
  { onToggle, questionOpen, promptOpen }: HeaderActions,
  body: unknown,
  folded: TemplateResult,
): TemplateResult {
  const open = part === 'question' ? questionOpen : promptOpen;
  return html`<div class="row row-fold">
    <button
      class="fold row-name"
      type="button"
      aria-expanded=${open ? 'true' : 'false'}
      @click=${() => onToggle(part)}
    >
      ${icon(open ? 'chevron-down' : 'chevron-right')}${name}
    </button>
    ${open ? html`<div class="published" tabindex="0" role="group" aria-label=${name}>${body}</div>` : folded}
  </div>`;
}
