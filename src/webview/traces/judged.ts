import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FromTraces, Judged } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { checksTemplate, partsWords } from './checks.ts';
import { reasonTemplate } from './reason.ts';
import { columnName, verdictKindWords, verdictWords, type ColumnHead } from './words.ts';

/** What was said of a sample since it was saved: by our scorer, and by hand. */
export function judgedTemplate(
  column: ColumnHead,
  showButton: TemplateResult | typeof nothing,
  post: (message: FromTraces) => void,
): TemplateResult {
  const { ours, hand } = column.judged;
  return html`${ours === null ? nothing : oursTemplate(column, ours, showButton)}
  ${hand === null ? nothing : handTemplate(column, hand, post)}`;
}

/** Our scorer's word. One that is the same as the saved one is quiet, and its checks were seen above. */
function oursTemplate(
  column: ColumnHead,
  ours: NonNullable<Judged['ours']>,
  showButton: TemplateResult | typeof nothing,
): TemplateResult {
  const { differs, reason, rule } = ours;
  const parts = partsWords(ours);
  const isNew = differs || (column.verdict?.checks ?? []).length === 0;
  return html`<div class="since ours ${differs ? 'differs' : ''} verdict-${ours.kind}">
    <p class="verdict-line">
      ${icon(differs ? 'diff' : verdictKindWords(ours.kind).icon, 'verdict-icon')}
      <span class="said">${oursWords(ours)}${parts === null ? nothing : html` · ${parts}`}</span>
      ${reason === '' ? nothing : html`<span class="reason">${reasonTemplate(reason)}</span>`}
      ${differs && ours.extracted !== null && rule !== '' ? html`<span class="rule">(${untrusted(rule)})</span>` : nothing}
      ${showButton}
    </p>
    ${isNew ? checksTemplate(ours.checks) : nothing}
  </div>`;
}

function oursWords(ours: NonNullable<Judged['ours']>): string {
  const said = verdictWords(ours);
  return ours.differs ? l10n.t('Ours differs: {0}', said) : l10n.t('Ours: {0}', said);
}

/** A person's word, and how to take it back. */
function handTemplate(
  column: ColumnHead,
  { comment, kind, value }: NonNullable<Judged['hand']>,
  post: (message: FromTraces) => void,
): TemplateResult {
  return html`<div class="since hand verdict-${kind}">
    <p class="verdict-line">
      ${icon('person', 'verdict-icon')}
      <span class="said">${l10n.t('By hand: {0}', verdictWords({ kind, value }))}</span>
      ${comment === '' ? nothing : html`<span class="reason">${untrusted(comment)}</span>`}
    </p>
    ${toolButton({
      icon: 'discard',
      words: l10n.t('Take back the verdict by hand on {0}', columnName(column)),
      onClick: () => post({ type: 'withdraw-verdict', key: column.key }),
    })}
  </div>`;
}
