import { isDeniedAfter, isDeniedBefore, joins, withoutDenied } from './choiceDenied.ts';
import type { Mark } from './choiceDenied.ts';
import { endsInListedOption, endsInOptions, listMarks } from './choiceList.ts';
import { isPartOfName } from './choiceName.ts';
import {
  isLetterNotArticle,
  isLetterNotWriter,
  letterAt,
  optionForm,
  reading,
  safeNumbers,
} from './choiceReading.ts';
import type { ChoiceSpace, Reading } from './choiceReading.ts';
import { findConcluded, findStated } from './choiceStated.ts';
import { lastBoxes } from './mathExtract.ts';
import { squeezed } from './squeeze.ts';

/** What an answer says, as found by one rule. */
export interface FoundChoice {
  /** 0-based positions of the options that it names; two or more contradict each other. */
  readonly named: readonly number[];
  /** It named a position (a letter or number), not an option by its text. */
  readonly byPosition: boolean;
  /** The whole of it; `range` is of the letter or number alone, where there is one. */
  readonly text: string;
  readonly range: readonly [number, number];
  readonly rule:
    'boxed' | 'answer:' | 'line' | 'conclusion' | 'first letter' | '(X)' | 'option text' | 'last letter';
}

/**
 * The option an answer names, by the precedence in use (simple-evals, lm-evaluation-harness, evalchemy): the last
 * `\boxed{X}`; the last statement such as "answer: X", "the correct option is X" or "I choose X"; a letter that is
 * the whole last or first line; the last that is called right or concluded with ("so X"); the letter it begins with;
 * the last `(X)`; an option's text; the last capital letter that stands alone. The first rule that names an option
 * decides.
 */
export function findChoice(answer: string, space: ChoiceSpace): FoundChoice | null {
  const { text, whole } = squeezed(answer);
  const options = space.options.map((option) => squeezed(option).text);
  const found = findIn(text, { ...space, options });
  return found === null ? null : { ...found, range: whole(found.range) };
}

function findIn(answer: string, space: ChoiceSpace): FoundChoice | null {
  return (
    boxed(answer, space) ??
    stated(answer, space) ??
    onLine(answer, space) ??
    concluded(answer, space) ??
    atStart(answer, space) ??
    inBrackets(answer, space) ??
    byText(answer, space) ??
    lastLetter(answer, space)
  );
}

function boxed(answer: string, space: ChoiceSpace): FoundChoice | null {
  const lenient = { ...space, numbers: space.numbers || safeNumbers(space) };
  const boxes = lastBoxes(answer, (inside) => inside.length <= longest && reading(inside, lenient) !== null);
  const [first] = boxes;
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return null;
  const readings = boxes
    .map((box) => reading(answer.slice(...box.inner), lenient))
    .filter((found) => found !== null);
  const named = [...new Set(readings.flatMap((found) => found.named))];
  const byPosition = readings.some((found) => found.byPosition);
  return at(answer, { named, byPosition }, [first.inner[0], last.inner[1]], 'boxed');
}

/** Cuts white space off the range, and for a single letter or number all but that. */
function at(
  answer: string,
  found: Reading,
  [start, end]: readonly [number, number],
  rule: FoundChoice['rule'],
): FoundChoice {
  const inside = answer.slice(start, end);
  const text = inside.trim();
  const from = start + inside.length - inside.trimStart().length;
  const [only, second] = found.named;
  let range: readonly [number, number] = [from, from + text.length];
  if (found.byPosition && only !== undefined && second === undefined) {
    const letter = String.fromCharCode(65 + only);
    const alone = (mark: string): RegExpExecArray | null =>
      new RegExp(`(?<![A-Za-z\\\\])${mark}(?![A-Za-z\\d])`).exec(text);
    const mark = alone(letter) ?? alone(letter.toLowerCase()) ?? alone(String(only + 1));
    if (mark !== null) range = [from + mark.index, from + mark.index + mark[0].length];
  }
  return { ...found, text, range, rule };
}

/** No option is longer, in UTF-16 units. */
const longest = 2000;

