/** The bare environments that are mathematics; others are text of the model. */
const environments = new Set(
  ['equation', 'align', 'aligned', 'alignat', 'gather', 'gathered', 'multline', 'split', 'array', 'cases']
    .concat(['matrix', 'pmatrix', 'bmatrix', 'Bmatrix', 'vmatrix', 'Vmatrix', 'smallmatrix', 'eqnarray'])
    .flatMap((name) => [name, `${name}*`]),
);
/** UTF-16 units between the delimiters beyond which they are text: a stray one must not swallow the trace. */
export const LONGEST_DISPLAY = 4_000;
const LONGEST_INLINE = 1_000;
/** The brace that ends a bare box is looked for from each of them anew. */
const LONGEST_BOXED = 300;

/** LaTeX in a text: half-open UTF-16 offsets with its delimiters, and of the TeX alone. */
export interface MathSpan {
  readonly start: number;
  readonly end: number;
  readonly tex: readonly [number, number];
  readonly display: boolean;
}

/** A display formula that opens at `start` and does not end in the text there is. */
export interface OpenMath {
  readonly start: number;
  readonly end: null;
}

/**
 * Finds LaTeX: `$…$` by pandoc's rule (no blank after the first, none before the last, no digit after it; so
 * `$5 and $10` is text) and with blanks on both sides where no prose stands between, `$$…$$` without an empty line,
 * `\(…\)`, `\[…\]`, environments, and a bare `\boxed{…}`. Code in backticks has none. Linear in the text.
 */
export class MathScanner {
  readonly #text: string;
  readonly #next = new Map<string, number>();
  readonly #special = /[`$\\]/g;
  /** From where on the next special sign was looked for, and where it is. */
  #searched: readonly [from: number, index: number] = [0, -1];

  constructor(text: string) {
    this.#text = text;
  }

  /** The first formula that opens in [from, to). Inline ones must also end there; display ones anywhere. */
  next(from: number, to: number): MathSpan | OpenMath | null {
    const text = this.#text;
    const missing = new Set<number>();
    let at = from;
    while (at < to) {
      const index = this.#specialFrom(at);
      if (index >= to) return null;
      const first = text[index];
      if (first === '`') at = this.#afterCode(index, to, missing);
      else {
        const found = first === '$' ? this.#dollar(index, to) : this.#backslash(index, to);
        if (typeof found !== 'number') return found;
        at = found;
      }
    }
    return null;
  }

