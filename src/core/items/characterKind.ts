/** What a character is to the identity of a text: a letter (`\p{L}`), a number (`\p{N}`), or neither. */
export const characterKind = { letter: 1, number: 2, other: 3 } as const;

const letter = /^\p{L}$/u;
const number = /^\p{N}$/u;

/** By UTF-16 unit, found when first met: a table is ten times as fast as a pattern of Unicode's classes. */
const kinds = new Uint8Array(0x10000);

/** The kind of the character at a place of a text. A pair of surrogates has one, at its first half. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? unit));
  const known = kinds[unit] ?? 0;
  return known === 0 ? (kinds[unit] = kindOf(String.fromCharCode(unit))) : known;
}

/** Whether two units are of one character there. */
export function isPairAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && (text.codePointAt(at) ?? 0) > 0xffff;
}

function kindOf(character: string): number {
  if (letter.test(character)) return characterKind.letter;
  return number.test(character) ? characterKind.number : characterKind.other;
}
