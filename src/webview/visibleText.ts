import { html, type TemplateResult } from 'lit';
import { segments } from '../core/hiddenText.ts';

/** Text of a file, a server or a model for a template: text nodes only, apart from what surrounds them. */
export function untrusted(text: string): TemplateResult {
  return html`<bdi
    >${segments(text).map((part) => (part.hidden ? html`<span class="hidden-char">${part.text}</span>` : part.text))}</bdi
  >`;
}

/** Appends text to an element as text nodes and marks. */
export function appendVisible(parent: HTMLElement, text: string): void {
  for (const part of segments(text)) {
    if (part.hidden) {
      const mark = document.createElement('span');
      mark.className = 'hidden-char';
      mark.textContent = part.text;
      parent.append(mark);
    } else if (parent.lastChild instanceof Text) parent.lastChild.appendData(part.text);
    else parent.append(part.text);
  }
}
