import { spellings } from './spellings.ts';

/** What a token of a step is to a comparison. `marker`: the number of a list item, a heading or a step. */
export type TokenKind = 'word' | 'number' | 'command' | 'sign' | 'marker';

/** A piece of a text that is never cut: a word, a number with its digits, a LaTeX command, a sign with what modifies it. */
export interface Token {
  /** UTF-16 offset in the text that was read, and length. */
  readonly start: number;
  readonly end: number;
  /** What it is compared by: lower case, compatibility forms and ways to write LaTeX made one. Empty: it says nothing. */
  readonly key: string;
  readonly kind: TokenKind;
}

/** Scripts that are written without spaces are read letter by letter. */
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const marks = String.raw`(?:\p{M}|\u200d|\p{Emoji_Modifier})*`;
const letters = String.raw`(?:(?![${unspaced}])\p{L}\p{M}*)+`;
/** Digits with a decimal point, thousands, or a decimal comma that no list around it makes doubtful. */
const number = [
  String.raw`\p{Nd}{1,3}(?:(?:,|\{,\}|\\[,!] ?)\p{Nd}{3})+(?!\p{Nd})(?:\.\p{Nd}+)?`,
  String.raw`\p{Nd}+\.\p{Nd}+`,
  String.raw`(?<![(\[{,])\p{Nd}+,\p{Nd}+(?![,)\]}\p{Nd}])`,
  String.raw`\p{Nd}+`,
].join('|');
const pattern = new RegExp(
  [
    String.raw`(?<command>\\(?:[a-zA-Z]+|[^\s]${marks}))`,
    String.raw`(?<number>(?:${number})\p{M}*|[⁰¹²³⁴-⁹]+|[₀-₉]+)`,
    String.raw`(?<letter>[${unspaced}]\p{M}*)`,
    String.raw`(?<word>${letters}(?:['’]${letters})*)`,
    String.raw`(?<sign>[^\s]${marks}(?:(?<=\u200d)[^\s]${marks})*)`,
  ].join('|'),
  'suy',
);

/** The number that a list item, a heading or a line such as `Step 3:` begins with, and what is before it in its line. */
const marker = /(?<=^|\n)(?<before>[-*+># \t]{0,12}(?:\p{L}{1,20}[ \t]+)?)\d{1,4}(?=[.):]\**[ \t]+\S)/gu;

/** Called for each token that says something, in order. `source` is the token as it stands in the text. */
export type TakeToken = (start: number, end: number, source: string, kind: TokenKind) => void;

/** Reads a text into tokens. Linear in the text. */
export function readTokens(text: string, take: TakeToken): void {
  const markers = markersOf(text);
  let nextMarker = 0;
  /** Digits that `\frac` and its like take one by one: `\frac12` is `\frac{1}{2}`. */
  let singles = 0;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      at += 1;
      continue;
    }
    let end = simpleEnd(text, at, code);
    let kind: TokenKind;
    if (end > at)
      kind = isLetter(code) ? 'word' : code === 92 ? 'command' : isDigit(code) ? 'number' : 'sign';
    else {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) {
        at += 1;
        continue;
      }
      end = at + match[0].length;
      const { command, number, sign } = match.groups ?? {};
      kind =
        command !== undefined
          ? 'command'
          : number !== undefined
            ? 'number'
            : sign !== undefined
              ? 'sign'
              : 'word';
    }
    if (kind === 'number' && singles > 0 && isDigit(code)) end = at + 1;
    while (nextMarker < markers.length && (markers[nextMarker] ?? 0) < at) nextMarker += 1;
    if (kind === 'number' && markers[nextMarker] === at) kind = 'marker';
    const source = text.slice(at, end);
    if (kind === 'command') singles = takesDigits.has(source) ? 2 : 0;
    else singles = kind === 'number' && singles > 0 && end === at + 1 ? singles - 1 : 0;
    take(at, end, source, kind);
    at = end;
  }
}

const takesDigits: ReadonlySet<string> = new Set(['\\frac', '\\dfrac', '\\tfrac', '\\cfrac', '\\binom']);

/** The tokens of a text in order. Linear in the text. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  readTokens(text, (start, end, source, kind) => {
    found.push({ start, end, key: keyOf(source, kind), kind });
  });
  return found;
}

/** What a token is compared by, see `Token.key`. */
export function keyOf(source: string, kind: TokenKind): string {
  const spelled = spellings.get(source);
  if (spelled !== undefined) return spelled;
  if (kind === 'command') return source;
  if (kind === 'marker') return `#${source}`;
  const plain = source.normalize('NFKC');
  if (kind === 'number') return plain.replace(/(?:,|\{,\}|\\[,!] ?)(?=\p{Nd}{3}(?!\p{Nd}))/gu, '');
  return plain.toLowerCase().replaceAll('’', "'");
}

/** Where a token of ASCII alone ends; `at` where it takes more to tell. */
function simpleEnd(text: string, at: number, code: number): number {
  if (code >= 127) return at;
  let end = at + 1;
  if (isLetter(code)) while (isLetter(text.charCodeAt(end))) end += 1;
  else if (isDigit(code)) while (isDigit(text.charCodeAt(end))) end += 1;
  else if (code === 92) {
    const first = text.charCodeAt(end);
    if (!(first > 32 && first < 127)) return at;
    end += 1;
    if (isLetter(first)) while (isLetter(text.charCodeAt(end))) end += 1;
    else if (text.charCodeAt(end) >= 127) return at;
    return end;
  }
  const next = end < text.length ? text.charCodeAt(end) : 32;
  // A combining mark or a letter of another alphabet may belong to it.
  if (next >= 127) return at;
  if (isLetter(code)) return next === 39 && isLetter(text.charCodeAt(end + 1)) ? at : end;
  if (isDigit(code)) return next === 44 || next === 46 || next === 123 || next === 92 ? at : end;
  return end;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function markersOf(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(marker)) found.push(match.index + (match.groups?.before?.length ?? 0));
  return found;
}
