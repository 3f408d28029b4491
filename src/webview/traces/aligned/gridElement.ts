import * as l10n from '@vscode/l10n';

/** What scrolls, a grid to assistive technology, and what holds its rows; `tail` stands below them. */
export function gridElement(tail: Element): { readonly scroller: HTMLElement; readonly body: HTMLElement } {
  const scroller = document.createElement('div');
  scroller.className = 'aligned-rows model-text rendered';
  scroller.role = 'grid';
  scroller.ariaLabel = l10n.t('Traces step by step');
  scroller.ariaReadOnly = 'true';
  const body = document.createElement('div');
  body.className = 'aligned-body';
  body.role = 'presentation';
  scroller.append(body, tail);
  return { scroller, body };
}
