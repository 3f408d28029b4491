import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { FlipItem } from '../../core/transfer/flipList.ts';
import { icon } from '../icon.ts';
import { asksToCompare } from '../compareKey.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import { plain } from './figures.ts';
import { kindWords } from './words.ts';

export interface FlipItemActions {
  readonly onOpen: () => void;
  readonly onToggle: () => void;
  readonly onCompare: () => void;
}

/** One item: what became of it, and what it asks. */
export function flipItemTemplate(
  { id, task, question, kind, left, right }: FlipItem,
  selected: boolean,
  { onOpen, onToggle, onCompare }: FlipItemActions,
): TemplateResult {
  const means = l10n.t('{0} → {1}', plain(left * 100), plain(right * 100));
  const onKey = (event: KeyboardEvent): void => {
    if (!asksToCompare(event)) return;
    event.preventDefault();
    onCompare();
  };
  return html`<li @keydown=${onKey}>
    <input
      type="checkbox"
      aria-label=${l10n.t('Select {0}', showHidden(id))}
      .checked=${selected}
      @change=${onToggle}
    />
    <span class="kind ${kind}" title=${means}>
      ${kindMark(kind)}${kindWords(kind)}
      ${Number.isInteger(left) && Number.isInteger(right) ? nothing : html`<span class="quiet">${means}</span>`}
    </span>
    <button type="button" class="link" title=${l10n.t('Open the two traces side by side')} @click=${onOpen}>
      ${untrusted(id)}
    </button>
    ${toolButton({ icon: 'diff', words: l10n.t('Compare the two traces step by step (D)'), onClick: onCompare })}
    <span class="question">
      ${task === '' ? nothing : html`<span class="quiet">${untrusted(task)}</span>`} ${untrusted(question)}
    </span>
  </li>`;
}

export function kindMark(kind: FlipItem['kind']): TemplateResult {
  switch (kind) {
    case 'learned':
    case 'better':
      return icon('arrow-up');
    case 'forgotten':
    case 'worse':
      return icon('arrow-down');
    case 'right':
      return icon('check');
    case 'wrong':
      return icon('close');
  }
}
