import { createHash } from 'node:crypto';
import { characterKind, isPairAt, kindAt } from './characterKind.ts';

/**
 * Identity of an item (design: "Identity"). Published ids come first; where a benchmark publishes none, the
 * text as published stands for it. Across files and layouts, the matching text links items whose ids differ.
 */

const asymptote = /\[asy\].*?\[\/asy\]/gs;

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The parts of an item's published text (question, context, choices, candidate) as one text. */
export function publishedText(parts: readonly string[]): string {
  return parts.join('\n');
}

/**
 * A text as items are matched by it: NFKC, `[asy]…[/asy]` drawings removed, letters and digits only, lower
 * case. Spaces, LaTeX's signs and punctuation differ between layouts of one benchmark; words and numbers do not.
 */
export function matchingText(text: string): string {
  return lettersAndDigits(text.normalize('NFKC').replace(asymptote, ' ').toLowerCase());
}

function lettersAndDigits(text: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length;) {
    const length = isPairAt(text, at) ? 2 : 1;
    if (kindAt(text, at) === characterKind.other) {
      if (at > start) parts.push(text.slice(start, at));
      start = at + length;
    }
    at += length;
  }
  if (start === 0) return text;
  if (start < text.length) parts.push(text.slice(start));
  return parts.join('');
}

/** SHA-256 (hex) of the matching text. A text without letters or digits is hashed as it stands. */
export function textHash(text: string): string {
  return sha256(matchingText(text) || text.normalize('NFKC'));
}

/** The id of an item that was published without one: `<benchmark>:<12 hex digits of the text's SHA-256>`. */
export function fallbackId(benchmark: string, text: string): string {
  return `${benchmark}:${sha256(text).slice(0, 12)}`;
}
