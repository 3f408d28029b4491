import { html, type TemplateResult } from 'lit';
import { untrusted } from '../../visibleText.ts';
import type { Tip } from './figure.ts';

/** What is said of the mark under the pointer. */
export function tipTemplate({ model, about, lines, notes }: Tip): TemplateResult {
  return html`<strong>${untrusted(model)}</strong>
    ${about === '' ? '' : html`<div class="quiet">${untrusted(about)}</div>`}
    <dl>
      ${lines.map(
        ([name, value]) =>
          html`<dt>${untrusted(name)}</dt>
            <dd>${untrusted(value)}</dd>`,
      )}
    </dl>
    ${notes.map((note) => html`<div class="tip-note">${untrusted(note)}</div>`)}`;
}

/** Puts the tip beside its mark, within the box that both are in. */
export function placeTip(tip: HTMLElement, box: HTMLElement, x: number, y: number): void {
  const gap = 14;
  const { offsetWidth: width, offsetHeight: height } = tip;
  const right = x + gap + width <= box.clientWidth;
  const left = right ? x + gap : Math.max(0, x - gap - width);
  const top = Math.max(0, Math.min(y - height / 2, box.clientHeight - height));
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}
