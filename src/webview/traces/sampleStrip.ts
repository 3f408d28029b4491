import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { type FromTraces, runningStates, type SampleMark } from '../../protocol.ts';
import { icon, type IconName } from '../icon.ts';
import { percent } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { showHidden } from '../../core/hiddenText.ts';
import { stateWords, verdictKindWords, type ColumnHead } from './words.ts';

/** Beyond these, samples are stepped through without a button each. */
const mostButtons = 8;

/** The samples of a column where there are several: one button each, and how many of them are right. */
export function sampleStrip(
  head: ColumnHead,
  name: string,
  post: (message: FromTraces) => void,
): TemplateResult | typeof nothing {
  const { samples, sample } = head;
  const current = samples[sample];
  if (samples.length < 2 || current === undefined) return nothing;
  const go = (at: number) => () => post({ type: 'sample', key: head.key, at });
  return html`<div class="samples" role="group" aria-label=${l10n.t('Samples of {0}', name)}>
    <span class="strip"
      >${toolButton({
        icon: 'chevron-left',
        words: l10n.t('Previous sample of {0}', name),
        onClick: go(sample - 1),
        disabled: sample <= 0,
      })}
      ${
        samples.length > mostButtons
          ? html`<span class="sample-place">${sample + 1} / ${samples.length}</span>`
          : samples.map(
              (mark, at) =>
                html`<button
                  class="sample sample-${mark.verdict ?? 'none'}"
                  type="button"
                  title=${markWords(mark)}
                  aria-label=${markWords(mark)}
                  aria-current=${at === sample ? 'true' : 'false'}
                  @click=${go(at)}
                >
                  ${icon(markIcon(mark))}
                </button>`,
            )
      }
      ${toolButton({
        icon: 'chevron-right',
        words: l10n.t('Next sample of {0}', name),
        onClick: go(sample + 1),
        disabled: sample >= samples.length - 1,
      })}</span
    >
    <span class="quiet">${showHidden(current.words)}</span>
    ${rateTemplate(samples, current)}
  </div>`;
}

/** The rate over the samples of the shown one's prompt and sampling that count, of two at least. */
function rateTemplate(
  samples: readonly SampleMark[],
  { group }: SampleMark,
): TemplateResult | typeof nothing {
  const counts = samples.flatMap((mark) => (mark.group === group ? (mark.counts ?? []) : []));
  if (counts.length < 2) return nothing;
  const rate = percent(counts.reduce((sum, value) => sum + value, 0) / counts.length);
  const words = counts.every((value) => value === 0 || value === 1)
    ? l10n.t('{0} of {1} right ({2})', counts.filter((value) => value === 1).length, counts.length, rate)
    : l10n.t('{0} over {1} samples', rate, counts.length);
  return html`<span class="rate">${words}</span>`;
}

function markIcon({ state, verdict }: SampleMark): IconName {
  if (runningStates.has(state)) return 'clockface';
  return verdictKindWords(verdict ?? 'none').icon;
}

function markWords({ state, verdict, words }: SampleMark): string {
  const said =
    verdict === null || verdict === 'none' ? stateWords(state).words : verdictKindWords(verdict).words;
  return showHidden(`${said} · ${words}`);
}