function stated(answer: string, space: ChoiceSpace): FoundChoice | null {
  const found = findStated(answer, space);
  return found === null ? null : at(answer, found.reading, found.range, 'answer:');
}

function concluded(answer: string, space: ChoiceSpace): FoundChoice | null {
  const found = findConcluded(answer, space);
  return found === null ? null : at(answer, found.reading, found.range, 'conclusion');
}

/** Nothing but a letter: `B`, `**(B)**`, `Option C.` */
const alone =
  /^[\s>#*_-]*(?:option\s+|choice\s+|answer\s+)?[*_]*[([]?[*_]*([A-Z])[*_]*[)\]]?[*_]*[.!]?[*_\s]*$/i;

/** Another letter (or numeral) that begins a sentence or line makes of the first a list, or a weighing of the options. */
const weighing = /(?:^|[.!?\n])[*_>\s-]*(?:option\s+)?[([]?(?:[A-Z]|II)[)\]]?(?:[.:)]|\s+[-–—|])/;

/** A letter that is a whole line: the last line, else the first, which a reason may follow. */
function onLine(answer: string, space: ChoiceSpace): FoundChoice | null {
  const end = answer.trimEnd().length;
  const begin = answer.length - answer.trimStart().length;
  const last = Math.max(answer.lastIndexOf('\n', end - 1) + 1, begin);
  const lastLetter = end - last > 60 ? undefined : alone.exec(answer.slice(last, end))?.[1];
  const found = (line: Reading, range: readonly [number, number]): FoundChoice =>
    at(answer, line, range, 'line');
  if (
    lastLetter !== undefined &&
    letterAt(lastLetter) < space.options.length &&
    !isDeniedBefore(answer, last)
  ) {
    return found({ named: [letterAt(lastLetter)], byPosition: true }, [last, end]);
  }
  const first = answer.indexOf('\n', begin);
  if (first < 0 || first - begin > longest || weighing.test(answer.slice(first, end))) return null;
  const line = reading(answer.slice(begin, first).replace(/^[\s>#*_-]+/, ''), { ...space, numbers: false });
  return line?.byPosition === true ? found(line, [begin, first]) : null;
}

/** A letter that the answer begins with, its reason after it: `B. Option A floats.`, `B because A floats.` */
function atStart(answer: string, space: ChoiceSpace): FoundChoice | null {
  const start =
    /^[\s>#*_]*(?:(?:option|choice)\s+)?[*_]*[([]?([A-Z])[)\]]?[*_]*(?=[.!;]\**\s+\S|,?\s+(?:because|since|as|for)\b|\s+[-–—]\s)/;
  const match = start.exec(answer.slice(0, 200));
  const letter = match?.[1] ?? 'I';
  if (match === null || letter === 'I' || letterAt(letter) >= space.options.length) return null;
  const rest = answer.slice(match[0].length);
  if (weighing.test(rest.slice(1)) || isDeniedAfter(answer, match[0].length)) return null;
  return at(answer, { named: [letterAt(letter)], byPosition: true }, [0, match[0].length], 'first letter');
}

function inBrackets(answer: string, space: ChoiceSpace): FoundChoice | null {
  const marks: Mark[] = [];
  const listed = listMarks(answer, space);
  for (const match of answer.matchAll(/\(\s*\**([A-Z])\**\s*\)/g)) {
    const mark = { letter: match[1] ?? '', start: match.index, end: match.index + match[0].length };
    if (letterAt(mark.letter) < space.options.length && !listed(mark.start + match[0].indexOf(mark.letter))) {
      marks.push(mark);
    }
  }
  return lastUncontradicted(answer, marks, '(X)', space);
}

/** The last mark, with those that "or", "and" or a comma joins to it. */
function lastUncontradicted(
  answer: string,
  all: readonly Mark[],
  rule: FoundChoice['rule'],
  space: ChoiceSpace,
): FoundChoice | null {
  const marks = withoutDenied(answer, all, space.wrongIsWanted === true);
  let first = marks.length - 1;
  const last = marks[first];
  if (last === undefined) return null;
  for (let before = marks[first - 1]; before !== undefined; before = marks[first - 1]) {
    if (!joins.test(answer.slice(before.end, marks[first]?.start))) break;
    first -= 1;
  }
  const joined = marks.slice(first);
  const named = [...new Set(joined.map((mark) => letterAt(mark.letter)))];
  return at(answer, { named, byPosition: true }, [joined[0]?.start ?? last.start, last.end], rule);
}

/** Options whose text stands in `text` as words, the longer ones taking the place of the shorter in them. */
function optionsIn(text: string, options: readonly string[]): number[] {
  let left = ` ${optionForm(text)} `;
  const found: number[] = [];
  const forms = options.map((option, index) => ({ index, form: optionForm(option) }));
  for (const { index, form } of forms.sort((a, b) => b.form.length - a.form.length)) {
    if (form.length < 4) continue;
    const bounded = new RegExp(
      `(?<![\\p{L}\\p{N}])(?<!(?:\\bnot|\\bcannot|n['’]t) (?:be )?(?:an? |the )?)${form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])(?! (?:is|are) (?:wrong|incorrect|not (?:right|correct))\\b)`,
      'gu',
    );
    if (bounded.test(left)) found.push(index);
    left = left.replace(bounded, ' \u0000 ');
  }
  return found;
}

/** UTF-16 units. */
const shortAnswer = 300;

const isOneLine = (answer: string): boolean => !answer.trim().includes('\n');

function byText(answer: string, space: ChoiceSpace): FoundChoice | null {
  const whole = isOneLine(answer) ? reading(answer, space) : null;
  const all: readonly [number, number] = [0, answer.length];
  // A letter or number, and nothing else: the next rule's.
  if (whole !== null) return whole.byPosition ? null : at(answer, whole, all, 'option text');
  // A long text mentions options on its way; only its last sentence concludes.
  const end = answer.trimEnd().length;
  const sentence = [...answer.slice(0, end).matchAll(/[.!?]["”)]?\s+(?=\S)|\n/g)].at(-1);
  const start = sentence === undefined ? 0 : sentence.index + sentence[0].length;
  if (endsInOptions(answer, space)) return null;
  if (endsInListedOption(answer, space)) return null;
  for (const from of end <= shortAnswer ? [start, 0] : [start]) {
    const found = optionsIn(answer.slice(from, end), space.options);
    if (found.length === 1)
      return at(answer, { named: found, byPosition: false }, [from, end], 'option text');
    if (found.length > 1) return null;
  }
  return null;
}

function lastLetter(answer: string, space: ChoiceSpace): FoundChoice | null {
  const lenient = { ...space, numbers: space.numbers || safeNumbers(space) };
  const whole = isOneLine(answer) ? reading(answer, lenient) : null;
  if (whole !== null) return at(answer, whole, [0, answer.length], 'last letter');
  const marks: Mark[] = [];
  const listed = listMarks(answer, space);
  for (const match of answer.matchAll(/(?<![\p{L}\p{N}'’_.-])([A-Z])(?![\p{L}\p{N}'’_])/gu)) {
    const letter = match[1] ?? '';
    const before = answer.slice(Math.max(0, match.index - 40), match.index);
    const after = answer.slice(match.index + 1, match.index + 40);
    if (letterAt(letter) >= space.options.length || listed(match.index)) continue;
    if (isPartOfName(before)) continue;
    // A sentence may begin with the article "A", or with a name: "B cells divide."
    const begins = match.index === 0 || /(?:[.!?:]["”)]?\s+|\n\s*)[*_]*$/.test(before);
    const introduced = /\b(?:option|choice|answer|letter)s?\s*[:*]*\s*$/i.test(before);
    if (letter === 'A' && !introduced && !isLetterNotArticle(after)) continue;
    // As the numeral of a heading "I" begins a line.
    if (letter === 'I' && !introduced && (begins || !isLetterNotWriter(after))) continue;
    if (begins && /^ +\p{L}/u.test(after) && !isLetterNotArticle(after)) continue;
    marks.push({ letter, start: match.index, end: match.index + 1 });
  }
  return lastUncontradicted(answer, marks, 'last letter', space);
}
