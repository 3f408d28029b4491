import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { icon } from '../icon.ts';
import { untrusted } from '../visibleText.ts';
import { runningStates, type Verdict } from '../../protocol.ts';
import { answerValue } from './published.ts';
import { verdictKindWords, verdictWords, type ColumnHead } from './words.ts';

/** The scorer's word on a column. Model text in it stands in boxes of its own and is cut to three lines. */
export function verdictTemplate(
  column: ColumnHead,
  draws: boolean,
  onShowAnswer: () => void,
): TemplateResult {
  const { verdict } = column;
  if (verdict === null) {
    return html`<div class="verdict verdict-pending" role="group" aria-label=${l10n.t('Verdict')}>
      <p class="verdict-line">
        ${runningStates.has(column.state) ? l10n.t('No verdict yet') : l10n.t('Not scored')}
      </p>
    </div>`;
  }
  return html`<div class="verdict verdict-${verdict.kind}" role="group" aria-label=${l10n.t('Verdict')}>
    <p class="verdict-line">
      ${icon(verdictKindWords(verdict.kind).icon, 'verdict-icon')}<strong>${verdictWords(verdict)}</strong>
      ${verdict.reason === '' ? nothing : html`<span class="reason">${reasonTemplate(verdict.reason)}</span>`}
    </p>
    ${answersTemplate(column, verdict, draws, onShowAnswer)}
  </div>`;
}

/** What was extracted beside the gold answer; nothing where there was nothing to extract it for. */
function answersTemplate(
  column: ColumnHead,
  { kind, extracted, gold, range }: Verdict,
  draws: boolean,
  onShowAnswer: () => void,
): TemplateResult | typeof nothing {
  const scored = kind !== 'none' || extracted !== null;
  if (!scored && gold === null) return nothing;
  const answer = scored
    ? html`<div>
        <dt>${l10n.t('Answer')}</dt>
        <dd>
          ${extracted === null ? html`<span class="quiet">${l10n.t('none found')}</span>` : answerValue(extracted, draws)}
          ${range === null ? nothing : showButton(column, onShowAnswer)}
        </dd>
      </div>`
    : nothing;
  return html`<dl class="answers">
    ${answer}
    ${
      gold === null
        ? nothing
        : html`<div>
            <dt>${l10n.t('Gold')}</dt>
            <dd>${answerValue(gold, draws)}</dd>
          </div>`
    }
  </dl>`;
}

/** A reason has what it quotes between backticks; unpaired ones stand as they are. */
function reasonTemplate(reason: string): TemplateResult | readonly TemplateResult[] {
  const parts = reason.split('`');
  if (parts.length % 2 === 0) return untrusted(reason);
  return parts.map((part, index) =>
    index % 2 === 0 ? untrusted(part) : html`<code>${untrusted(part)}</code>`,
  );
}

function showButton(column: ColumnHead, onShowAnswer: () => void): TemplateResult {
  return html`<button
    class="link"
    type="button"
    aria-label=${l10n.t('Show where the answer of {0} was found', showHidden(column.label))}
    @click=${onShowAnswer}
  >
    ${l10n.t('Show')}
  </button>`;
}
