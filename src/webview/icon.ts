import { html, type TemplateResult } from 'lit';

/** Those of VS Code's icons that `icons.css` names. */
export type IconName =
  | 'arrow-down'
  | 'arrow-up'
  | 'case-sensitive'
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'circle-slash'
  | 'clear-all'
  | 'clockface'
  | 'close'
  | 'code'
  | 'color-mode'
  | 'copy'
  | 'dashboard'
  | 'debug-stop'
  | 'diff'
  | 'discard'
  | 'error'
  | 'export'
  | 'eye-closed'
  | 'fold'
  | 'fold-down'
  | 'git-compare'
  | 'go-to-file'
  | 'info'
  | 'key'
  | 'layout'
  | 'pass-filled'
  | 'person'
  | 'pin'
  | 'pinned'
  | 'pulse'
  | 'question'
  | 'refresh'
  | 'repo-forked'
  | 'search'
  | 'settings-gear'
  | 'sync'
  | 'table'
  | 'target'
  | 'warning';

/** An icon beside words that say the same: it is hidden from assistive technology. */
export function icon(name: IconName, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}
