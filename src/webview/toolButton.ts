import { html, nothing, type TemplateResult } from 'lit';
import { showHidden } from '../core/hiddenText.ts';
import { icon, type IconName } from './icon.ts';

export interface ToolButton {
  readonly icon: IconName;
  /** Its title and its name; may hold text of a file or a model. */
  readonly words: string;
  readonly onClick?: () => void;
  readonly disabled?: boolean;
  /** Whether it gets the focus when the button that had it goes: one that does no harm if pressed again. */
  readonly harmless?: boolean;
  /** Whether what it switches is on; absent for a button that is no switch. */
  readonly pressed?: boolean;
  /** The id of the popup that it opens and closes, which tells it with `onMenuToggle` that it did. */
  readonly menu?: string;
}

/**
 * A button that is an icon alone. It is the browser's own: six columns have some fifty of them, and the toolkit's
 * element with its shadow root for each made the panel's first frame longer than all it shows.
 */
export function toolButton(button: ToolButton): TemplateResult {
  const { icon: name, words, onClick, disabled, harmless, pressed, menu } = button;
  const shown = showHidden(words);
  return html`<button
    type="button"
    class="tool ${pressed === true ? 'pressed' : ''} ${harmless === true ? 'harmless' : ''}"
    title=${shown}
    aria-label=${shown}
    .ariaPressed=${pressed === undefined ? null : String(pressed)}
    popovertarget=${menu ?? nothing}
    aria-haspopup=${menu === undefined ? nothing : 'dialog'}
    aria-expanded=${menu === undefined ? nothing : 'false'}
    ?disabled=${disabled === true}
    @click=${onClick}
  >
    ${icon(name)}
  </button>`;
}

/** Tells the button of a popup whether that is open. */
export function onMenuToggle(event: ToggleEvent): void {
  const { currentTarget: menu, newState } = event;
  if (!(menu instanceof Element)) return;
  const button = document.querySelector(`[popovertarget='${menu.id}']`);
  if (button !== null) button.ariaExpanded = String(newState === 'open');
}
