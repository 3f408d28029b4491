import { say, verbatim } from '../say.ts';

/** One step of a compiled pattern; behind the last one is the match. */
export type Instruction =
  | { readonly kind: 'take'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'assert'; readonly holds: (text: string, place: number) => boolean }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'forget' };

/** Steps of the longest program: counted repeats are written out. */
const mostSteps = 2000;

/**
 * Compiles a regular expression of the flags `m` and `u`; a message where it is none or cannot be compiled.
 *
 * @param ignoreCase the flag `i` too
 */
export function compilePattern(pattern: string, ignoreCase = false): readonly Instruction[] | string {
  try {
    new RegExp(pattern, 'mu');
  } catch (error) {
    return say`This is no regular expression: ${verbatim(error instanceof Error ? error.message : String(error))}`;
  }
  const compiler = new Compiler(pattern, ignoreCase ? 'iu' : 'u');
  compiler.alternatives();
  return compiler.fault ?? compiler.steps;
}

/** An atom's text: an escape (a pair of surrogates as one), a class, or one character. */
const atom =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/uy;
const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;
const assertions = {
  '^': (text: string, place: number) => place === 0 || isLineEnd(text[place - 1]),
  $: (text: string, place: number) => place === text.length || isLineEnd(text[place]),
  '\\b': (text: string, place: number) => isWord(text[place - 1]) !== isWord(text[place]),
  '\\B': (text: string, place: number) => isWord(text[place - 1]) === isWord(text[place]),
};

/** Reads a pattern that is known to be one, and writes its program. */
class Compiler {
  readonly steps: Instruction[] = [];
  fault: string | null = null;
  readonly #pattern: string;
  readonly #flags: 'u' | 'iu';
  #place = 0;
  #groups = 0;

  constructor(pattern: string, flags: 'u' | 'iu') {
    this.#pattern = pattern;
    this.#flags = flags;
  }

  /** All up to the end, or to the bracket that closes a group. */
  alternatives(): void {
    const begin = this.steps.length;
    this.#sequence();
    if (this.#pattern[this.#place] !== '|' || this.fault !== null) return;
    this.#place += 1;
    this.#insert(begin, { kind: 'split', first: begin + 1, second: this.steps.length + 2 });
    const jump: Instruction = { kind: 'jump', to: 0 };
    this.steps.push(jump);
    this.alternatives();
    jump.to = this.steps.length;
  }

  #sequence(): void {
    while (this.#place < this.#pattern.length && this.fault === null) {
      if ('|)'.includes(this.#pattern[this.#place] ?? '')) return;
      this.#term();
      if (this.steps.length > mostSteps) {
        this.fault = say`This repeats too much: its counts come to more than 2,000 steps.`;
      }
    }
  }

  #term(): void {
    const begin = this.steps.length;
    const groups = this.#groups;
    if (this.#pattern[this.#place] === '(') this.#group();
    else this.#atom();
    const [text, sign = '', least = '', comma = '', most = '', lazy] = this.#take(quantifier) ?? [];
    if (text === undefined || this.fault !== null) return;
    const from = sign === '' ? Number(least) : sign === '+' ? 1 : 0;
    const to =
      sign === ''
        ? comma === ''
          ? from
          : most === ''
            ? Infinity
            : Number(most)
        : sign === '?'
          ? 1
          : Infinity;
    // Each turn of a loop forgets what the last one captured.
    const forgets = groups === 0 && this.#groups > 0;
    this.#repeat(begin, from, to, lazy === '?', forgets);
  }

  #repeat(begin: number, from: number, to: number, lazy: boolean, forgets: boolean): void {
    const body = this.steps.splice(begin);
    // JavaScript tries an empty turn and takes it back, which cannot be told from what was tried before.
    if (to > from && canBeEmpty(body, begin)) {
      this.fault = say`A part that may be empty cannot repeat or be left out here, as in (a*)*: take out one of the two signs.`;
      return;
    }
    const turns = Number.isFinite(to) ? to : from + 1;
    if (turns * (body.length + 2) > mostSteps) {
      this.fault = say`This repeats too much: its counts come to more than 2,000 steps.`;
      return;
    }
    const write = (): void => {
      if (forgets) this.steps.push({ kind: 'forget' });
      const moved = this.steps.length - begin;
      this.steps.push(...body.map((step) => shifted(step, moved)));
    };
    for (let turn = 0; turn < from; turn++) write();
    const splits: Extract<Instruction, { kind: 'split' }>[] = [];
    const optional = (): number => {
      const at = this.steps.length;
      const split: Instruction = { kind: 'split', first: at + 1, second: 0 };
      splits.push(split);
      this.steps.push(split);
      write();
      return at;
    };
    if (to === Infinity) {
      const loop = optional();
      this.steps.push({ kind: 'jump', to: loop });
    } else for (let turn = from; turn < to; turn++) optional();
    for (const split of splits) {
      split.second = this.steps.length;
      if (lazy) [split.first, split.second] = [split.second, split.first];
    }
  }

  #group(): void {
    const [opening = '('] = this.#take(/\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[^:)]*:))?/y) ?? [];
    if (/^\(\?<?[=!]/.test(opening)) {
      this.fault = say`Look-around is not supported here: say what stands before and behind, and put the answer in ().`;
      return;
    }
    if (/^\(\?[^:<]/.test(opening)) {
      this.fault = say`Flags within the pattern are not supported here.`;
      return;
    }
    const isFirst = opening !== '(?:' && (this.#groups += 1) === 1;
    if (isFirst) this.steps.push({ kind: 'open' });
    this.alternatives();
    this.#place += 1;
    if (isFirst) this.steps.push({ kind: 'close' });
  }

  #atom(): void {
    const [text = ''] = this.#take(atom) ?? [];
    if (/^\\[1-9k]/.test(text)) {
      this.fault = say`References to a group (\\1) are not supported here.`;
    } else if (text === '^' || text === '$' || text === '\\b' || text === '\\B') {
      this.steps.push({ kind: 'assert', holds: assertions[text] });
    } else if (text !== '.' && !/^[\\[]/.test(text) && this.#flags === 'u') {
      this.steps.push({ kind: 'take', takes: (character) => character === text });
    } else {
      const one = new RegExp(`^${text}$`, this.#flags);
      this.steps.push({ kind: 'take', takes: (character) => one.test(character) });
    }
  }

  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#place;
    const match = expression.exec(this.#pattern);
    this.#place += match?.[0].length ?? 0;
    return match;
  }

  /** Puts a step before those from `at` on, which all move by one. */
  #insert(at: number, step: Instruction): void {
    this.steps.splice(at, this.steps.length, step, ...this.steps.slice(at).map((each) => shifted(each, 1)));
  }
}

/** Whether steps, the first of which is number `begin`, can be gone through without taking a character. */
function canBeEmpty(body: readonly Instruction[], begin: number): boolean {
  const seen = new Set<number>();
  const left = [0];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    const step = body[at];
    if (step === undefined) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    if (step.kind === 'split') left.push(step.first - begin, step.second - begin);
    else if (step.kind === 'jump') left.push(step.to - begin);
    else if (step.kind !== 'take') left.push(at + 1);
  }
  return false;
}

/** A step whose goals, all within what is moved, are moved too. */
function shifted(step: Instruction, by: number): Instruction {
  if (step.kind === 'jump') return { kind: 'jump', to: step.to + by };
  if (step.kind === 'split') return { kind: 'split', first: step.first + by, second: step.second + by };
  return step;
}

function isLineEnd(character: string | undefined): boolean {
  return character !== undefined && /[\n\r\u2028\u2029]/.test(character);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
