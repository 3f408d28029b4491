import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { domains } from '../../core/domain.ts';
import type { ModelTransfer } from '../../core/transfer/transfer.ts';
import type { VerdictSource } from '../../core/transfer/transferInput.ts';
import type { TransferState } from '../../protocol.ts';
import { untrusted } from '../visibleText.ts';
import { domainShort } from './columns.ts';
import { plain, points } from './figures.ts';
import { verdictsWords } from './words.ts';

const sources: readonly VerdictSource[] = ['stored', 'rescored'];

/** Which verdicts count, where there are others than those that were stored. */
export function verdictSwitch(
  { transfer, otherVerdicts }: TransferState,
  onVerdicts: (source: VerdictSource) => void,
): TemplateResult | typeof nothing {
  if (otherVerdicts === null && transfer.verdicts === 'stored') return nothing;
  return html`<fieldset class="segmented">
    <legend>${l10n.t('Verdicts')}</legend>
    ${sources.map(
      (source) =>
        html`<label title=${sourceMeaning(source)}>
          <input
            type="radio"
            name="verdicts"
            .checked=${transfer.verdicts === source}
            @change=${() => onVerdicts(source)}
          />
          <span>${verdictsWords(source)}</span>
        </label>`,
    )}
  </fieldset>`;
}

function sourceMeaning(source: VerdictSource): string {
  return source === 'stored'
    ? l10n.t('As the tools that made the results stored them')
    : l10n.t('Ours and those by hand in place of the stored ones, where there are any');
}

/**
 * What the other verdicts do to each index, with the gains that it is made of; nothing where they change none. An index
 * that intervals have made undefined is compared with one that they could have made so too, never with a bare value.
 */
export function verdictDifference({
  transfer,
  otherVerdicts,
  otherIntervals,
}: TransferState): TemplateResult | typeof nothing {
  if (otherVerdicts === null) return nothing;
  if (transfer.resamples > 0 && otherIntervals !== 'done')
    return html`<p class="quiet difference">${otherWords(otherVerdicts.verdicts, otherIntervals)}</p>`;
  const [now, other] = [verdictsWords(transfer.verdicts), verdictsWords(otherVerdicts.verdicts)];
  const pairs = transfer.models.flatMap((model) => {
    const twin = otherVerdicts.models.find((one) => one.model === model.model);
    return twin === undefined ? [] : [[model, twin] as const];
  });
  const changed = pairs.filter(([model, twin]) => figures(model).join() !== figures(twin).join());
  if (changed.length === 0) return nothing;
  return html`<details class="difference">
    <summary>
      ${
        changed.length === 1
          ? l10n.t('{0} verdicts change the index of 1 model', other)
          : l10n.t('{0} verdicts change the index of {1} models', other, String(changed.length))
      }
    </summary>
    <div class="scroller">
      <table class="terms">
        <thead>
          <tr>
            <th scope="col">${l10n.t('{0} → {1}', now, other)}</th>
            ${domains.map((domain) => html`<th scope="col">${l10n.t('ΔR {0}', domainShort(domain))}</th>`)}
            <th scope="col">${l10n.t('TI other')}</th>
            <th scope="col">${l10n.t('TI non')}</th>
          </tr>
        </thead>
        <tbody>
          ${changed.map(
            ([model, twin]) =>
              html`<tr>
                <th scope="row">${untrusted(model.model)}</th>
                ${figures(model).map((figure, at) => html`<td>${changeWords(figure, figures(twin)[at] ?? '')}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function otherWords(verdicts: VerdictSource, intervals: 'pending' | 'failed'): string {
  return intervals === 'pending'
    ? l10n.t('What {0} verdicts change is being computed.', verdictsWords(verdicts))
    : l10n.t(
        'What {0} verdicts change is not known: their intervals could not be computed.',
        verdictsWords(verdicts),
      );
}

/** The gains by domain, then the indices, as they are written. */
function figures({ domains: own, ti }: ModelTransfer): string[] {
  return [
    ...domains
      .map((domain) => own[domain].delta.value)
      .map((value) => (value === null ? '–' : points(value))),
    ...[ti.other, ti.non].map(({ value }) => (value === null ? l10n.t('undefined') : plain(value))),
  ];
}

function changeWords(now: string, other: string): string {
  return now === other ? now : l10n.t('{0} → {1}', now, other);
}
