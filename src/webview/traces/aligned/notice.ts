import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { AlignedControl } from './alignedControl.ts';
import { couldNotAlign } from './alignedWords.ts';
import { compareBothButton, unmarkedWords } from './unmarked.ts';

/** What stands in place of the rows, or above those that are not of the texts as they are now. */
export interface Notice {
  readonly words: string;
  /** What the reader can do about it. */
  readonly way: TemplateResult | typeof nothing;
  readonly above: boolean;
}

/** Null where the rows are there, and there is nothing to say of them. */
export function noticeOf(control: AlignedControl, onBoth: () => void, onAgain: () => void): Notice | null {
  const { alignment, columns, compares, trouble, unmarked } = control;
  const instead = (words: string, way: Notice['way'] = nothing): Notice => ({ words, way, above: false });
  if (columns.length < 2)
    return instead(l10n.t('Two columns are needed to align them step by step: show another one.'));
  if (!compares) return instead(unmarkedWords(unmarked), compareBothButton(onBoth));
  if (trouble === 'failed')
    return {
      words:
        alignment === null
          ? couldNotAlign()
          : l10n.t('The columns could not be aligned: this is as of the last time.'),
      way: againButton(onAgain),
      above: alignment !== null,
    };
  if (alignment === null) return instead(l10n.t('Aligning…'));
  return trouble === 'again' ? { words: l10n.t('Aligning…'), way: nothing, above: true } : null;
}

function againButton(onAgain: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${onAgain}>${l10n.t('Try again')}</button>`;
}

export function noticeTemplate({ words, way, above }: Notice): TemplateResult {
  return html`<p class="quiet aligned-notice ${above ? 'above' : ''}">${words} ${way}</p>`;
}
