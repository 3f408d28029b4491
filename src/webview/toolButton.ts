import { html, type TemplateResult } from 'lit';
import { showHidden } from '../core/hiddenText.ts';
import { icon, type IconName } from './icon.ts';

export interface ToolButton {
  readonly icon: IconName;
  /** Its title and its name; may hold text of a file or a model. */
  readonly words: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** Whether it gets the focus when the button that had it goes: one that does no harm if pressed again. */
  readonly harmless?: boolean;
  /** Whether what it switches is on; absent for a button that is no switch. */
  readonly pressed?: boolean;
}

/**
 * A button that is an icon alone. It is the browser's own: six columns have some fifty of them, and the toolkit's
 * element with its shadow root for each made the panel's first frame longer than all it shows.
 */
export function toolButton(button: ToolButton): TemplateResult {
  const { icon: name, words, onClick, disabled, harmless, pressed } = button;
  const shown = showHidden(words);
  return html`<button
    type="button"
    class="tool ${pressed === true ? 'pressed' : ''} ${harmless === true ? 'harmless' : ''}"
    title=${shown}
    aria-label=${shown}
    .ariaPressed=${pressed === undefined ? null : String(pressed)}
    ?disabled=${disabled === true}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`;
}
