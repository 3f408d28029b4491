import { abbreviations, starters } from './abbreviations.ts';
import { strip } from '../pythonText.ts';
import { noSpace, space } from './text.ts';

/** Signs that end a word before them, as they do a full stop. */
const closing = '[?!)";}\\]*:@\'({\\[‘’“”«»]';
/** A mark that may end a sentence: a sign follows it at once, or space and the next word. */
const mark = new RegExp(`[.?!](?=(${closing})|${space}+(${noSpace}{1,80}))`, 'gu');
/** Quotation marks and brackets that belong to the sentence before them. */
const realigned = new RegExp(`^["')\\]}‘’“”«»]{1,80}(?:${space}+|(?=--)|$)`, 'u');

/** A mark in the text, with what it stands between. */
interface Place {
  /** Behind the mark. */
  readonly end: number;
  /** Where the next word begins; the same as `end` where no space is between. */
  readonly next: number;
  /** The word with the mark, and what follows it. */
  readonly word: string;
  readonly following: string;
  /** Whether the word is the first of its line. */
  readonly isFirst: boolean;
}

/**
 * The sentences of an English text, by the rules of Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence
 * Boundary Detection", 2006, as in nltk, tokenize/punkt.py, which the reference counts with): `?` and `!` end a
 * sentence; a full stop does, but after an abbreviation, an initial or a number it depends on the next word; line
 * breaks do not. What Punkt learned of abbreviations and first words is a short list here.
 */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  const add = (from: number, to: number): void => {
    const sentence = strip(text.slice(from, to));
    if (sentence !== '') sentences.push(sentence);
  };
  let from = 0;
  for (const { end, next } of places(text)) {
    // Closing marks at the start of the next sentence go to this one.
    const moved = realigned.exec(text.slice(next, next + 100))?.[0] ?? '';
    add(from, moved === '' ? end : next + strip(moved).length);
    from = next + moved.length;
  }
  add(from, text.length);
  return sentences;
}

/** The marks that end sentences. Of several in one word, the last one that can is looked at. */
function* places(text: string): Generator<Place, void> {
  let held: Place | null = null;
  let heldFrom = 0;
  for (const match of text.matchAll(mark)) {
    const place = placeOf(text, match);
    const wordFrom = place.end - place.word.length;
    if (held !== null && heldFrom !== wordFrom && endsSentence(held)) yield held;
    [held, heldFrom] = [place, wordFrom];
  }
  if (held !== null && endsSentence(held)) yield held;
}

const longestWord = 200;
const lastWord = new RegExp(`${noSpace}*$`, 'u');
const oneSpace = new RegExp(space, 'u');

function placeOf(text: string, match: RegExpExecArray): Place {
  const end = match.index + 1;
  const [, sign, nextWord] = match;
  const before = text.slice(Math.max(0, end - longestWord), end);
  const word = lastWord.exec(before)?.[0] ?? '';
  const isFirst = /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before.slice(0, before.length - word.length));
  if (nextWord === undefined) return { end, next: end, word, following: sign ?? '', isFirst };
  let next = end;
  while (oneSpace.test(text.charAt(next))) next += 1;
  return { end, next, word, following: nextWord, isFirst };
}

function endsSentence({ word, following, isFirst }: Place): boolean {
  if (!word.endsWith('.')) return true;
  const type = typeOf(word);
  // A full stop that stands alone, or behind a sign such as `)`.
  if (type === '') return true;
  const next = (/^[^.,?!)";}\]*:@'({[‘’“”«»]*/.exec(following)?.[0] ?? '').toLowerCase();
  const isSmall = /^\p{Ll}/u.test(following);
  const isCapital = /^\p{Lu}/u.test(following);
  const isMark = /^[;:,.!?]/.test(following);
  if (/^\p{L}$/u.test(type)) {
    // An initial: a name or another initial follows, except where it numbers a line.
    if (!isCapital) return !isSmall && !isMark;
    return starters.has(next) || (isFirst && !/^\p{L}\./u.test(following));
  }
  if (/^-?[.,]?\d[\d,.-]*$/.test(type)) return !isSmall && !isMark;
  const isEllipsis = word.endsWith('..');
  if (!isEllipsis && !abbreviations.has(type) && !abbreviations.has(type.split('-').at(-1) ?? ''))
    return true;
  return isCapital && starters.has(next);
}

/** What may not begin a word. An apostrophe may, so that the t of `don't` is no initial. */
const opening = /^[("`{[:;&#*@)}\]\-,]+/u;

/** The word before the mark in small letters, without the signs around it. */
function typeOf(word: string): string {
  const last = /[?!'‘’“”«»]?[^?!)";}\]*:@'({[‘’“”«»]*$/u.exec(word.slice(0, -1))?.[0] ?? '';
  return last.replace(opening, '').toLowerCase();
}
