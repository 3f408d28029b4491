import { mathSpans } from './mathDelimiters.ts';

/** Where an answer was found. `text` is what stands there; `range` half-open UTF-16 offsets, null if joined. */
export interface ExtractedMath {
  readonly text: string;
  readonly range: readonly [number, number] | null;
  readonly rule: 'boxed' | 'answer:' | 'final answer is' | 'last math' | 'whole answer';
}

/**
 * The final answer in the text of an answer, by the precedence that the graders of Hendrycks MATH, Minerva and
 * Math-Verify have in common: the last balanced `\boxed{}` or `\fbox{}`; else a last line `Answer: …` or `Final
 * Answer: …` (lighteval and simple-evals ask for it), or `#### 5` (GSM8K's own form); else what follows the last "final
 * answer is"; else the last `$…$`, `$$…$$`, `\(…\)` or `\[…\]`, unless the text breaks off in another; else the text,
 * if it is nothing but one expression. Nothing else is guessed.
 */
export function extractMathAnswer(answer: string): ExtractedMath | null {
  return (
    lastBoxed(answer) ??
    answerLine(answer) ??
    finalAnswerIs(answer) ??
    lastMath(answer) ??
    wholeAnswer(answer)
  );
}

/** A box: offsets of the command with its braces, and of what is in it. */
export interface Box {
  readonly outer: readonly [number, number];
  readonly inner: readonly [number, number];
}

const boxCommand = /\\(?:boxed|fbox)(?![A-Za-z])[ \t]*/g;
/** Only this between two boxes makes them one answer: `\boxed{1}$ and $\boxed{2}`. */
const joiner = /^[\s$\\()[\]]*(?:,|;|and|or|,\s*and|,\s*or|\\text\s*\{\s*(?:and|or)\s*\})[\s$\\()[\]]*$/;

/**
 * The last balanced box with something in it that `accept` takes, after the boxes that only "and", "or" or a
 * comma joins to it, in order; empty if there is none.
 */
export function lastBoxes(text: string, accept: (inside: string) => boolean = () => true): readonly Box[] {
  const found: Box[] = [];
  const closers = closingBraces(text);
  for (const match of [...text.matchAll(boxCommand)].reverse()) {
    const [next] = found;
    if (next !== undefined && match.index + 20_000 < next.outer[0]) break;
    const box = boxAt(text, closers, match.index, match.index + match[0].length);
    if (box === null || isDenied(text, match.index)) continue;
    if (next === undefined) {
      const inside = text.slice(...box.inner);
      if (inside.trim() !== '' && accept(inside)) found.push(box);
    } else if (box.outer[1] > next.outer[0]) {
      // It holds the box found: `\boxed{\fbox{5}}`.
      continue;
    } else if (joiner.test(text.slice(box.outer[1], next.outer[0]))) found.unshift(box);
    else break;
  }
  return found;
}

/** What stands here says what the answer is not: `not $\boxed{5}$`, `rather than $5$`. */
function isDenied(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return /(?:\b(?:not|cannot|neither|nor|rather than|instead of)|n['’]t)\s+(?:(?:be|equal(?:\s+to)?|simply|just)\s+)?[\s$*`(\\[]*$/i.test(
    before,
  );
}

function lastBoxed(text: string): ExtractedMath | null {
  const boxes = lastBoxes(text);
  const [only, second] = boxes;
  if (only === undefined) return null;
  if (second === undefined) {
    return { text: text.slice(...only.inner).trim(), range: trimmed(text, only.inner), rule: 'boxed' };
  }
  return { text: boxes.map((box) => text.slice(...box.inner).trim()).join(', '), range: null, rule: 'boxed' };
}

function boxAt(text: string, closers: ReadonlyMap<number, number>, start: number, open: number): Box | null {
  if (text[open] === '{') {
    const close = closers.get(open);
    return close === undefined ? null : { outer: [start, close + 1], inner: [open + 1, close] };
  }
  // `\boxed 5` boxes one token; people mean the number.
  const bare = /^-?\d+(?:\.\d+)?/.exec(text.slice(open));
  if (bare === null) return null;
  const end = open + bare[0].length;
  return { outer: [start, end], inner: [open, end] };
}

/** For each `{` the `}` that closes it, in one pass; `\{` and `\}` do not count, nor do braces left open. */
export function closingBraces(text: string): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '{') open.push(at);
    else if (char === '}') {
      const start = open.pop();
      if (start !== undefined) closers.set(start, at);
    }
  }
  return closers;
}

function trimmed(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return [from, from + inside.trim().length];
}

