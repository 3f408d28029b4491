import { cleanMath, textForm } from '../scorers/mathText.ts';
import { lastBoxes } from '../scorers/mathExtract.ts';
import type { ComparedTrace } from './alignedTraces.ts';
import { answerForm, sameAnswer } from './finalAnswers.ts';
import { inARow } from './inARow.ts';

/** What a step may state is no longer than this. */
const LONGEST = 300;
/** So many stated answers that are spelled otherwise are compared by value; the rest as text. */
const MOST_COMPARED = 40;

/**
 * The 0-based index of the first step that states the final answer: in a box, behind "answer is" or "Answer:", as the
 * result of its last equation, or as the whole step. Boxes and "answer is" are compared as the final answers of traces
 * are; results of equations, of which there are many, only as text in one spelling. Null where the final answer is not
 * known or no step states it.
 *
 * What is a result by chance counts too: where the final answer is 2, the first equation that ends in `= 2`. What only
 * words say ("there are five of them") is not seen.
 */
export function statementOf({ text, steps, finalAnswer }: ComparedTrace): number | null {
  if (finalAnswer === null || finalAnswer.trim() === '') return null;
  const wanted = wantedOf(finalAnswer);
  let compared = 0;
  const known = new Map<string, boolean>();
  const isSame = (candidate: string): boolean => {
    if (matches(candidate, wanted)) return true;
    const before = known.get(candidate);
    if (before !== undefined) return before;
    if (compared >= MOST_COMPARED) return false;
    compared += 1;
    const same = sameAnswer(candidate, finalAnswer);
    known.set(candidate, same);
    return same;
  };
  const found = steps.findIndex(({ start, end }) => {
    const source = text.slice(start, end);
    return (
      [...boxesIn(source), ...statedIn(source)].some(isSame) ||
      [wanted.isOption ? null : resultIn(source), source].some((one) => one !== null && matches(one, wanted))
    );
  });
  return found < 0 ? null : found;
}

interface Wanted {
  /** In lower case, without what only formats it. */
  readonly form: string;
  /** `3/4` is `\frac{3}{4}`, and `π` is `\pi`. */
  readonly row: string;
  /** The runs of digits in it: a text without them need not be looked at. */
  readonly digits: readonly string[];
  /** Words or a letter, which more text may follow: `B, because …`. A number may not. */
  readonly isWords: boolean;
  /** The letter of an option, which is no result of an equation: `x = a`. */
  readonly isOption: boolean;
}

function wantedOf(answer: string): Wanted {
  // `x = 5` is stated by `5`.
  const said = /^\s*\$?\s*[a-zA-Z]\s*=([^=]+)$/.exec(answer)?.[1] ?? answer;
  const form = formOf(said);
  return {
    form,
    row: rowOf(said),
    digits: form.match(/\d+/g) ?? [],
    isWords: /^[\p{L}\s'-]+$/u.test(form),
    isOption: /^\W*[A-J]\W*$/.test(said),
  };
}

function formOf(source: string): string {
  const clean = cleanMath(source);
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(clean)) return clean.replaceAll(',', '');
  return answerForm(textForm(clean)).toLowerCase();
}

/** Intervals that end otherwise are not the same. */
function rowOf(source: string): string {
  return `${inARow(textForm(cleanMath(source)))} ${source.replace(/[^[\]]/g, '')}`;
}

function matches(candidate: string, { form, row, digits, isWords }: Wanted): boolean {
  if (form === '' || candidate.length > LONGEST) return false;
  const bare = candidate.replace(/[,\s\\!{}]/g, '');
  if (!digits.every((run) => bare.includes(run))) return false;
  const other = formOf(candidate);
  if (other === form || (!isWords && rowOf(candidate) === row)) return true;
  if (!isWords) return false;
  const words = candidate
    .toLowerCase()
    .replace(/[*$\\()[\]{}"“”']|\\text/g, ' ')
    .trim()
    .replace(/^(?:text|option|choice)\s+/, '')
    .replace(/\s+/g, ' ');
  return words === form || (words.startsWith(form) && /^[^\p{L}\p{N}]/u.test(words.slice(form.length)));
}

function boxesIn(source: string): string[] {
  if (!/\\(?:boxed|fbox)/.test(source)) return [];
  const boxes = lastBoxes(source);
  return boxes.length === 0 ? [] : [boxes.map(({ inner }) => source.slice(...inner)).join(', ')];
}

const stating =
  /(?<!\b(?:reference|expected|provided|given|your|wrong) )\banswers?\b[^.?!\n=:]{0,60}?(?:\b(?:is|are|be)\b|:|=)[*:]*\s*(?:(?:therefore|thus|indeed|simply|just|then|option|choice)\b\s*)?(?:\$\$|\\\[|\$|\\\()?\s*/gi;

/** What is said to be the answer: up to the end of the formula, the sentence or the line. No question is. */
function statedIn(source: string): string[] {
  return [...source.matchAll(stating)].flatMap((match) => {
    const rest = source.slice(match.index + match[0].length).slice(0, LONGEST);
    const end = /\$|\\\)|\\\]|\n|[.!?](?=\s|\*|$)|$/.exec(rest);
    const said = rest.slice(0, end?.index ?? rest.length);
    return said === '' || end?.[0] === '?' ? [] : [said];
  });
}

/** A point, an interval or a set: its commas do not end it. */
const list = /^(?:\\left\s*)?(?:[([]|\\\{)[^()[\]\n$]*,[^()[\]\n$]*(?:[)\]]|\\\})/;

/** What stands behind the last equals sign, up to the end of the formula, the sentence or the line. */
function resultIn(source: string): string | null {
  const at = source.lastIndexOf('=');
  if (at < 0) return null;
  const rest = source.slice(at + 1, at + 1 + LONGEST).trimStart();
  const listed = list.exec(rest)?.[0];
  if (listed !== undefined) return listed;
  const end = /\$|\\\)|\\\]|\n|[.,;!](?=\s|\*|$)|(?<=[\d}])\s+(?=[a-z]{2})|$/.exec(rest);
  return rest.slice(0, end?.index ?? rest.length);
}
