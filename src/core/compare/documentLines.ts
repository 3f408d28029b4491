import { type MathSpan, mathSpans } from '../traces/mathSpans.ts';
import { closesFence, fenceOf, LINE_HEAD } from '../traces/stepLines.ts';

/** An editor draws no line further than column 10,000, so that none is longer. */
export const longestLine = 9_999;
/** A line is segmented in pieces of so many UTF-16 units, or time would grow with the square of an endless one. */
const piece = 4_000;
/** The mark of a list item is no sentence, though a segmenter takes it for one. */
const marker = /^\s*(?:\(?\d{1,4}[.)、]|\(?\p{L}[.)]|[-*+•‣◦])\s*$/u;
/** What closes the sentence before it: a segmenter knows quotes, but not the marks of Markdown. */
const closing = /^[*_~`"'”’»)\]]+(?=\s|$)/u;
/** Line ends of all kinds. An editor asks about the last ones, and about separators, if they stand in its text. */
const lineEnds = /\r\n|[\n\r\u0085\u2028\u2029]/;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A line of a formula that says nothing by itself. */
const opening = /^\s*(?:\$\$|\\\[)\s*$/;
const ending = /^\s*(?:\$\$|\\\])\s*$/;

/**
 * A step as lines for an editor: one sentence a line, so that its comparison finds them; code fences and formulas as
 * they stand, but that the marks around a formula stand on its own lines: alone they are equal in any two texts, and an
 * editor would lay unrelated formulas beside each other by them. Blanks at the ends of lines, and empty lines at the end of the step, are left out. No line has more than
 * 9,999 UTF-16 units, not even of a formula or code. The same text gives the same lines.
 */
export function documentLines(step: string): string[] {
  const lines: string[] = [];
  const open = openMath(step);
  let fence: string | null = null;
  let at = 0;
  let lastFormula: MathSpan | null = null;
  let held = '';
  for (const { text, next } of ownLines(step)) {
    const marks: string | null = fence === null ? fenceOf(text.slice(0, LINE_HEAD)) : null;
    const isCode = fence !== null || marks !== null;
    const formula = isCode ? null : open(at, at + text.length);
    if (fence !== null && closesFence(text, fence)) fence = null;
    else fence ??= marks;
    at = next;
    const begins = formula !== null && formula !== lastFormula;
    lastFormula = formula;
    if (begins && opening.test(text)) {
      held = `${text.trimEnd()} `;
      continue;
    }
    const own = held === '' ? text : held + text.trimStart();
    held = '';
    const last = lines.at(-1);
    if (last !== undefined && formula !== null && !begins && ending.test(own)) {
      lines.splice(-1, 1, ...bounded(`${last} ${own.trim()}`));
      continue;
    }
    const whole = isCode || formula !== null ? [own] : sentencesOf(own);
    lines.push(...whole.flatMap((line) => bounded(line.trimEnd())));
  }
  if (held !== '') lines.push(held.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function ownLines(text: string): { text: string; next: number }[] {
  const lines: { text: string; next: number }[] = [];
  const ends = new RegExp(lineEnds, 'g');
  let from = 0;
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    lines.push({ text: text.slice(from, end.index), next: ends.lastIndex });
    from = ends.lastIndex;
  }
  lines.push({ text: text.slice(from), next: text.length });
  return lines;
}

/** Gives of lines, one after the other, the formula of several lines that stands in them. */
function openMath(step: string): (from: number, to: number) => MathSpan | null {
  const spans = mathSpans(step).filter(({ start, end }) => lineEnds.test(step.slice(start, end)));
  let next = 0;
  return (from, to) => {
    while ((spans[next]?.end ?? Infinity) <= from) next += 1;
    const span = spans[next];
    return span !== undefined && span.start < to ? span : null;
  };
}

/** The sentences of a line, with what stands before the first; never cut inside a formula. */
function sentencesOf(line: string): string[] {
  const spans = mathSpans(line);
  const found: string[] = [];
  const add = (sentence: string): void => {
    const last = found.at(-1);
    if (last === undefined) {
      found.push(sentence);
      return;
    }
    const [marks = ''] = /\s$/.test(last) ? [] : (closing.exec(sentence) ?? []);
    found[found.length - 1] = last + marks;
    found.push(sentence.slice(marks.length).trimStart());
  };
  let held = '';
  let span = 0;
  for (const { index, segment } of segments(line)) {
    held += segment;
    const end = index + segment.length;
    while ((spans[span]?.end ?? Infinity) <= end) span += 1;
    if ((spans[span]?.start ?? Infinity) < end || marker.test(held)) continue;
    add(held);
    held = '';
  }
  if (held !== '' || found.length === 0) add(held);
  return found.filter((sentence) => sentence !== '' || found.length === 1);
}

/** A piece of an endless line begins where its last whole sentence ended. */
function* segments(line: string): Generator<{ readonly index: number; readonly segment: string }> {
  let from = 0;
  while (from < line.length) {
    const parts = [...sentences.segment(line.slice(from, from + piece))];
    const whole = from + piece >= line.length || parts.length === 1 ? parts : parts.slice(0, -1);
    let next = from;
    for (const { index, segment } of whole) {
      yield { index: from + index, segment };
      next = from + index + segment.length;
    }
    from = next;
  }
}

/** A line in parts that an editor draws whole: cut at the last blank, else anywhere but in a character of two units. */
function bounded(line: string): string[] {
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > longestLine) {
    const limit = from + longestLine;
    const blank = line.lastIndexOf(' ', limit - 1) + 1;
    const unit = line.charCodeAt(limit - 1);
    const end = blank > from + longestLine / 2 ? blank : unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
    parts.push(line.slice(from, end));
    from = end;
  }
  parts.push(line.slice(from));
  return parts;
}
