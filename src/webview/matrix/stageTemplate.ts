import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { gridTemplate } from './grid.ts';
import type { MatrixModel } from './model.ts';

export interface StageActions {
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: (focused: boolean) => void;
}

/** The canvas, the box over it that scrolls, and in that the table for the keyboard; see stage.ts. */
export function stageTemplate(
  model: MatrixModel,
  waiting: boolean,
  { onKey, onFocus }: StageActions,
): TemplateResult {
  const none = model.rows.length === 0;
  return html`<main class="stage" aria-label=${l10n.t('Matrix')} aria-busy=${waiting ? 'true' : 'false'}>
    <canvas aria-hidden="true"></canvas>
    <div class="scroller" @keydown=${onKey} @focusin=${() => onFocus(true)} @focusout=${() => onFocus(false)}>
      <div class="behind">${none ? nothing : gridTemplate(model)}</div>
      <div class="sizer"></div>
    </div>
    ${none ? html`<p class="none">${l10n.t('No item is like this.')}</p>` : nothing}
    <div class="tip popup" hidden aria-hidden="true"></div>
  </main>`;
}
