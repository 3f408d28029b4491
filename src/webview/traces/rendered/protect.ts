import { segments } from '../../../core/hiddenText.ts';
import { MathScanner, wholeSpan } from '../../../core/traces/mathSpans.ts';
import type { Mark, MarkKind } from '../marks.ts';

/** What one private-use character stands for while markdown is read. */
export type Held =
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean; readonly source: string }
  /** Text that markdown must not read. */
  | { readonly kind: 'text'; readonly text: string; readonly hidden: boolean }
  | { readonly kind: 'start'; readonly mark: MarkKind }
  | { readonly kind: 'end' };

export interface Protected {
  readonly text: string;
  readonly held: readonly Held[];
}

/** The private-use planes 15 and 16: nothing that markdown reads. */
const privateUse = /[\u{F0000}-\u{10FFFF}]/gu;
const FIRST = 0xf0000;
/**
 * What models write in mathematics without LaTeX and markdown reads as emphasis, so that the sign would be gone: a
 * `_` but at the edge of a word (`∑_{k=1}`, `x_1`), a `*` between factors (`2*x + 3*y`) and a `**` before an
 * exponent (`2**3`).
 */
const signs =
  /(?<![\s("'*]|^)_+(?![\s.,;:!?)"'*]|$)|(?<![\p{L}\p{N}])_+(?![\p{L}\p{N}*])|(?<=[\p{L}\p{N})\]}])\*(?=[\p{L}\p{N}([{\\-])|(?<=[\p{N})a-zA-Z])\*\*(?=[\p{N}(])/gmu;
/** Several words between two `__`, which are markdown's; one is a name, as `__init__`. */
const words = /(?<![\p{L}\p{N}_])__(\S[^_\n]{0,300}\S)__(?![\p{L}\p{N}_])/gu;
/** Marks at the head of a line before which nothing may be put without changing what they mean. */
const lineMarks = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+)*(?:`{3,}|~{3,}|\|)?/;

/**
 * Puts one private-use character for each formula, each run of hidden characters, each private-use character of the
 * text itself, and the ends of marks, so that markdown reads none of them. A mark within a formula is widened to
 * the whole of it. With `open`, a display formula that has not ended yet is kept as text.
 */
export function protect(source: string, marks: readonly Mark[], open: boolean): Protected {
  const held: Held[] = [];
  const hold = (one: Held): string => String.fromCodePoint(FIRST + held.push(one) - 1);
  const keep = (text: string): string => hold({ kind: 'text', text, hidden: false });
  const plain = (text: string): string =>
    segments(text)
      .map((part) =>
        part.hidden
          ? hold({ kind: 'text', text: part.text, hidden: true })
          : part.text.replace(privateUse, keep),
      )
      .join('');
  const formulas = formulasOf(source, open);
  const whole = [...formulas, ...signsOf(source, formulas)];
  const ends = markEnds(source, marks, whole);
  // Stable: at one place the end of a mark comes before the start of the next, and both before a formula.
  const cuts = [...ends, ...whole].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let at = 0;
  for (const cut of cuts) {
    text += plain(source.slice(at, cut.start)) + hold(cut.held);
    at = cut.end;
  }
  return { text: text + plain(source.slice(at)), held };
}

/** Splits text that has placeholders, in order. */
export function* parts(text: string, held: readonly Held[]): Generator<string | Held> {
  let at = 0;
  for (const match of text.matchAll(privateUse)) {
    if (match.index > at) yield text.slice(at, match.index);
    const one = held[(match[0].codePointAt(0) ?? 0) - FIRST];
    if (one !== undefined) yield one;
    at = match.index + match[0].length;
  }
  if (at < text.length) yield text.slice(at);
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly held: Held;
}

function formulasOf(source: string, open: boolean): Cut[] {
  const scanner = new MathScanner(source);
  const found: Cut[] = [];
  for (let at = 0; ;) {
    const next = scanner.next(at, source.length);
    if (next === null) return found;
    const span = wholeSpan(next);
    if (span !== null) {
      const { start, end, tex, display } = span;
      const held: Held = {
        kind: 'formula',
        tex: source.slice(...tex),
        display,
        source: source.slice(start, end),
      };
      found.push({ start, end, held });
    } else if (open && next.end === null) {
      const rest = source.slice(next.start);
      const text = segments(rest)
        .map((part) => part.text)
        .join('');
      found.push({ start: next.start, end: source.length, held: { kind: 'text', text, hidden: false } });
      return found;
    }
    at = span?.end ?? next.start + 2;
  }
}

/** Signs outside of formulas, which stand for a letter beside them. */
function signsOf(source: string, formulas: readonly Cut[]): Cut[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of formulas) {
    pieces.push(source.slice(at, start), 'x'.repeat(end - start));
    at = end;
  }
  const masked = pieces.join('') + source.slice(at);
  const strong = [...masked.matchAll(words)]
    .filter((match) => /\s/.test(match[1] ?? ''))
    .flatMap(({ index, 0: { length } }) => [index, index + length - 2]);
  return [...masked.matchAll(signs)].flatMap(({ index: start, 0: text }) =>
    strong.some((mark) => start >= mark && start < mark + 2)
      ? []
      : [{ start, end: start + text.length, held: { kind: 'text', text, hidden: false } }],
  );
}

/** Start and end of each mark, in order; marks that meet in a formula become one. */
function markEnds(source: string, marks: readonly Mark[], whole: readonly Cut[]): Cut[] {
  const around = (place: number) => whole.find(({ start, end }) => start < place && place < end);
  const widened: Mark[] = [];
  for (const mark of marks) {
    const last = widened.at(-1);
    const wanted = around(mark.start)?.start ?? behindLineMarks(source, mark.start);
    const to = around(mark.end)?.end ?? beforeLineMarks(source, mark.end);
    const from = Math.max(wanted, last?.end ?? 0);
    const end = Math.max(from, to - (/\s*$/.exec(source.slice(from, Math.max(from, to)))?.[0].length ?? 0));
    // The place of the answer is shown even where nothing of it is left to be seen.
    if (end > from || mark.kind !== 'edit') widened.push({ start: from, end, kind: mark.kind });
  }
  return widened.flatMap(({ start, end, kind }): Cut[] => [
    { start, end: start, held: { kind: 'start', mark: kind } },
    { start: end, end, held: { kind: 'end' } },
  ]);
}

/** The place, or where the marks at the head of its line end. */
function behindLineMarks(source: string, place: number): number {
  return Math.min(Math.max(place, headOf(source, place).end), source.length);
}

/** The place, or the end of the line before where it stands among the marks at the head of a line. */
function beforeLineMarks(source: string, place: number): number {
  const { start, end } = headOf(source, place);
  return place < end ? start : place;
}

function headOf(source: string, place: number): { readonly start: number; readonly end: number } {
  const start = source.lastIndexOf('\n', place - 1) + 1;
  return { start, end: start + (lineMarks.exec(source.slice(start, start + 200))?.[0].length ?? 0) };
}
