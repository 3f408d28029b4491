import { segments } from '../../../core/hiddenText.ts';
import { MathScanner, wholeSpan } from '../../../core/traces/mathSpans.ts';

/** What one private-use character stands for while markdown is read. */
export type Held =
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean; readonly source: string }
  /** Text that markdown must not read. */
  | { readonly kind: 'text'; readonly text: string; readonly hidden: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

export interface Protected {
  readonly text: string;
  readonly held: readonly Held[];
}

/** Half-open UTF-16 offsets. */
export type Range = readonly [number, number];

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
 * text itself, and the ends of a range, so that markdown reads none of them. A range within a formula is widened to
 * the whole of it. With `open`, a display formula that has not ended yet is kept as text.
 */
export function protect(source: string, range: Range | null, open: boolean): Protected {
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
  const ends = range === null ? [] : rangeEnds(source, range, whole);
  const cuts = [...whole, ...ends].sort((a, b) => a.start - b.start || a.end - b.end);
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

function rangeEnds(source: string, [from, to]: Range, whole: readonly Cut[]): Cut[] {
  const around = (place: number) => whole.find(({ start, end }) => start < place && place < end);
  const line = source.lastIndexOf('\n', from - 1) + 1;
  const marks = lineMarks.exec(source.slice(line, line + 200))?.[0].length ?? 0;
  const start = around(from)?.start ?? Math.min(Math.max(from, line + marks), source.length);
  const last = around(to)?.end ?? to;
  const end = Math.max(start, last - (/\s*$/.exec(source.slice(start, last))?.[0].length ?? 0));
  return [
    { start, end: start, held: { kind: 'start' } },
    { start: end, end, held: { kind: 'end' } },
  ];
}
