import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type FromTraces, runningStates, type Verdict } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { checksTemplate, partsWords } from './checks.ts';
import { judgedTemplate } from './judged.ts';
import { judgementTemplate } from './judgement.ts';
import { answerValue } from './published.ts';
import { reasonTemplate } from './reason.ts';
import { columnName, markedRange, verdictKindWords, verdictWords, type ColumnHead } from './words.ts';

export interface VerdictActions {
  readonly post: (message: FromTraces) => void;
  /** Brings the place where the answer was found into view. */
  readonly onShowAnswer: () => void;
}

/** The scorer's word on a column. Model text in it stands in boxes of its own and is cut to three lines. */
export function verdictTemplate(column: ColumnHead, draws: boolean, actions: VerdictActions): TemplateResult {
  const { verdict } = column;
  const since = judgedTemplate(column, oursPlace(column, actions), actions.post);
  if (verdict === null) {
    return html`<div class="verdict verdict-pending" role="group" aria-label=${l10n.t('Verdict')}>
      <div class="verdict-top">
        <p class="verdict-line">
          ${runningStates.has(column.state) ? l10n.t('No verdict yet') : l10n.t('Not scored')}
        </p>
        ${judgeButton(column, actions)}
      </div>
      ${since}
    </div>`;
  }
  const parts = partsWords(verdict);
  return html`<div class="verdict verdict-${verdict.kind}" role="group" aria-label=${l10n.t('Verdict')}>
    <div class="verdict-top">
      <p class="verdict-line">
        ${icon(verdictKindWords(verdict.kind).icon, 'verdict-icon')}<strong
          >${verdictWords(verdict)}${parts === null ? nothing : html` · ${parts}`}</strong
        >
        ${verdict.reason === '' ? nothing : html`<span class="reason">${reasonTemplate(verdict.reason)}</span>`}
      </p>
      ${judgeButton(column, actions)}
    </div>
    ${answersTemplate(column, verdict, draws, actions.onShowAnswer)} ${checksTemplate(verdict.checks)}
    ${judgementTemplate(verdict)} ${since}
  </div>`;
}

function judgeButton(column: ColumnHead, { post }: VerdictActions): TemplateResult | typeof nothing {
  if (!column.canJudge) return nothing;
  return toolButton({
    icon: 'person',
    words: l10n.t('Judge by hand: {0}', columnName(column)),
    onClick: () => post({ type: 'judge', key: column.key }),
    harmless: true,
  });
}

/** Where our scorer found the answer, if the saved verdict does not say where its own was. */
function oursPlace(column: ColumnHead, { onShowAnswer }: VerdictActions): TemplateResult | typeof nothing {
  const isOurs = (column.verdict?.range ?? null) === null && markedRange(column) !== null;
  return isOurs ? showButton(column, onShowAnswer) : nothing;
}

/** What was extracted beside the gold answer; nothing where there was nothing to extract it for. */
function answersTemplate(
  column: ColumnHead,
  { kind, extracted, gold, range, rule, judge }: Verdict,
  draws: boolean,
  onShowAnswer: () => void,
): TemplateResult | typeof nothing {
  const scored = kind !== 'none' || extracted !== null;
  if (!scored && gold === null) return nothing;
  // A judge reads all of the answer.
  const answer =
    scored && judge === undefined
      ? html`<div class="extracted">
          <dt>${l10n.t('Answer')}</dt>
          <dd>
            ${extracted === null || extracted.trim() === '' ? html`<span class="quiet">${l10n.t('none found')}</span>` : answerValue(extracted, draws)}
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
    ${
      rule === '' || !scored
        ? nothing
        : html`<div>
            <dt>${l10n.t('Rule')}</dt>
            <dd class="rule">${untrusted(rule)}</dd>
          </div>`
    }
  </dl>`;
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
