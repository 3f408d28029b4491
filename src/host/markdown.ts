import { showHidden } from '../core/hiddenText.ts';

/**
 * A text from a file or a model as markdown that shows it as it is: no link, image, HTML, code or table cell
 * of its own, and no characters that hide or turn text around.
 */
export function escapeMarkdown(text: string): string {
  return showHidden(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s+/g, ' ');
}

/** The beginning of a text, whole if it has at most `length` UTF-16 units. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A text without its middle, whole if it has at most `length` UTF-16 units: names often differ at their ends. */
export function shortenMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = Math.ceil((length - 1) / 2);
  const head = text.slice(0, length - 1 - end).replace(/[\uD800-\uDBFF]$/, '');
  return `${head}…${text.slice(-end).replace(/^[\uDC00-\uDFFF]/, '')}`;
}
