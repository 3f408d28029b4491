import { mathSpans } from '../traces/mathSpans.ts';
import { caseWords, emptyWords, nearCaseWords } from './claimWords.ts';
import type { Replaced, StepOf, TokenNames } from './disagreement.ts';
import { isName, isSentenceEnd, type Range, relations } from './formulaPlaces.ts';

const separators: ReadonlySet<string> = new Set([',', ';', ':', '\\\\', '⇒', '⇔', '→']);
const empty: ReadonlySet<string> = new Set([...emptyWords, '.', ',', ';', ':', '!', '?', '"', "'", '×', '•']);
const brackets = '()[]';
const functions = new Set('sin cos tan cot sec csc log ln lg gcd lcm √'.split(' '));

/** The sentences of a step: by token, and what stands in each. */
class Sentences {
  readonly #text: string;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #ids: Int32Array;
  readonly #names: TokenNames;
  readonly #of: Int32Array;
  /** By token and one more: how many tokens before it say something. */
  readonly #said: Int32Array;
  readonly #math: Uint8Array;
  readonly #first: number[] = [];

  constructor([{ text, tokens }, step]: StepOf, names: TokenNames) {
    const range = [tokens.first[step] ?? 0, tokens.first[step + 1] ?? 0] as const;
    this.#text = text;
    this.#starts = tokens.starts.subarray(...range);
    this.#ends = tokens.ends.subarray(...range);
    this.#ids = tokens.ids.subarray(...range);
    this.#names = names;
    const many = this.#ids.length;
    this.#of = new Int32Array(many);
    this.#said = new Int32Array(many + 1);
    this.#math = new Uint8Array(many);
    this.#read();
  }

