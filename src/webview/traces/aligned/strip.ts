import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { coarseWords } from '../../../core/compare/coarseWords.ts';
import { samenessOf } from '../../../core/compare/sameness.ts';
import type { AlignedControl } from './alignedControl.ts';
import { countWords, loopWords, samenessWords, shareWords, statedWords } from './alignedWords.ts';
import { ownPartingWords, partingsOf } from './partings.ts';
import { type AlignedColumn, isGrowing, type ShownAlignment } from './shownAlignment.ts';

/** What the alignment says of one column, under its verdict; and how it becomes the reference. */
export function stripTemplate(
  control: AlignedControl,
  { key, name }: { readonly key: string; readonly name: string },
  onReference: (key: string) => void,
): TemplateResult {
  const { alignment, reference } = control;
  const isUnmarked = control.unmarked.some(({ head }) => head.key === key);
  if (isUnmarked)
    return html`<div class="compared" role="group" aria-label=${l10n.t('Comparison')}>
      <p class="quiet">${l10n.t('no marked reasoning: all of its text is under Answer')}</p>
    </div>`;
  const column = alignment?.columns.find(({ head }) => head.key === key);
  const isReference = key === reference;
  return html`<div class="compared" role="group" aria-label=${l10n.t('Comparison')}>
    <p class="compared-line">
      ${
        isReference
          ? html`<span
              class="tag reference"
              title=${l10n.t('The others are compared with it; where there is room it stays in view while they scroll sideways')}
              >${l10n.t('Reference')}</span
            >`
          : key === control.nextReference
            ? html`<span class="quiet">${l10n.t('Aligning…')}</span>`
            : html`<button
                type="button"
                class="link to-reference"
                aria-label=${l10n.t('Use as reference: {0}', name)}
                @click=${() => onReference(key)}
              >
                ${l10n.t('Use as reference')}
              </button>`
      }
      ${column === undefined || alignment === null || isReference ? nothing : likeTemplate(control, alignment, column)}
    </p>
    ${column === undefined ? nothing : factsTemplate(column)}
  </div>`;
}

/** How like the reference it is, and where it parts from it. */
function likeTemplate(
  control: AlignedControl,
  alignment: ShownAlignment,
  column: AlignedColumn,
): TemplateResult | typeof nothing {
  const { identical, similarity } = column.trace;
  const sameness = samenessOf(identical, column.text, alignment.columns[alignment.reference]?.text ?? '');
  // That it has no text is said below.
  if (sameness === 'empty') return nothing;
  if (sameness !== null) return html`<span>${samenessWords(sameness)}</span>`;
  const parting = partingsOf(alignment).find(({ at }) => alignment.columns[at] === column);
  return html`${similarity === null ? nothing : html`<span>${l10n.t('{0} alike', shareWords(similarity))}</span>`}
  ${
    parting === undefined
      ? html`<span>${l10n.t('every step has a partner')}</span>`
      : html`<button type="button" class="link" @click=${() => control.goTo(parting.row)}>
          ${ownPartingWords(parting)}
        </button>`
  }`;
}

function factsTemplate(column: AlignedColumn): TemplateResult {
  const { cut, text, trace } = column;
  const { counts, coarse } = trace;
  const warnings = [
    ...(counts.loop === null ? [] : [loopWords(counts.loop)]),
    ...(cut && isGrowing(column) ? [l10n.t('still growing: compared so far')] : []),
    ...(cut && !isGrowing(column) ? [cutWords(column)] : []),
    ...(coarse ? [l10n.t(coarseWords)] : []),
  ];
  const facts =
    text === ''
      ? [l10n.t('no text')]
      : [...countWords(counts), ...(counts.beforeAnswer === null ? [] : [statedWords(counts.beforeAnswer)])];
  return html`<p class="quiet" title=${facts.join(' · ')}>${facts.join(' · ')}</p>
    ${warnings.map((words) => html`<p class="compared-warning" title=${words}>${words}</p>`)}`;
}

function cutWords({ head }: AlignedColumn): string {
  return head.state === 'truncated'
    ? l10n.t('truncated: compared as far as it goes')
    : l10n.t('not whole: compared as far as it goes');
}
