import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import { type Domain, domains } from '../../core/domain.ts';
import type { SetBenchmark, TransferState } from '../../protocol.ts';
import { count } from '../numbers.ts';
import { untrusted } from '../visibleText.ts';
import { menuTemplate } from './menu.ts';
import { domainTitle } from './words.ts';

export type OnDomain = (benchmark: string | null, domain: Domain | 'none') => void;

/** Which benchmarks count, and where. */
export function setMenu({ benchmarks, set }: TransferState, onDomain: OnDomain): TemplateResult {
  const own = set.added.length + set.removed.length > 0;
  return menuTemplate(
    'set-menu',
    own ? l10n.t('Benchmarks: a set of your own') : l10n.t('Benchmarks: the paper’s set'),
    l10n.t('Benchmarks that count'),
    html`${own ? html`<p>${untrusted(setWords(set))}</p>` : nothing}
      <div class="set">${benchmarks.map((one) => rowTemplate(one, onDomain))}</div>
      <button type="button" class="link" ?disabled=${!own} @click=${() => onDomain(null, 'none')}>
        ${l10n.t('All as in the paper again')}
      </button>`,
  );
}

/** How a set differs from the paper's twelve. */
export function setWords({ added, removed }: TransferState['set']): string {
  return [
    added.length === 0 ? '' : l10n.t('Not as in the paper: {0}.', added.join(', ')),
    removed.length === 0 ? '' : l10n.t('Taken out: {0}.', removed.join(', ')),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function rowTemplate({ benchmark, domain, paper, models }: SetBenchmark, onDomain: OnDomain): TemplateResult {
  const choices = [...domains, 'none'] as const;
  const chosen = domain ?? 'none';
  return html`<label>
    <span>${untrusted(benchmark)} <span class="quiet">${count(models)}</span></span>
    <select
      aria-label=${l10n.t('Domain of {0}', showHidden(benchmark))}
      title=${modelsWords(models)}
      @change=${(event: Event) => {
        if (!(event.currentTarget instanceof HTMLSelectElement)) return;
        const choice = choices[event.currentTarget.selectedIndex];
        if (choice !== undefined) onDomain(benchmark, choice);
      }}
    >
      ${choices.map(
        (choice) =>
          html`<option .selected=${choice === chosen}>
            ${choice === 'none' ? l10n.t('does not count') : domainTitle(choice)}${choice !== 'none' && choice === paper ? l10n.t(' (as in the paper)') : ''}
          </option>`,
      )}
    </select>
  </label>`;
}

function modelsWords(models: number): string {
  return models === 1
    ? l10n.t('1 model has a value on it')
    : l10n.t('{0} models have a value on it', count(models));
}
