/**
 * A text from a file or a model as markdown that shows it as it is: no link, image, HTML, code or table cell
 * of its own, and no characters that hide or turn text around.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s+/g, ' ');
}

/** The beginning of a text, whole if it has at most `length` UTF-16 units. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Characters that hide or reorder text, by their code points. */
function visible(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- exactly the characters to be made visible
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
