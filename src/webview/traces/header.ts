import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { FromTraces, TracesState } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { untrusted } from '../visibleText.ts';

export interface HeaderActions {
  readonly post: (message: FromTraces) => void;
  readonly questionOpen: boolean;
  readonly promptOpen: boolean;
  readonly onToggle: (part: 'question' | 'prompt') => void;
}

/** The item, what was asked, and what the evaluation is doing. */
export function headerTemplate(
  state: Omit<TracesState, 'columns'>,
  running: boolean,
  actions: HeaderActions,
): TemplateResult {
  const { item, progress, prompt } = state;
  const busy = running || progress !== null;
  return html`<header class="item">
    <div class="bar">
      <h1>${untrusted(item.benchmark)} <span class="id">${untrusted(item.id)}</span></h1>
      ${item.domain === null ? nothing : html`<span class="quiet">${untrusted(item.domain)}</span>`}
      <button
        class="link"
        type="button"
        title="Go to the item in its file"
        @click=${() => actions.post({ type: 'reveal-item' })}
      >
        ${untrusted(item.place)}
      </button>
      <div class="bar-end">
        ${progressTemplate(progress, busy, actions)} ${stepsTemplate(state, actions)}
        ${againTemplate(busy, actions)}
      </div>
    </div>
    ${foldTemplate('question', 'Question', item.question, actions.questionOpen, actions)}
    <div class="row">
      <span class="row-name">Gold</span>
      ${
        item.gold === null
          ? html`<span class="quiet">the item has none</span>`
          : html`<code class="gold">${untrusted(item.gold)}</code>`
      }
    </div>
    ${prompt === null ? nothing : foldTemplate('prompt', 'Prompt', prompt, actions.promptOpen, actions)}
  </header>`;
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
      ? html`<vscode-button appearance="secondary" @click=${() => post({ type: 'cancel', key: null })}
          >Cancel all</vscode-button
        >`
      : nothing
  }`;
}

/** Always at the end of the bar, where no other button ever stands: a second click must not start a run. */
function againTemplate(busy: boolean, { post }: HeaderActions): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    title="Evaluate again: all endpoints"
    aria-label="Evaluate again: all endpoints"
    ?disabled=${busy}
    @click=${() => post({ type: 'evaluate-again', key: null })}
    >${icon('refresh')}</vscode-button
  >`;
}

function stepsTemplate(
  { position: [at, of] }: Omit<TracesState, 'columns'>,
  { post }: HeaderActions,
): TemplateResult | typeof nothing {
  if (of < 2) return nothing;
  return html`<nav class="steps" aria-label="Items of the evaluation">
    <vscode-button
      appearance="icon"
      title="Previous item"
      aria-label="Previous item"
      ?disabled=${at <= 0}
      @click=${() => post({ type: 'go', to: 'previous' })}
      >${icon('chevron-left')}</vscode-button
    >
    <span>${at + 1} of ${of}</span>
    <vscode-button
      appearance="icon"
      title="Next item"
      aria-label="Next item"
      ?disabled=${at >= of - 1}
      @click=${() => post({ type: 'go', to: 'next' })}
      >${icon('chevron-right')}</vscode-button
    >
  </nav>`;
}

/** Folded, the question shows its first lines and the prompt only its name. */
function foldTemplate(
  part: 'question' | 'prompt',
  name: string,
  text: string,
  open: boolean,
  { onToggle }: HeaderActions,
): TemplateResult {
  const body = guard([text], () => untrusted(text));
  return html`<div class="row row-fold">
    <button
      class="fold row-name"
      type="button"
      aria-expanded=${open ? 'true' : 'false'}
      @click=${() => onToggle(part)}
    >
      ${icon(open ? 'chevron-down' : 'chevron-right')}${name}
    </button>
    ${
      open
        ? html`<div class="published" tabindex="0" role="group" aria-label=${name}>${body}</div>`
        : part === 'question'
          ? html`<div class="published clamped">${body}</div>`
          : html`<span class="quiet"
              >the exact text sent, ${text.length.toLocaleString('en')} characters</span
            >`
    }
  </div>`;
}
