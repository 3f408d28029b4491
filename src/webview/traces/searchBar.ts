import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../numbers.ts';
import { toolButton } from '../toolButton.ts';
import { untrusted } from '../visibleText.ts';
import type { SearchState } from './search.ts';

export interface SearchActions {
  readonly onQuery: (query: string) => void;
  readonly onCase: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** The search in all columns: matches in all, and how many in which model's trace. */
export function searchBar(state: SearchState, actions: SearchActions): TemplateResult {
  const none = state.count === 0;
  return html`<search class="search">
    <input
      type="text"
      class="field"
      spellcheck="false"
      aria-label=${l10n.t('Search in all columns')}
      placeholder=${l10n.t('Search in all columns')}
      .value=${state.query}
      @input=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) actions.onQuery(event.target.value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') actions.onStep(event.shiftKey ? -1 : 1);
        else if (event.key === 'Escape') actions.onClose();
        else return;
        event.preventDefault();
      }}
    />
    ${toolButton({
      icon: 'case-sensitive',
      words: l10n.t('Match case'),
      onClick: actions.onCase,
      pressed: state.caseSensitive,
    })}
    <span class="search-count" role="status">${countWords(state)}</span>
    ${toolButton({ icon: 'arrow-up', words: l10n.t('Previous match'), onClick: () => actions.onStep(-1), disabled: none })}
    ${toolButton({ icon: 'arrow-down', words: l10n.t('Next match'), onClick: () => actions.onStep(1), disabled: none })}
    ${toolButton({ icon: 'close', words: l10n.t('Close the search'), onClick: actions.onClose })}
    ${
      none
        ? nothing
        : html`<span class="quiet search-where"
            >${state.byLabel.map(
              ([label, matches], index) =>
                html`${index === 0 ? '' : ' · '}${untrusted(label)} ${count(matches)}`,
            )}</span
          >`
    }
  </search>`;
}

function countWords({ query, count: all, at }: SearchState): string {
  if (query === '') return '';
  if (all === 0) return l10n.t('No match');
  return at < 0 ? l10n.t('{0} matches', count(all)) : l10n.t('{0} of {1}', count(at + 1), count(all));
}
