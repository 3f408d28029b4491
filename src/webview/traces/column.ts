import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type FromTraces, runningStates } from '../../protocol.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { icon, type IconName } from '../icon.ts';
import { untrusted } from '../visibleText.ts';
import type { ColumnModel } from './session.ts';
import { verdictTemplate } from './verdict.ts';
import { answerNotice, completeNote, measures, reasoningNotice, STATES, type ColumnHead } from './words.ts';

/** One sample: head, verdict, measures, reasoning and answer. The texts are nodes that live longer than it. */
export class ColumnView extends LitElement {
  static override properties = {
    model: { attribute: false },
    index: { attribute: false },
    folded: { attribute: false },
    hasReasoning: { state: true },
    hasAnswer: { state: true },
  };

  declare model: ColumnModel;
  /** 0-based place in the panel. */
  declare index: number;
  /** Is the reasoning folded? */
  declare folded: boolean;
  declare hasReasoning: boolean;
  declare hasAnswer: boolean;
  post: (message: FromTraces) => void = () => undefined;
  onFold: () => void = () => undefined;
  #focused: Element | null = null;

  /** The page's style sheet reaches in: the policy allows no other, and find-in-page works. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Tells the column that its texts grew. */
  textChanged(): void {
    this.hasReasoning = this.model.reasoning.raw !== '';
    this.hasAnswer = this.model.answer.raw !== '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('model')) this.textChanged();
    this.#focused = focusedGroup('.tools');
  }

  protected override updated(): void {
    if (this.#focused !== null && this.contains(this.#focused))
      keepFocus(this.#focused, 'vscode-button:last-child');
  }

  protected override render(): TemplateResult {
    const { head, reasoning, answer } = this.model;
    const name = columnName(head);
    reasoning.element.ariaLabel = `Reasoning of ${name}`;
    reasoning.element.hidden = this.folded;
    answer.element.ariaLabel = `Answer of ${name}`;
    const id = `column-${this.index}`;
    return html`<section class="column" aria-labelledby=${id}>
      ${this.#head(head, id, name)}
      <div class="facts">
        <p class="state state-${head.state}">${stateIcon(head)}<span>${stateWords(head)}</span></p>
        ${this.#note(head)} ${measuresTemplate(head)}
        <p class="quiet">
          ${head.model === head.label ? nothing : html`${untrusted(head.model)} · `}${untrusted(head.sampling)}
        </p>
      </div>
      ${verdictTemplate(head, () => answer.revealMark())} ${flagsTemplate(head)}
      <div class="texts">
        <div class="part ${this.hasReasoning ? 'full' : ''} ${this.folded ? 'folded' : ''}">
          ${this.#reasoningTitle(head, name)} ${this.hasReasoning ? reasoning.element : nothing}
        </div>
        <div class="part ${this.hasAnswer ? 'full' : ''}">${this.#answer(head, name)}</div>
      </div>
    </section>`;
  }

  #note(head: ColumnHead): TemplateResult | typeof nothing {
    const note = completeNote(head, !this.hasAnswer);
    if (note === null) return nothing;
    return html`<p class="notice">${icon('info')}<span>${untrusted(note)}</span></p>`;
  }

  /** Cancel comes and goes beside `Evaluate again`, never in its place: a second click must not start a run. */
  #head(head: ColumnHead, id: string, name: string): TemplateResult {
    const running = runningStates.has(head.state);
    const [repeat, repeats] = head.repeat;
    return html`<div class="column-head">
      <h2 id=${id} title=${showHidden(head.label)}>${untrusted(head.label)}</h2>
      ${head.role === null ? nothing : html`<span class="tag">${head.role}</span>`}
      ${repeats > 1 ? html`<span class="quiet">sample ${repeat} of ${repeats}</span>` : nothing}
      <div class="tools" role="toolbar" aria-label="Actions on ${name}">
        ${running ? this.#tool('debug-stop', `Cancel ${name}`, { type: 'cancel', key: head.key }) : nothing}
        ${this.#tool('refresh', `Evaluate again: ${name}`, { type: 'evaluate-again', key: head.key }, running)}
        ${this.#tool('go-to-file', `Open as text: ${name}`, { type: 'open-text', key: head.key })}
        ${this.#tool('copy', `Copy the trace of ${name}`, { type: 'copy', key: head.key, part: 'all' })}
      </div>
    </div>`;
  }

  #reasoningTitle(head: ColumnHead, name: string): TemplateResult {
    if (!this.hasReasoning) {
      return html`<div class="part-head">
        <h3>Reasoning</h3>
        <span class="quiet">${reasoningNotice(head)}</span>
      </div>`;
    }
    return html`<div class="part-head">
      <h3>
        <button
          class="fold"
          type="button"
          aria-expanded=${this.folded ? 'false' : 'true'}
          @click=${this.onFold}
        >
          ${icon(this.folded ? 'chevron-right' : 'chevron-down')}Reasoning
        </button>
      </h3>
      ${this.#tool('copy', `Copy the reasoning of ${name}`, { type: 'copy', key: head.key, part: 'reasoning' })}
    </div>`;
  }

  #answer(head: ColumnHead, name: string): TemplateResult {
    const notice = answerNotice(head, !this.hasAnswer);
    const failed = notice !== null && !runningStates.has(head.state);
    return html`<div class="part-head">
        <h3>Answer</h3>
        ${notice !== null && !failed ? html`<span class="quiet">${notice}</span>` : nothing}
        ${
          this.hasAnswer
            ? this.#tool('copy', `Copy the answer of ${name}`, {
                type: 'copy',
                key: head.key,
                part: 'answer',
              })
            : nothing
        }
      </div>
      ${this.hasAnswer ? this.model.answer.element : nothing}
      ${failed ? html`<p class="notice">${icon('warning')}<span>${untrusted(notice)}</span></p>` : nothing}`;
  }

  #tool(name: IconName, title: string, message: FromTraces, disabled = false): TemplateResult {
    const words = showHidden(title);
    return html`<vscode-button
      appearance="icon"
      title=${words}
      aria-label=${words}
      ?disabled=${disabled}
      @click=${() => this.post(message)}
      >${icon(name)}</vscode-button
    >`;
  }
}

function columnName(head: ColumnHead): string {
  const [repeat, repeats] = head.repeat;
  const label = showHidden(head.label);
  return repeats > 1 ? `${label}, sample ${repeat}` : label;
}

/** The toolkit's ring speaks up as an alert, so it is hidden: the words beside it say the same. */
function stateIcon(head: ColumnHead): TemplateResult {
  const { icon: name } = STATES[head.state];
  return name === null
    ? html`<span class="ring" aria-hidden="true"><vscode-progress-ring></vscode-progress-ring></span>`
    : icon(name);
}

/** While it runs the note says more of the state; of an ended column it stands where the answer would be. */
function stateWords(head: ColumnHead): TemplateResult {
  const { words } = STATES[head.state];
  return html`${words}${head.note !== null && runningStates.has(head.state) ? html`: ${untrusted(head.note)}` : nothing}`;
}

function measuresTemplate(head: ColumnHead): TemplateResult {
  return html`<dl class="measures">
    ${measures(head).map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function flagsTemplate(head: ColumnHead): TemplateResult {
  const flag = (words: string) => html`<li>${icon('warning')}<span>${untrusted(words)}</span></li>`;
  return html`<div class="flags">
    ${
      head.flags.length === 0
        ? nothing
        : html`<ul aria-label="Flags">
            ${head.flags.map(flag)}
          </ul>`
    }
  </div>`;
}
