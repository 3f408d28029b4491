import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { Verdict } from '../../protocol.ts';
import { untrusted } from '../visibleText.ts';

/** What a model that judged the answer was asked and wrote, folded; nothing where rules decided. */
export function judgementTemplate({ judge }: Verdict): TemplateResult | typeof nothing {
  if (judge === undefined) return nothing;
  const { label, model, prompt, reasoning, answer } = judge;
  const part = (name: string, text: string): TemplateResult | typeof nothing =>
    text.trim() === ''
      ? nothing
      : html`<div>
          <dt>${name}</dt>
          <dd class="judge-text" tabindex="0">${untrusted(text)}</dd>
        </div>`;
  const summary =
    model === label
      ? l10n.t('Judged by {0}, not by rules', showHidden(label))
      : l10n.t('Judged by {0} ({1}), not by rules', showHidden(label), showHidden(model));
  return html`<details class="judgement">
    <summary>${summary}</summary>
    <dl>
      ${part(l10n.t('Prompt'), prompt)} ${part(l10n.t('Reasoning'), reasoning)}
      ${part(l10n.t('Answer'), answer)}
    </dl>
  </details>`;
}
