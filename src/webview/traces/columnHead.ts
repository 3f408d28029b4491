import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type FromTraces, runningStates } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { roleWords } from '../roleWords.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { sampleStrip } from './sampleStrip.ts';
import type { ColumnModel } from './session.ts';
import { columnName, measures, remedyWords, stateWords, topNote, type ColumnHead } from './words.ts';

export interface HeadActions {
  readonly post: (message: FromTraces) => void;
  readonly onHide: () => void;
  readonly onPin: () => void;
}

/** Name and role: the name comes first and has the whole width. */
export function headTemplate(head: ColumnHead, id: string, pinned: boolean): TemplateResult {
  return html`<div class="column-head">
    <h2 id=${id} title=${showHidden(head.label)}>${untrusted(head.label)}</h2>
    ${head.role === null ? nothing : html`<span class="tag">${roleWords(head.role)}</span>`}
    ${pinned ? html`<span class="pinned" title=${l10n.t('Pinned')}>${icon('pinned')}</span>` : nothing}
  </div>`;
}

/** Cancel comes and goes beside `Evaluate again`, never in its place: a second click must not start a run. */
function toolsTemplate(
  head: ColumnHead,
  pinned: boolean,
  { post, onHide, onPin }: HeadActions,
): TemplateResult {
  const { key } = head;
  const name = columnName(head);
  return html`<div class="tools" role="toolbar" aria-label=${l10n.t('Actions on {0}', name)}>
    ${
      head.samples.some(({ state }) => runningStates.has(state))
        ? toolButton({
            icon: 'debug-stop',
            words: l10n.t('Cancel {0}', name),
            onClick: () => post({ type: 'cancel', key }),
          })
        : nothing
    }
    ${toolButton({
      icon: 'refresh',
      words: l10n.t('Evaluate again: {0}', name),
      onClick: () => post({ type: 'evaluate-again', key }),
      disabled: runningStates.has(head.state),
    })}
    ${toolButton({
      icon: 'go-to-file',
      words: l10n.t('Open as text: {0}', name),
      onClick: () => post({ type: 'open-text', key }),
    })}
    ${toolButton({
      icon: 'copy',
      words: l10n.t('Copy the trace of {0}', name),
      onClick: () => post({ type: 'copy', key, part: 'all' }),
      harmless: true,
    })}
    ${toolButton({
      icon: pinned ? 'pinned' : 'pin',
      words: pinned ? l10n.t('Unpin {0}', name) : l10n.t('Pin {0} to the left', name),
      onClick: onPin,
      pressed: pinned,
    })}
    ${toolButton({ icon: 'eye-closed', words: l10n.t('Hide {0}', name), onClick: onHide })}
  </div>`;
}

/** State, measures, sampling and the other samples. */
export function factsTemplate(
  { head, live, reasoning, answer }: ColumnModel,
  pinned: boolean,
  actions: HeadActions,
): TemplateResult {
  const note = topNote(head, answer.raw === '');
  const lengths = { reasoning: reasoning.raw.length, answer: answer.raw.length };
  return html`<div class="facts">
    <div class="state-line">
      <p class="state state-${head.state}">${stateIcon(head)}<span>${stateTemplate(head)}</span></p>
      ${toolsTemplate(head, pinned, actions)}
    </div>
    ${note === null ? nothing : html`<p class="notice">${icon('info')}<span>${untrusted(note)}</span></p>`}
    <dl class="measures">
      ${measures(head, lengths, live).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p class="quiet sampling">
      ${head.model === head.label ? nothing : html`${untrusted(head.model)} · `}${untrusted(head.sampling)}
    </p>
    ${sampleStrip(head, showHidden(head.label), actions.post)} ${flagsTemplate(head)}
  </div>`;
}

/** Why a request failed, in whole, and what can be done about it. */
export function failureTemplate(head: ColumnHead, notice: string, post: HeadActions['post']): TemplateResult {
  const buttons = head.remedies.map(
    (remedy) =>
      html`<vscode-button
        appearance="secondary"
        @click=${() => post({ type: 'remedy', key: head.key, remedy })}
        >${remedyWords(remedy)}</vscode-button
      >`,
  );
  return html`<p class="notice">${icon('warning')}<span>${untrusted(notice)}</span></p>
    ${buttons.length === 0 ? nothing : html`<div class="remedies">${buttons}</div>`}`;
}

/** The toolkit's ring speaks up as an alert, so it is hidden: the words beside it say the same. */
function stateIcon(head: ColumnHead): TemplateResult {
  const { icon: name } = stateWords(head.state);
  return name === null
    ? html`<span class="ring" aria-hidden="true"><vscode-progress-ring></vscode-progress-ring></span>`
    : icon(name);
}

/** While it runs the note says more of the state; of an ended column it stands where the answer would be. */
function stateTemplate(head: ColumnHead): TemplateResult {
  const { words } = stateWords(head.state);
  return html`${words}${head.note !== null && runningStates.has(head.state) ? html`: ${untrusted(head.note)}` : nothing}`;
}

/** Flags in words. */
function flagsTemplate(head: ColumnHead): TemplateResult | typeof nothing {
  const flag = (words: string) => html`<li>${icon('warning')}<span>${untrusted(words)}</span></li>`;
  return head.flags.length === 0
    ? nothing
    : html`<ul class="flags" aria-label=${l10n.t('Flags')}>
        ${head.flags.map(flag)}
      </ul>`;
}