  /** The sentence that tokens stand in, or that tokens would be put into. Null: they are of two. */
  at([from, to]: Range): number | null {
    if (from === to) {
      const [before, behind] = [this.#of[from - 1] ?? -1, this.#of[from] ?? -1];
      return from > 0 && before !== behind && this.#isEnd(from - 1) ? behind : Math.max(before, 0);
    }
    const [first, last] = [this.#of[from] ?? 0, this.#of[to - 1] ?? 0];
    return first === last ? first : null;
  }

  range(sentence: number): Range {
    return [this.#first[sentence] ?? 0, this.#first[sentence + 1] ?? this.#ids.length];
  }

  /** So many tokens say something. */
  said([from, to]: Range): number {
    return (this.#said[to] ?? 0) - (this.#said[from] ?? 0);
  }

  hasWord([from, to]: Range): boolean {
    for (let at = from; at < to; at += 1)
      if (this.#math[at] === 0 && this.#isWord(at) && !empty.has(this.key(at))) return true;
    return false;
  }

  key(at: number): string {
    return this.#names.keys[this.#ids[at] ?? -1] ?? '';
  }

  /**
   * A place that is no value of the sentence: a name, a subscript, an argument, the bound of a case, a side of an equation
   * but the first (what that says is looked at as a claim), or in a sentence that asks.
   */
  isAside([from, to]: Range, sentence: number): boolean {
    const [first, behind] = this.range(sentence);
    if (this.key(behind - 1) === '?') return true;
    const start = this.#starts[from] ?? 0;
    if (/_\{?[^\s}]*$/.test(this.#text.slice(Math.max(0, start - 12), start))) return true;
    let depth = 0;
    let isNear = true;
    for (let at = from - 1; at >= first; at -= 1) {
      const key = this.key(at);
      if (key === ')') depth += 1;
      else if (key === '(' && --depth < 0) {
        if (functions.has(this.key(at - 1)) || isName(this.key(at - 1))) {
          const isTouching = this.#ends[at - 1] === this.#starts[at] || this.#math[at] === 1;
          if (isTouching && (this.#math[at - 1] === 1 || this.key(at - 1).length === 1)) return true;
        }
        depth = 0;
      } else if (depth === 0 && relations.has(key)) return true;
      else if (at === from - 1 && functions.has(key) && key !== '√') return true;
      else if (depth === 0 && separators.has(key)) {
        if (key === ':' && this.#isCase(first, at)) return true;
        break;
      } else if (this.#math[at] === 0 && this.#isWord(at)) {
        if (caseWords.has(key) || (isNear && nearCaseWords.has(key) && this.#math[from] === 1)) return true;
        isNear = false;
      }
    }
    return this.#relationsBehind(to, behind) > 1;
  }

  #isCase(first: number, to: number): boolean {
    for (let at = first; at < to; at += 1) if (caseWords.has(this.key(at))) return true;
    return false;
  }

  #relationsBehind(from: number, to: number): number {
    let found = 0;
    for (let at = from; at < to; at += 1) {
      const key = this.key(at);
      if (separators.has(key) || (this.#math[at] === 0 && this.#isWord(at))) break;
      if (relations.has(key)) found += 1;
    }
    return found;
  }

  /** Letters that stand for something. */
  areNames([from, to]: Range): boolean {
    if (from === to) return false;
    for (let at = from; at < to; at += 1) if (!isName(this.key(at))) return false;
    return true;
  }

  #isWord(at: number): boolean {
    return this.#names.kinds[this.#ids[at] ?? -1] === 'word' && this.key(at).length > 1;
  }

  #isEnd(at: number): boolean {
    return this.#math[at] === 0 && isSentenceEnd(this.key(at), this.#text[this.#ends[at] ?? 0] ?? '');
  }

  #read(): void {
    const many = this.#ids.length;
    const from = this.#starts[0] ?? 0;
    const base = Math.max(0, from - 8);
    const spans = mathSpans(this.#text.slice(base, (this.#ends[many - 1] ?? 0) + 8));
    let [span, sentence] = [0, 0];
    this.#first.push(0);
    for (let at = 0; at < many; at += 1) {
      const start = (this.#starts[at] ?? 0) - base;
      while ((spans[span]?.end ?? Infinity) <= start) span += 1;
      const isMath = (spans[span]?.start ?? Infinity) <= start;
      this.#math[at] = isMath ? 1 : 0;
      const isNewLine =
        at > 0 &&
        !(isMath && this.#math[at - 1] === 1) &&
        this.#text.slice(this.#ends[at - 1], this.#starts[at]).includes('\n');
      if (at > 0 && (isNewLine || this.#isEnd(at - 1))) {
        sentence += 1;
        this.#first.push(at);
      }
      this.#of[at] = sentence;
      this.#said[at + 1] =
        (this.#said[at] ?? 0) +
        (brackets.includes(this.key(at)) || (!isMath && empty.has(this.key(at))) ? 0 : 1);
    }
  }
}

/**
 * Where two steps say the same sentence but for one place: word for word, but for words that only hold it together
 * (`emptyWords`) and signs between words. Two places that differ are another case or another object, of which other
 * things are said.
 */
export class SameSentences {
  readonly #sides: readonly [Sentences, Sentences];
  /** By sentence of each side: so many changes in it say something. */
  readonly #changes: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];

  constructor(runs: readonly Replaced[], left: StepOf, right: StepOf, names: TokenNames) {
    this.#sides = [new Sentences(left, names), new Sentences(right, names)];
    for (const run of runs) {
      const [a, b] = this.#sides;
      if (a.said(run.left) === 0 && b.said(run.right) === 0) continue;
      for (const side of [0, 1] as const) {
        const place = side === 0 ? run.left : run.right;
        const [first, last] = [
          this.#sides[side].at([place[0], Math.min(place[0] + 1, place[1])]),
          this.#sides[side].at([Math.max(place[0], place[1] - 1), place[1]]),
        ];
        for (let at = first ?? 0; at <= (last ?? 0); at += 1)
          this.#changes[side].set(at, (this.#changes[side].get(at) ?? 0) + 1);
      }
    }
  }

  /** Whether the sentences around a change are the same but for it, and it is the place of a value. */
  has({ left, right }: Replaced): boolean {
    const [a, b] = this.#sides;
    const [i, j] = [a.at(left), b.at(right)];
    if (i === null || j === null) return false;
    if ((this.#changes[0].get(i) ?? 0) > 1 || (this.#changes[1].get(j) ?? 0) > 1) return false;
    const [x, y] = [a.range(i), b.range(j)];
    if (a.said([x[0], left[0]]) !== b.said([y[0], right[0]])) return false;
    if (a.said([left[1], x[1]]) !== b.said([right[1], y[1]])) return false;
    if (!(a.hasWord([x[0], left[0]]) || a.hasWord([left[1], x[1]]))) return false;
    if (a.hasWord(left) || b.hasWord(right)) return false;
    if (a.areNames(left) && b.areNames(right)) return false;
    return !a.isAside(left, i) && !b.isAside(right, j);
  }
}
