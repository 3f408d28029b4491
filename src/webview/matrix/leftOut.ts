import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../../core/hiddenText.ts';
import type { MatrixLeftOut } from '../../core/results/matrix.ts';
import { count } from '../numbers.ts';

/** A tooltip of more is not read. */
const mostNamed = 30;

/** How many models have results but no column, and why; their names in the tooltip. */
export function leftOutTemplate(leftOut: readonly MatrixLeftOut[]): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  const names = leftOutNames(leftOut);
  return html`<span class="left-out quiet" title=${names}
    >${leftOutWords(leftOut)}<span class="spoken">${names}</span></span
  >`;
}

function leftOutWords(leftOut: readonly MatrixLeftOut[]): string {
  const unsaved = leftOut.filter(({ why }) => why === 'no-samples').length;
  const unscored = leftOut.length - unsaved;
  return [unsavedWords(unsaved), unscoredWords(unscored)].filter((words) => words !== '').join(' · ');
}

function unsavedWords(models: number): string {
  if (models === 0) return '';
  return models === 1
    ? l10n.t('1 model left out: only its summary is saved')
    : l10n.t('{0} models left out: only their summaries are saved', count(models));
}

function unscoredWords(models: number): string {
  if (models === 0) return '';
  return models === 1
    ? l10n.t('1 model left out: its samples have no scores')
    : l10n.t('{0} models left out: their samples have no scores', count(models));
}

function leftOutNames(leftOut: readonly MatrixLeftOut[]): string {
  const names = leftOut.slice(0, mostNamed).map(({ model }) => showHidden(model));
  const more = leftOut.length - names.length;
  return [...names, ...(more === 0 ? [] : [l10n.t('and {0} more', count(more))])].join('\n');
}
