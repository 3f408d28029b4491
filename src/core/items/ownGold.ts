import { extractMathAnswer } from '../scorers/mathExtract.ts';
import { goldNumber } from '../scorers/own/number.ts';
import { parseJson, type JsonValue } from '../json.ts';
import type { FindAnswer } from './linearPattern.ts';
import { scalarText } from './layout.ts';
import type { PublishedChoices } from './ownChoices.ts';
import { structureIn } from './tableRecord.ts';

/** How the answer field of a user's own benchmark is read. */
export interface AnswerRules {
  /** What the first option is counted as where the answer is a number; null: no number says an option. */
  readonly index: 0 | 1 | null;
  /** Finds the answer within the field's text: its first group, or all it matches. Null: all of the text. */
  readonly pattern: FindAnswer | null;
}

/**
 * The gold answer of a math item: the field's text or number, or the texts of a list with commas between. Of a
 * longer text what `pattern` finds; without one what follows the last `####` (GSM8K), else the last `\boxed{}`
 * (MATH's solutions), else all of it. Null where there is none.
 */
export function mathGold(value: JsonValue | undefined, { pattern }: AnswerRules): string | null {
  const list = (Array.isArray(value) ? value : [value]).map(scalarText);
  if (list.length === 0 || list.includes(null)) return null;
  const text = list.join(', ').trim();
  if (pattern !== null) return found(text, pattern);
  const mark = text.lastIndexOf('####');
  if (mark >= 0) return text.slice(mark + 4).trim() || null;
  if (!/\\f?boxed\b/.test(text)) return text;
  const boxed = extractMathAnswer(text);
  return boxed?.rule === 'boxed' ? boxed.text : text;
}

/** Yes or no: as words, true and false, or 1 and 0. */
export function yesNoGold(value: JsonValue | undefined, { pattern }: AnswerRules): 'yes' | 'no' | null {
  const text = typeof value === 'boolean' ? String(value) : plainText(value, pattern);
  if (text === null) return null;
  if (/^(?:yes|true|1)$/i.test(text)) return 'yes';
  return /^(?:no|false|0)$/i.test(text) ? 'no' : null;
}

/**
 * The gold answers of a kind that compares texts, any of which is right: the field's text, or those of a list. Of each
 * what `pattern` finds. Null where there is none, or one of a list is none.
 */
export function textGolds(value: JsonValue | undefined, { pattern }: AnswerRules): string[] | null {
  const list = (Array.isArray(value) ? value : [value]).map((each) =>
    typeof each === 'boolean' ? String(each) : plainText(each, pattern),
  );
  return list.length === 0 || !list.every((text) => text !== null) ? null : list;
}

/** As `textGolds`, each with one number in it: what follows the last `####` (GSM8K), or all of it. */
export function numberGolds(value: JsonValue | undefined, rules: AnswerRules): string[] | null {
  const texts = textGolds(value, rules)?.map((text) =>
    rules.pattern === null && text.includes('####') ? text.slice(text.lastIndexOf('####') + 4).trim() : text,
  );
  return texts?.every((text) => goldNumber(text) !== null) === true ? texts : null;
}

/**
 * The gold value of a kind that compares JSON: the field's own, or what its text writes in JSON (in a table as Python's
 * `repr` too). A text that writes none is the value itself, unless it begins as an object or a list does.
 */
export function jsonGold(value: JsonValue | undefined, { pattern }: AnswerRules): JsonValue | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return value;
  const text = plainText(value, pattern);
  if (text === null) return null;
  const json = parseJson(text);
  if (json.ok) return json.value;
  return structureIn(text) ?? (/^[[{]/.test(text) ? null : text);
}

/** The answer's text where nothing scores it. */
export function textGold(value: JsonValue | undefined, { pattern }: AnswerRules): string | null {
  if (typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return plainText(value, pattern);
  const texts = value.flatMap((each) => scalarText(each) ?? []);
  return texts.length === 0 ? null : texts.join(' / ');
}

/**
 * The 0-based place of the right option. The answer is a label of the options, the text of one, a capital
 * letter, a number counted from `index`, or a list with a 1 at the right option and 0 at the others. Null where it
 * names none.
 */
export function choiceGold(
  value: JsonValue | undefined,
  { texts, labels }: PublishedChoices,
  { index, pattern }: AnswerRules,
): number | null {
  if (Array.isArray(value)) return marked(value, texts.length);
  const text = typeof value === 'boolean' ? String(value) : plainText(value, pattern);
  if (text === null) return null;
  const among = (place: number): number | null => (place >= 0 && place < texts.length ? place : null);
  const numeric = /^\d+$/.test(text);
  const label = labels?.indexOf(text) ?? -1;
  if (label >= 0) return label;
  if (numeric && index !== null) return among(Number(text) - index);
  const exact = only(texts, (each) => each === text);
  if (exact !== null) return exact;
  const letter = /^\(?([A-Za-z])[).:]?$/.exec(text)?.[1]?.toUpperCase();
  if (letter !== undefined) {
    const named = labels?.findIndex((each) => each.toUpperCase() === letter) ?? -1;
    return named >= 0 ? named : labels === null ? among(letter.charCodeAt(0) - 65) : null;
  }
  return only(texts, (each) => plain(each) === plain(text));
}

function marked(value: readonly JsonValue[], count: number): number | null {
  const right = value.flatMap((each, place) => (each === 1 || each === true || each === '1' ? [place] : []));
  return value.length === count && right.length === 1 ? (right[0] ?? null) : null;
}

/** The place of the one text that fits; of several alike the first, since they say the same. */
function only(texts: readonly string[], fits: (text: string) => boolean): number | null {
  const place = texts.findIndex(fits);
  return place < 0 ? null : place;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trim();
}

function plainText(value: JsonValue | undefined, pattern: FindAnswer | null): string | null {
  const text = scalarText(value)?.trim() ?? null;
  return text === null || pattern === null ? text : found(text, pattern);
}

function found(text: string, pattern: FindAnswer): string | null {
  const answer = pattern(text)?.trim() ?? '';
  return answer === '' ? null : answer;
}
