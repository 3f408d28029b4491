/** Control characters of C0 (but tab and line feed), DEL, C1, and those that change the direction of text. */
// eslint-disable-next-line no-control-regex -- control characters are what is to be shown
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of a server or a file as a terminal may be given it: control characters as their `\\u` escapes, which
 * could otherwise move the cursor or disguise what is said. In JSON, where they can only stand inside strings,
 * the escape means the same character.
 */
export function visibleControls(text: string): string {
  return text.replace(controls, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visibleControls(text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '));
}
