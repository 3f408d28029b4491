import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type FromTraces, runningStates } from '../../protocol.ts';
import { focusedGroup, keepFocus } from '../focus.ts';
import { icon } from '../icon.ts';
import { toolButton } from '../toolButton.ts';
import type { AlignedControl } from './aligned/alignedControl.ts';
import { stripTemplate } from './aligned/strip.ts';
import { factsTemplate, failureTemplate, headTemplate } from './columnHead.ts';
import type { ColumnAction } from './keys.ts';
import type { ColumnModel } from './session.ts';
import { verdictTemplate } from './verdict.ts';
import { answerNotice, columnName, reasoningNotice, type ColumnHead } from './words.ts';

/** One sample: head, verdict, measures, reasoning and answer. The texts are nodes that live longer than it. */
export class ColumnView extends LitElement {
  static override properties = {
    model: { attribute: false },
    index: { attribute: false },
    seen: { attribute: false },
    folded: { attribute: false },
    pinned: { attribute: false },
    asked: { attribute: false },
    draws: { attribute: false },
    aligned: { attribute: false },
    alignedTurn: { attribute: false },
    hasReasoning: { state: true },
    hasAnswer: { state: true },
  };

  declare model: ColumnModel;
  /** 0-based place in the panel. */
  declare index: number;
  /** Are its texts in sight? */
  declare seen: boolean;
  /** Is the reasoning folded? */
  declare folded: boolean;
  /** Does it stay in view while the others scroll? */
  declare pinned: boolean;
  /** Is it the one that the reader asked for? */
  declare asked: boolean;
  /** Are formulas drawn in its verdict? */
  declare draws: boolean;
  /** What aligns the columns, in place of its texts; null where they are shown. */
  declare aligned: AlignedControl | null;
  /** Counts what changed of the alignment. */
  declare alignedTurn: number;
  declare hasReasoning: boolean;
  declare hasAnswer: boolean;
  post: (message: FromTraces) => void = () => undefined;
  onFold: () => void = () => undefined;
  onHide: () => void = () => undefined;
  onPin: () => void = () => undefined;
  onReference: (key: string) => void = () => undefined;
  #focused: Element | null = null;
  #measured = 0;
  /** Its texts were in sight before: from then on they stay in the page, which is done sooner than to bring them back. */
  #hadTexts = false;

  /** The page's style sheet reaches in: the policy allows no other, and find-in-page works. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Tells the column that its texts grew. */
  textChanged(): void {
    const now = performance.now();
    // What is measured while it streams is for reading: a few times a second is enough.
    if (now - this.#measured > 300) {
      this.#measured = now;
      this.requestUpdate();
    }
    this.hasReasoning = this.model.reasoning.raw !== '';
    this.hasAnswer = this.model.answer.raw !== '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('model')) this.textChanged();
    this.#hadTexts ||= this.seen;
    this.#focused = focusedGroup('.tools, .verdict');
  }

  protected override updated(): void {
    // Pinned columns stand beside each other at the left edge; a style attribute would break the policy.
    this.querySelector<HTMLElement>('.column')?.style.setProperty('--place', String(this.index));
    if (this.#focused !== null && this.contains(this.#focused)) keepFocus(this.#focused, '.harmless');
  }

  protected override render(): TemplateResult {
    const { head, reasoning, answer } = this.model;
    const name = columnName(head);
    reasoning.element.ariaLabel = l10n.t('Reasoning of {0}', name);
    reasoning.element.hidden = this.folded;
    answer.element.ariaLabel = l10n.t('Answer of {0}', name);
    const id = `column-${this.index}`;
    return html`<section
      class="column ${this.pinned ? 'stays' : ''} ${this.asked ? 'asked' : ''} ${
        this.aligned?.reference === head.key ? 'of-reference' : ''
      }"
      tabindex="-1"
      aria-labelledby=${id}
      .ariaCurrent=${this.asked ? 'true' : null}
    >
      ${headTemplate(head, id, this.pinned)} ${factsTemplate(this.model, this.pinned, this)}
      ${verdictTemplate(head, this.draws, { post: this.post, onShowAnswer: () => this.#showAnswer() })}
      ${this.aligned === null ? nothing : stripTemplate(this.aligned, { key: head.key, name }, this.onReference)}
      ${this.#hadTexts ? this.#texts(name) : nothing}
    </section>`;
  }

  #texts(name: string): TemplateResult {
    const { head, reasoning } = this.model;
    return html`<div class="texts ${this.seen ? '' : 'unseen'}">
      <div class="part ${this.hasReasoning ? 'full' : ''} ${this.folded ? 'folded' : ''}">
        ${this.#reasoningTitle(head, name)} ${this.hasReasoning ? reasoning.element : nothing}
      </div>
      <div class="part ${this.hasAnswer ? 'full' : ''}">${this.#answer(head, name)}</div>
    </div>`;
  }