/** A line that is a label with what it labels, or the label with one line below it; GSM8K ends with `#### 5`. */
const labelled =
  /^[ \t>#*_•-]*(?:the[ \t]+)?(?:(?:final|correct)[ \t]+)?answer[ \t]*[*_]*[ \t]*[:=][ \t]*[*_]*[ \t]*(?=\S|\n)|^[ \t]*####[ \t]*(?=\\?\$?-?[\d.,]*\d$)/i;

/** What the last line states as the answer, never what a line on the way to it does. */
function answerLine(text: string): ExtractedMath | null {
  const end = text.trimEnd().length;
  const last = text.lastIndexOf('\n', end - 1) + 1;
  const above = text.slice(0, last).trimEnd();
  for (const start of [last, above.lastIndexOf('\n') + 1]) {
    const label = labelled.exec(text.slice(start, end))?.[0];
    if (label === undefined) continue;
    const from = start + label.length;
    // A label that has a line of its own labels the next one; else what follows its line is not labelled.
    if (start !== last && text.slice(from, last).trim() !== '') return null;
    const rest = text.slice(from, end);
    if (/\b(?:above|below|shown|unknown|unclear)\b|^(?:is |it )?not\b/i.test(rest)) return null;
    const found = valueAt(text.slice(0, end), from);
    if (found !== null) return { ...found, rule: 'answer:' };
  }
  return null;
}

function finalAnswerIs(text: string): ExtractedMath | null {
  const phrases = [...text.matchAll(/final\s+answer\s+is(?![\p{L}\p{N}'’])\s*:?\**\s*/giu)];
  const phrase = phrases.at(-1);
  if (phrase === undefined) return null;
  const start = phrase.index + phrase[0].length;
  if (/^(?:definitely |certainly )?not\b/i.test(text.slice(start))) return null;
  const found = valueAt(text, start);
  return found === null ? null : { ...found, rule: 'final answer is' };
}

/** The answer that a statement ending at `start` makes: its only formula, else the rest of its sentence or line. */
function valueAt(text: string, start: number): Omit<ExtractedMath, 'rule'> | null {
  const rest = text.slice(start);
  const spans = mathSpans(rest);
  // To the end of the sentence or line, but not within a formula.
  let end = rest.length;
  for (const match of rest.matchAll(/\.(?=\s|\*|$)|\n/g)) {
    if (spans.some(({ outer }) => match.index >= outer[0] && match.index < outer[1])) continue;
    if (rest.slice(0, match.index).trim() === '') continue;
    end = match.index;
    break;
  }
  const inside = spans.filter(({ outer }) => outer[1] <= end);
  const only = inside[0];
  // `$5$ or 6` and `either $5$ or 6` say more than the formula does.
  const more =
    /\beither\b/i.test(rest.slice(0, only?.outer[0] ?? 0)) ||
    /^\s*(?:,|\bor\b|\band\b)\s*-?\d/.test(rest.slice(only?.outer[1] ?? 0, end));
  const range =
    inside.length === 1 && only !== undefined && !more
      ? trimmed(rest, only.inner)
      : withoutMarkup(rest, trimmed(rest, [0, end]));
  const found = rest.slice(...range);
  return found === '' ? null : { text: found, range: [start + range[0], start + range[1]] };
}

/** Narrows a range past the asterisks and backticks of Markdown at its ends. */
function withoutMarkup(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  const inside = text.slice(start, end);
  const lead = /^[*`_\s]*/.exec(inside)?.[0].length ?? 0;
  let tail = inside.length;
  while (tail > lead && /[*`_\s]/.test(inside.charAt(tail - 1))) tail -= 1;
  return [start + lead, start + tail];
}

function lastMath(text: string): ExtractedMath | null {
  const span = mathSpans(text).at(-1);
  if (span === undefined || isDenied(text, span.outer[0]) || isCutOff(text, span.outer[1])) return null;
  return { text: text.slice(...span.inner).trim(), range: trimmed(text, span.inner), rule: 'last math' };
}

/** Another formula begins behind it and never ends: the text was cut off on the way to an answer. */
const isCutOff = (text: string, end: number): boolean => /(?<!\\)\\[([]|\$\$/.test(text.slice(end));

const functionName = /^(?:sqrt|sin|cos|tan|cot|sec|csc|ln|log|exp|pi)$/;

function wholeAnswer(text: string): ExtractedMath | null {
  const range = withoutMarkup(text, trimmed(text, [0, text.length]));
  const inside = text.slice(...range).replace(/\.$/, '');
  if (inside === '' || inside.length > 400 || inside.includes('\n')) return null;
  // Words are prose: runs of letters that are neither a LaTeX command nor the name of a function.
  const bare = inside
    .replace(/\\(?:text|mbox|mathrm|begin|end)\s*\{[^{}]*\}/g, '')
    .replace(/\\[A-Za-z]+/g, '');
  const words = bare.match(/[\p{L}]{2,}/gu) ?? [];
  if (words.some((word) => !functionName.test(word) && !/^[A-Za-z]{2}$/.test(word))) return null;
  const isExpression = /[\d]|\\[A-Za-z]|^[A-Za-z]$/.test(inside) && !/[?;:"“”]/.test(bare);
  // Two short words in a row ("is it 5") are prose as well.
  if (!isExpression || /[A-Za-z]{2}\s+[A-Za-z\d]/.test(bare)) return null;
  return { text: inside, range: [range[0], range[0] + inside.length], rule: 'whole answer' };
}
