import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { BenchmarkTransfer } from '../../core/transfer/transfer.ts';
import type { PairedSide } from '../../core/transfer/transferInput.ts';
import { count, percent } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { brief, plain, points, probability, ratio } from './figures.ts';
import { changeSpan, findingWords } from './finding.ts';
import { flipsToldBy } from './flipsTold.ts';
import { testWords } from './words.ts';

function differenceWords(one: BenchmarkTransfer): string {
  const value = points(one.delta.value);
  const range = changeSpan(one);
  return range === null ? value : l10n.t('{0} ({1})', value, range);
}

/** What is known of two models on one benchmark, for the head of their items. */
export function comparisonFacts(
  one: BenchmarkTransfer,
  names: readonly [left: string, right: string],
  level: number,
  onFile: (file: string) => void,
): TemplateResult {
  const { terms, detectable, p, pAdjusted, test, stderr } = one;
  return html`<dl class="facts">
      ${fact(l10n.t('Score'), l10n.t('{0} → {1}', plain(one.base), plain(one.tuned)))}
      ${fact(l10n.t('Difference'), differenceWords(one))}
      ${stderr === null ? nothing : fact(l10n.t('Standard error'), l10n.t('{0} points', brief(stderr)))}
      ${one.n === null ? nothing : fact(l10n.t('Items'), count(one.n))}
      ${
        p === null
          ? nothing
          : fact(
              l10n.t('p'),
              pAdjusted === null
                ? probability(p)
                : l10n.t('{0}; {1} after correction', probability(p), probability(pAdjusted)),
            )
      }
      ${test === null ? nothing : fact(l10n.t('Test'), testWords(test))}
      ${
        detectable === null
          ? nothing
          : fact(
              l10n.t('Found in 80 of 100 cases, before correction'),
              detectable.worstCase
                ? l10n.t(
                    'a true difference of {0} points or more (worst case: no item differs)',
                    brief(detectable.points),
                  )
                : l10n.t('a true difference of {0} points or more', brief(detectable.points)),
            )
      }
      ${
        terms === null
          ? nothing
          : fact(
              l10n.t('In the index'),
              `δ ${ratio(terms.delta)} · s ${ratio(terms.s)} · w ${brief(terms.weight)} · ŵ ${ratio(terms.share)}`,
            )
      }
    </dl>
    ${findingTemplate(one, level)}
    <ul class="sides">
      ${one.sides.map((side, at) => sideTemplate(side, names[at] ?? '', onFile))}
    </ul>`;
}

function findingTemplate(one: BenchmarkTransfer, level: number): TemplateResult {
  const said = [
    findingWords(one, level),
    flipsToldBy(one),
    ...one.differences,
    one.smoothed ? l10n.t('few items: smoothed in the resamples, the value is raw') : '',
  ].filter((words) => words !== '');
  return said.length === 0
    ? html``
    : html`<ul class="caveats">
        ${said.map((words) => html`<li>${untrusted(words)}</li>`)}
      </ul>`;
}

function fact(name: string, words: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${words}</dd>
  </div>`;
}

function sideTemplate(side: PairedSide, name: string, onFile: (file: string) => void): TemplateResult {
  return html`<li>
    <strong>${untrusted(name)}</strong> <span class="quiet">${untrusted(sideWords(side))}</span>
    ${side.files.map(
      (file) =>
        html`<button type="button" class="link" title=${showHidden(file)} @click=${() => onFile(file)}>
          ${untrusted(file.split('/').at(-1) ?? file)}
        </button>`,
    )}
  </li>`;
}

function sideWords({ metric, format, truncated, meanTokens, repeats, alone }: PairedSide): string {
  return [
    format,
    metric ?? '',
    truncated === null ? l10n.t('truncated: not said') : l10n.t('{0} truncated', percent(truncated)),
    meanTokens === null ? '' : l10n.t('{0} tokens on average', count(Math.round(meanTokens))),
    repeats > 1 ? l10n.t('{0} samples of each item', count(repeats)) : '',
    alone > 0 ? l10n.t('{0} items that the other lacks', count(alone)) : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}