  /** Infinity where there is none. The next one is looked for once, or text without any would be read for each line anew. */
  #specialFrom(at: number): number {
    const [from, known] = this.#searched;
    if (from <= at && at <= known) return known;
    this.#special.lastIndex = at;
    const index = this.#special.exec(this.#text)?.index ?? Infinity;
    this.#searched = [at, index];
    return index;
  }

  /** Behind a code span in its line, or behind the backticks that open none. */
  #afterCode(start: number, to: number, missing: Set<number>): number {
    const text = this.#text;
    let end = start;
    while (text[end] === '`') end += 1;
    const size = end - start;
    if (missing.has(size)) return end;
    for (let at = end; at < to && text[at] !== '\n'; at += 1) {
      if (text[at] !== '`') continue;
      const run = at;
      while (text[at] === '`') at += 1;
      if (at - run === size) return at;
    }
    missing.add(size);
    return end;
  }

  #dollar(start: number, to: number): MathSpan | OpenMath | number {
    const text = this.#text;
    if (text[start + 1] === '$') {
      const close = this.#closer('$$', start + 2);
      if (this.#emptyLine(start + 2) < close) return start + 2;
      return close === Infinity ? { start, end: null } : span(start, 2, close, 2, true);
    }
    let close = this.#closer('$', start + 1);
    if (text[close + 1] === '$') close = Infinity;
    if (close >= to || close - start > LONGEST_INLINE || this.#emptyLine(start + 1) < close) return start + 1;
    return isInline(text.slice(start + 1, close), text.slice(close + 1, Math.min(close + 3, to + 1)))
      ? span(start, 1, close, 1, false)
      : start + 1;
  }

  #backslash(start: number, to: number): MathSpan | OpenMath | number {
    const text = this.#text;
    const second = text[start + 1];
    if (second === '[') {
      const close = this.#closer('\\]', start + 2);
      return close === Infinity ? { start, end: null } : span(start, 2, close, 2, true);
    }
    if (second === '(') {
      const close = this.#closer('\\)', start + 2);
      const ends = close < to && close - start <= LONGEST_INLINE && this.#emptyLine(start + 2) > close;
      return ends ? span(start, 2, close, 2, false) : start + 2;
    }
    if (second !== 'b') return start + 2;
    const name = /^\\begin\{([a-zA-Z]{4,11}\*?)\}/.exec(text.slice(start, start + 21))?.[1];
    if (name !== undefined && environments.has(name)) {
      const end = `\\end{${name}}`;
      const close = this.#closer(end, start);
      return close === Infinity ? { start, end: null } : span(start, 0, close + end.length, 0, true);
    }
    if (!text.startsWith('\\boxed{', start)) return start + 2;
    const end = this.#closingBrace(start + 6, Math.min(to, start + LONGEST_BOXED));
    return end === null ? start + 2 : span(start, 0, end, 0, false);
  }

  /** Behind the brace that closes the one at `start`. */
  #closingBrace(start: number, to: number): number | null {
    let depth = 0;
    for (let at = start; at < to && this.#text[at] !== '\n'; at += 1) {
      const character = this.#text[at];
      if (character === '\\') at += 1;
      else if (character === '{') depth += 1;
      else if (character === '}' && --depth === 0) return at + 1;
    }
    return null;
  }

  /** Where `end` next stands unescaped at or after `from`: Infinity where not. */
  #closer(end: string, from: number): number {
    const known = this.#next.get(end);
    if (known !== undefined && known >= from) return known;
    let found = this.#text.indexOf(end, from);
    while (found >= 0 && this.#isEscaped(found, from)) found = this.#text.indexOf(end, found + 1);
    const place = found < 0 ? Infinity : found;
    this.#next.set(end, place);
    return place;
  }

  #isEscaped(place: number, from: number): boolean {
    let at = place;
    while (at > from && this.#text[at - 1] === '\\') at -= 1;
    return (place - at) % 2 === 1;
  }

  #emptyLine(from: number): number {
    const known = this.#next.get('');
    if (known !== undefined && known >= from) return known;
    const empty = /\n[ \t\r]{0,99}\n/g;
    empty.lastIndex = from;
    const place = empty.exec(this.#text)?.index ?? Infinity;
    this.#next.set('', place);
    return place;
  }
}

/** All formulas of a text in order; a display formula without an end, or one that is too long, is none. */
export function mathSpans(text: string): MathSpan[] {
  const scanner = new MathScanner(text);
  const found: MathSpan[] = [];
  for (let at = 0; ;) {
    const next = scanner.next(at, text.length);
    if (next === null) return found;
    const span = wholeSpan(next);
    if (span !== null) found.push(span);
    at = span?.end ?? next.start + 2;
  }
}

/** What was found, where it ends, and near enough to be a formula. */
export function wholeSpan(found: MathSpan | OpenMath): MathSpan | null {
  return found.end !== null && found.end - found.start <= LONGEST_DISPLAY ? found : null;
}

function span(start: number, open: number, close: number, length: number, display: boolean): MathSpan {
  return { start, end: close + length, tex: [start + open, close], display };
}

function isInline(tex: string, after: string): boolean {
  if (tex === '' || /^\d/.test(after)) return false;
  const before = /^\s/.test(tex);
  if (before !== /\s$/.test(tex)) return false;
  if (!before) return true;
  const inner = tex.trim();
  return inner !== '' && !/^[ \t]?\d/.test(after) && (!/\s/.test(inner) || /[\\^_=<>+*/]/.test(inner));
}
