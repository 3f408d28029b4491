import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Verdict, VerdictCheck } from '../../protocol.ts';
import { icon } from '../icon.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { reasonTemplate } from './reason.ts';

/** A list that is longer is folded. */
const mostOpen = 6;

/** `3 of 4`: how many of an answer's parts were right; null where it is one whole. */
export function partsWords({ parts }: Pick<Verdict, 'parts'>): string | null {
  return parts === null || parts.of < 2 ? null : l10n.t('{0} of {1}', count(parts.right), count(parts.of));
}

/** What an answer was looked at for, one a line. */
export function checksTemplate(checks: readonly VerdictCheck[]): TemplateResult | typeof nothing {
  if (checks.length === 0) return nothing;
  const list = html`<ul class="checks" aria-label=${l10n.t('Checks')}>
    ${checks.map(checkTemplate)}
  </ul>`;
  if (checks.length <= mostOpen) return list;
  const right = checks.filter((check) => check.right).length;
  return html`<details>
    <summary>${l10n.t('{0} of {1} checks passed', count(right), count(checks.length))}</summary>
    ${list}
  </details>`;
}

function checkTemplate({ name, right, reason }: VerdictCheck): TemplateResult {
  return html`<li class=${right ? 'passed' : 'not-passed'}>
    ${icon(right ? 'check' : 'close')}<span
      ><span class="spoken">${right ? l10n.t('passed') : l10n.t('not passed')}: </span>${untrusted(name)}
      ${reason === '' ? nothing : html`<span class="reason">${reasonTemplate(reason)}</span>`}</span
    >
  </li>`;
}
