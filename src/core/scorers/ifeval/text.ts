/** Text as the reference's Python reads it: its classes of characters differ from those of JavaScript. */

/** What `\s` matches in a `str` pattern, line feeds apart; to be put inside a class. */
const inLine = '\\t\\x0b-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** `\s` of a `str` pattern. */
export const space = `[\\n${inLine}]`;

/** `\s` of a `str` pattern, without line feeds. */
export const spaceInLine = `[${inLine}]`;

/** Pattern source of a text without space. */
export const noSpace = `[^\\n${inLine}]`;

/** `\w` of a `str` pattern: letters and digits of any script, not their marks. */
export const wordSign = '[\\p{L}\\p{N}_]';

/** Pattern source that matches a text as it is. */
export function literally(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
}

/** How often a pattern with the flag `g` matches, without overlaps. */
export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** `str.isupper()`: letters that have case, and all of them capital. */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}

/** `str.islower()`: letters that have case, and all of them small. */
export function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
}

/** A piece of a text for a reason: on one line and short. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 57).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The first word that has a sign of a kind, cut off where it is long; null where there is none. */
export function wordWith(text: string, sign: RegExp): string | null {
  const at = text.search(sign);
  if (at < 0) return null;
  const before = /\S{0,30}$/u.exec(text.slice(Math.max(0, at - 30), at))?.[0] ?? '';
  const after = /^\S{1,30}/u.exec(text.slice(at))?.[0] ?? '';
  return before + after;
}
