import { isDeniedAfter, joins, withoutDenied } from './choiceDenied.ts';
import type { Mark } from './choiceDenied.ts';
import { endsInListedOption, endsInOptions, listMarks } from './choiceList.ts';
import { letterAt, optionForm, reading, safeNumbers } from './choiceReading.ts';
import type { ChoiceSpace, Reading } from './choiceReading.ts';
import { lastBoxes } from './mathExtract.ts';

/** What an answer says, as found by one rule. */
export interface FoundChoice {
  /** 0-based positions of the options that it names; two or more contradict each other. */
  readonly named: readonly number[];
  /** It named a position (a letter or number), not an option by its text. */
  readonly byPosition: boolean;
  /** The whole of it; `range` is of the letter or number alone, where there is one. */
  readonly text: string;
  readonly range: readonly [number, number];
  readonly rule: 'boxed' | 'answer:' | '(X)' | 'option text' | 'last letter';
}

/**
 * The option an answer names, by the precedence in use (simple-evals, lm-evaluation-harness, evalchemy): the last
 * `\boxed{X}`; the last "answer: X" or "answer is X"; the last `(X)`; an option's text; the last capital letter
 * that stands alone. The first rule that names an option decides.
 */
export function findChoice(answer: string, space: ChoiceSpace): FoundChoice | null {
  return (
    boxed(answer, space) ??
    stated(answer, space) ??
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
/** The last so many places that state an answer are looked at. */
const statements = 50;
const statement =
  /answers?(?:\s+(?:option|choice|letter))?\**\s*(?::|\bis\b\s*:?|=)[\s*_]*(?:(?:the\s+)?(?:option|choice|letter)\s+)?/gi;

/** Before a statement: it is none. */
const supposed =
  /\b(?:if|suppose|assume|assuming|whether|unless|why)\s+(?:that\s+)?(?:the\s+|your\s+)?(?:(?:correct|right|final|best)\s+)?$/i;
/** After a letter: another that is as good. */
const orAnother =
  /^[)\]}\s*]*,?\s*(?:or|and)\s+(?:(?:maybe|perhaps|possibly|also|even|option|choice)\s+)*[([]?([A-Z])(?![A-Za-z'’])/;

function stated(answer: string, space: ChoiceSpace): FoundChoice | null {
  for (const match of [...answer.matchAll(statement)].slice(-statements).reverse()) {
    if (supposed.test(answer.slice(Math.max(0, match.index - 40), match.index))) continue;
    const start = match.index + match[0].length;
    const line = /^[^\n]*/.exec(answer.slice(start, start + longest))?.[0] ?? '';
    const found = statedHere(line, space);
    if (found !== null) return at(answer, found.reading, [start, start + found.length], 'answer:');
  }
  return null;
}

function statedHere(line: string, space: ChoiceSpace): { reading: Reading; length: number } | null {
  // `B? No, C`
  if (/^[^\n?]{0,60}\?[\s*]*(?:no|wait|not)\b/i.test(line)) return null;
  const sentence = /^.*?(?=[.!?](?:\s|\**$)|$)/s.exec(line)?.[0] ?? line;
  const withNumbers = { ...space, numbers: space.numbers || safeNumbers(space) };
  for (const part of [line, sentence]) {
    const whole = reading(part, withNumbers);
    if (whole !== null) return { reading: whole, length: part.replace(/[\s*.]+$/, '').length };
  }
  const number = /^[\s*]*(\d{1,2})(?=\**(?:,?\s+(?:because|since|as|is)\b))/.exec(line);
  const place = Number(number?.[1]);
  if (space.numbers && number !== null && place >= 1 && place <= space.options.length) {
    return { reading: { named: [place - 1], byPosition: true }, length: number[0].length };
  }
  // A letter, then more words. "A car" is an article and its noun; "A because" is not.
  const plain = /^(?:[\s$*`({[]|\\(?:text|textbf|mathrm|mathbf)(?![A-Za-z]))*([A-Z])(?![A-Za-z'’])/.exec(
    line,
  );
  const letter = plain?.[1];
  if (plain === null || letter === undefined || letterAt(letter) >= space.options.length) return null;
  const after = line.slice(plain[0].length);
  if (letter === 'I' || (letter === 'A' && !isLetterNotArticle(after))) return null;
  if (isDeniedAfter(line, plain[0].length)) return null;
  const another = letterAt(orAnother.exec(after)?.[1] ?? letter);
  if (another !== letterAt(letter) && another < space.options.length) {
    return {
      reading: { named: [letterAt(letter), another], byPosition: true },
      length: plain[0].length + (orAnother.exec(after)?.[0].length ?? 0),
    };
  }
  const more = reading(line.slice(plain[0].length - 1), { ...space, numbers: false });
  return { reading: more ?? { named: [letterAt(letter)], byPosition: true }, length: plain[0].length };
}

/** What follows an "A" that is an option: nothing, a mark, or a word that cannot follow an article. */
const isLetterNotArticle = (after: string): boolean =>
  /^\s*(?:$|\n|[)\].,:;!?}$*"'”/&=–—-]|(?:is|are|was|because|since|as|and|or|which|that|but|for|due|would|can|must|seems|holds|not)\b)/.test(
    after,
  );

function inBrackets(answer: string, space: ChoiceSpace): FoundChoice | null {
  const marks: Mark[] = [];
  const listed = listMarks(answer, space);
  for (const match of answer.matchAll(/\(\s*\**([A-Z])\**\s*\)/g)) {
    const mark = { letter: match[1] ?? '', start: match.index, end: match.index + match[0].length };
    if (letterAt(mark.letter) < space.options.length && !listed(mark.start + match[0].indexOf(mark.letter))) {
      marks.push(mark);
    }
  }
  return lastUncontradicted(answer, marks, '(X)');
}

/** The last mark, with those that "or", "and" or a comma joins to it. */
function lastUncontradicted(
  answer: string,
  all: readonly Mark[],
  rule: FoundChoice['rule'],
): FoundChoice | null {
  const marks = withoutDenied(answer, all);
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
    if (letterAt(letter) >= space.options.length || letter === 'I' || listed(match.index)) continue;
    // A sentence may begin with the article "A", or with a name: "B cells divide."
    const begins = match.index === 0 || /(?:[.!?:]["”)]?\s+|\n\s*)[*_]*$/.test(before);
    const introduced = /\b(?:option|choice|answer|letter)s?\s*[:*]*\s*$/i.test(before);
    if (letter === 'A' && !introduced && !isLetterNotArticle(after)) continue;
    if (begins && /^ +\p{L}/u.test(after) && !isLetterNotArticle(after)) continue;
    marks.push({ letter, start: match.index, end: match.index + 1 });
  }
  return lastUncontradicted(answer, marks, 'last letter');
}
