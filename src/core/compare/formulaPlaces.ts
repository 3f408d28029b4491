import { mathSpans } from '../traces/mathSpans.ts';
import type { TokenKind } from './tokens.ts';
import type { ReadText } from './wordEdits.ts';

/** Half-open indices of a step's tokens. */
export type Range = readonly [from: number, to: number];

/** A side of a relation, or a formula without one: what can be compared by value. */
export interface Place {
  readonly range: Range;
  readonly behindRelation: boolean;
  readonly boxed: boolean;
  readonly inFormula: boolean;
  /** As it is written, with the braces that its tokens leave open; without a box around it. */
  readonly text: string;
}

export const relations: ReadonlySet<string> = new Set(['=', '≈', '<', '>', '≤', '≥', '≠', '≡']);
const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan log ln lg lim max min gcd lcm exp mod'.split(' '),
);
const parts = new Set([',', ';', '\\\\', '&', '⇒', '⇔', '→']);
const sentenceEnds = '.?!。？！';
const ends = new Set([',', ';', '.', '!', '?', ':']);

/** A letter or a word that stands for something; renamed throughout it says the same. */
export function isName(key: string): boolean {
  return /^\p{L}[\p{L}\p{M}]*'*$/u.test(key) && !functions.has(key);
}

/** `0.50` is `0.5`, `5.00` is `5`. */
export function valueOf(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

/**
 * Whether a sign ends a sentence.
 *
 * @param next the character behind it; empty at the end of the text
 */
export function isSentenceEnd(key: string, next: string): boolean {
  return key.length === 1 && sentenceEnds.includes(key) && (key > '~' || /^[\s*"')_]?$/.test(next));
}

/** The tokens of one step, and where its formulas are. */
export class StepTokens {
  readonly ids: Int32Array;
  readonly #text: string;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #keys: readonly string[];
  readonly #kinds: readonly TokenKind[];
  #all: Set<number> | null = null;
  #numbers: Set<string> | null = null;
  #formulas: readonly Range[] | null = null;

  constructor(
    { text, tokens }: ReadText,
    step: number,
    names: { readonly kinds: readonly TokenKind[]; readonly keys: readonly string[] },
  ) {
    const range = [tokens.first[step] ?? 0, tokens.first[step + 1] ?? 0] as const;
    this.#text = text;
    this.ids = tokens.ids.subarray(...range);
    this.#starts = tokens.starts.subarray(...range);
    this.#ends = tokens.ends.subarray(...range);
    this.#keys = names.keys;
    this.#kinds = names.kinds;
  }

  has(id: number): boolean {
    return (this.#all ??= new Set(this.ids)).has(id);
  }

  /** @param value as `valueOf` gives it */
  hasNumber(value: string): boolean {
    this.#numbers ??= new Set(
      [...this.ids.keys()].filter((at) => this.kind(at) === 'number').map((at) => valueOf(this.key(at))),
    );
    return this.#numbers.has(value);
  }

  key(at: number): string {
    return this.#keys[this.ids[at] ?? -1] ?? '';
  }

  kind(at: number): TokenKind | null {
    return this.#kinds[this.ids[at] ?? -1] ?? null;
  }

  /** The character before a token, and the one behind it; empty at the ends of the text. */
  before(at: number): string {
    return this.#text[(this.#starts[at] ?? 0) - 1] ?? '';
  }

  behind(at: number): string {
    return this.#text[this.#ends[at] ?? this.#text.length] ?? '';
  }

  /** What stands between a token and the one before it in the step. */
  gap(at: number): string {
    return at > 0 ? this.#text.slice(this.#ends[at - 1], this.#starts[at]) : '';
  }

  /** What is written from one token to another, with the braces that are open behind it. Null: they do not fit. */
  written([from, to]: Range): string | null {
    if (from >= to) return '';
    const start = this.#starts[from] ?? 0;
    let end = this.#ends[to - 1] ?? start;
    let open = 0;
    const text = this.#text;
    for (let at = start; at < end; at += 1) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '{') open += 1;
      else if (text[at] === '}' && --open < 0) return null;
    }
    for (; open > 0 && /[\s}]/.test(text[end] ?? ''); end += 1) if (text[end] === '}') open -= 1;
    return open === 0 ? text.slice(start, end).trim() : null;
  }

  /** The formula that tokens stand in. */
  formula([first, behind]: Range): Range | null {
    this.#formulas ??= this.#formulasOf();
    let [low, high] = [0, this.#formulas.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((this.#formulas[half]?.[1] ?? 0) < behind) low = half + 1;
      else high = half;
    }
    const found = this.#formulas[low];
    return found !== undefined && found[0] <= first ? found : null;
  }

  /** What can be compared by value around some tokens, or around where some are missing. */
  place(range: Range): Place | null {
    const formula = this.formula(range);
    const [first, behind] = formula ?? [0, this.ids.length];
    const isEnd = (at: number): boolean =>
      relations.has(this.key(at)) || (formula === null ? this.#endsProse(at) : false);
    for (let at = range[0]; at < range[1]; at += 1) if (isEnd(at)) return null;
    let depth = 0;
    let [from, to] = [first, behind];
    for (let at = first; at < behind; at += 1) {
      const key = this.key(at);
      if ('(['.includes(key)) depth += 1;
      else if (')]'.includes(key)) depth -= 1;
      const isPart = formula !== null && depth <= 0 && parts.has(key);
      if (!isEnd(at) && !isPart) continue;
      if (at < range[0]) [from, depth] = [at + 1, 0];
      else if (at >= range[1]) {
        to = at;
        break;
      } else return null;
    }
    if (to > from && ends.has(this.key(to - 1))) to -= 1;
    if (from > range[0] || to < range[1]) return null;
    const text = this.written([from, to]);
    // Out of a formula a value stands in one line, and in no other formula.
    if (text === null || (formula === null && /\n|\$|\\[()[\]]/.test(text))) return null;
    const box = /^\\boxed\{([^]*)\}$/.exec(text)?.[1];
    return {
      range: [from, to],
      behindRelation: relations.has(this.key(from - 1)),
      boxed: box !== undefined,
      inFormula: formula !== null,
      text: (box ?? text).trim(),
    };
  }

  /** Words that say something, in a formula or out of it: no value. */
  hasWords([from, to]: Range): boolean {
    for (let at = from; at < to; at += 1) if (this.isWord(at)) return true;
    return false;
  }

  /** A word that says something: no letter, no function. */
  isWord(at: number): boolean {
    return this.kind(at) === 'word' && this.key(at).length > 1 && isName(this.key(at));
  }

  /** Whether a sentence ends with a token; in a formula its signs may end none. */
  endsSentence(at: number): boolean {
    return isSentenceEnd(this.key(at), this.behind(at));
  }

  #endsProse(at: number): boolean {
    const key = this.key(at);
    if (ends.has(key)) return true;
    return this.kind(at) === 'word' && key.length > 1 && !functions.has(key);
  }

  /** In order, none within another. */
  #formulasOf(): Range[] {
    const [starts, endsOf, many] = [this.#starts, this.#ends, this.ids.length];
    // What opens and closes a formula is no token: the first may begin before the step's first token.
    const base = Math.max(0, (starts[0] ?? 0) - 8);
    let behind = 0;
    return mathSpans(this.#text.slice(base, (endsOf[many - 1] ?? 0) + 8)).map((span) => {
      let first = behind;
      while (first < many && (starts[first] ?? 0) < base + span.start) first += 1;
      behind = first;
      while (behind < many && (endsOf[behind] ?? 0) <= base + span.end) behind += 1;
      return [first, behind];
    });
  }
}
