import { html, type TemplateResult } from 'lit';

/** Those of VS Code's icons that `icons.css` names. */
export type IconName =
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'circle-slash'
  | 'clockface'
  | 'color-mode'
  | 'copy'
  | 'debug-stop'
  | 'error'
  | 'go-to-file'
  | 'info'
  | 'pass-filled'
  | 'refresh'
  | 'sync'
  | 'warning';

/** An icon beside words that say the same: it is hidden from assistive technology. */
export function icon(name: IconName, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}
