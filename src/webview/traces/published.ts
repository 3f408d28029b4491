import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { showHidden } from '../../core/hiddenText.ts';
import { oneLine } from '../oneLine.ts';
import { untrusted } from '../visibleText.ts';
import { rendering } from './renderer.ts';

/** A tooltip has at most so many UTF-16 units of an answer. */
export const LONGEST_TITLE = 600;

/** A text of the item; with `draws`, its formulas are drawn where rendering is loaded. */
export function itemText(text: string, draws: boolean): unknown {
  const module = draws ? rendering() : null;
  return guard([text, module], () => module?.drawFormulas(text) ?? untrusted(text));
}

/** A gold or an extracted answer: a formula whose source is its title, else the source in a box of its own. */
export function answerValue(text: string, draws: boolean): unknown {
  const module = draws ? rendering() : null;
  return guard([text, module], () => {
    const drawn = module?.drawValue(text) ?? null;
    return drawn === null
      ? html`<code class="value" title=${oneLine(text, LONGEST_TITLE)}>${untrusted(text)}</code>`
      : html`<span class="value" title=${showHidden(text)}>${drawn}</span>`;
  });
}
