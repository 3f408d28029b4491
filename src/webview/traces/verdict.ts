import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { icon } from '../icon.ts';
import { untrusted } from '../visibleText.ts';
import { runningStates } from '../../protocol.ts';
import { VERDICTS, verdictWords, type ColumnHead } from './words.ts';

/** The scorer's word on a column. Model text in it stands in boxes of its own and is cut to three lines. */
export function verdictTemplate(column: ColumnHead, onShowAnswer: () => void): TemplateResult {
  const { verdict } = column;
  if (verdict === null) {
    return html`<div class="verdict verdict-pending" role="group" aria-label="Verdict">
      <p class="verdict-line">${runningStates.has(column.state) ? 'No verdict yet' : 'Not scored'}</p>
    </div>`;
  }
  return html`<div class="verdict verdict-${verdict.kind}" role="group" aria-label="Verdict">
    <p class="verdict-line">
      ${icon(VERDICTS[verdict.kind].icon, 'verdict-icon')}<strong>${verdictWords(verdict)}</strong>
      ${verdict.reason === '' ? nothing : html`<span class="reason">${reasonTemplate(verdict.reason)}</span>`}
    </p>
    <dl class="answers">
      <div>
        <dt>Answer</dt>
        <dd>
          ${
            verdict.extracted === null
              ? html`<span class="quiet">none found</span>`
              : html`<code>${untrusted(verdict.extracted)}</code>`
          }
          ${verdict.range === null ? nothing : showButton(column, onShowAnswer)}
        </dd>
      </div>
      <div>
        <dt>Gold</dt>
        <dd>
          ${
            verdict.gold === null
              ? html`<span class="quiet">the item has none</span>`
              : html`<code>${untrusted(verdict.gold)}</code>`
          }
        </dd>
      </div>
    </dl>
  </div>`;
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
    aria-label="Show where the answer of ${showHidden(column.label)} was found"
    @click=${onShowAnswer}
  >
    Show
  </button>`;
}