  #reasoningTitle(head: ColumnHead, name: string): TemplateResult {
    if (!this.hasReasoning) {
      return html`<div class="part-head">
        <h3>${l10n.t('Reasoning')}</h3>
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
          ${icon(this.folded ? 'chevron-right' : 'chevron-down')}${l10n.t('Reasoning')}
        </button>
      </h3>
      <div class="part-tools">
        ${toolButton({
          icon: 'fold-down',
          words: l10n.t('Jump to the end of the reasoning of {0}', name),
          onClick: () => this.jumpToEnd(),
        })}
        ${toolButton({
          icon: 'copy',
          words: l10n.t('Copy the reasoning of {0}', name),
          onClick: () => this.post({ type: 'copy', key: head.key, part: 'reasoning' }),
        })}
      </div>
    </div>`;
  }

  /** What a key does to the column that has the focus. */
  act(action: ColumnAction): void {
    const { head } = this.model;
    switch (action) {
      case 'next-sample':
      case 'previous-sample': {
        const at = head.sample + (action === 'next-sample' ? 1 : -1);
        if (at >= 0 && at < head.samples.length) this.post({ type: 'sample', key: head.key, at });
        break;
      }
      case 'end-of-reasoning':
        this.jumpToEnd();
        break;
      case 'show-answer':
        this.#showAnswer();
        break;
      case 'fold':
        this.onFold();
        break;
      case 'copy':
        this.post({ type: 'copy', key: head.key, part: 'all' });
        break;
      case 'judge':
        if (head.canJudge) this.post({ type: 'judge', key: head.key });
        break;
    }
  }

  #showAnswer(): void {
    if (this.aligned === null) this.model.answer.revealMark();
    else this.aligned.texts.revealAnswer(this.model.head.key);
  }

  /** Shows the end of the reasoning, unfolded. */
  jumpToEnd(): void {
    if (this.aligned !== null) {
      this.aligned.texts.revealEndOfReasoning(this.model.head.key);
      return;
    }
    if (this.folded) this.onFold();
    const { reasoning } = this.model;
    reasoning.element.hidden = false;
    reasoning.jumpToEnd();
  }

  #answer(head: ColumnHead, name: string): TemplateResult {
    const notice = answerNotice(head, { reasoning: !this.hasReasoning, answer: !this.hasAnswer });
    const failed = notice !== null && !runningStates.has(head.state);
    return html`<div class="part-head">
        <h3>${l10n.t('Answer')}</h3>
        ${notice !== null && !failed ? html`<span class="quiet">${notice}</span>` : nothing}
        ${
          this.hasAnswer
            ? html`<div class="part-tools">
                ${toolButton({
                  icon: 'copy',
                  words: l10n.t('Copy the answer of {0}', name),
                  onClick: () => this.post({ type: 'copy', key: head.key, part: 'answer' }),
                })}
              </div>`
            : nothing
        }
      </div>
      ${this.hasAnswer ? this.model.answer.element : nothing}
      ${failed ? failureTemplate(head, notice, this.post) : nothing}`;
  }
}
