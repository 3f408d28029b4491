import type { TextRange } from '../comparison.ts';
import { segments } from '../../hiddenText.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A text of others as HTML, hidden characters in words that are told from it. */
export function htmlText(text: string): string {
  return segments(text)
    .map((part) =>
      part.hidden ? `<span class="hidden">${escapeHtml(part.text)}</span>` : escapeHtml(part.text),
    )
    .join('');
}

/** A name of others within words of ours, which its direction does not reach. */
export function isolated(text: string): string {
  return `<bdi>${htmlText(text)}</bdi>`;
}

/**
 * Part of a text, some of it marked.
 *
 * @param marks in order, in offsets of the whole text
 */
export function markedHtml(text: string, [start, end]: TextRange, marks: readonly TextRange[]): string {
  const pieces: string[] = [];
  let at = start;
  for (const [from, to] of marks) {
    const [first, last] = [Math.max(at, from), Math.min(end, to)];
    if (first >= last) continue;
    pieces.push(htmlText(text.slice(at, first)), `<mark>${htmlText(text.slice(first, last))}</mark>`);
    at = last;
  }
  return [...pieces, htmlText(text.slice(at, end))].join('');
}
