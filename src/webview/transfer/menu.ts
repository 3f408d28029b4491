import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';

/** A button with words that opens a box with more; the browser closes it with Escape and by a click elsewhere. */
export function menuTemplate(
  id: string,
  words: string,
  name: string,
  content: TemplateResult,
): TemplateResult {
  return html`<button type="button" class="menu-button" popovertarget=${id}>
      <span>${words}</span>${icon('chevron-down')}
    </button>
    <div class="popup menu" popover id=${id} role="dialog" aria-label=${name}>${content}</div>`;
}

/** For a box whose content was used up, such as a list of commands. */
export function closeMenu(event: Event): void {
  if (!(event.currentTarget instanceof Element)) return;
  const box = event.currentTarget.closest<HTMLElement>('[popover]');
  box?.hidePopover();
}
