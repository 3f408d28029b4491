import { functions, tokenize } from './mathTokens.ts';
import type { Token } from './mathTokens.ts';
import { decimal, ratio } from './mathNumber.ts';
import type { Ratio } from './mathNumber.ts';

/** An expression: a number, a name, or an operation on expressions. */
export type MathNode =
  | { readonly type: 'number'; readonly value: Ratio }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'apply'; readonly op: Operation; readonly args: readonly MathNode[] };

/** Functions written by name, with one argument; `log` has its base as a second. */
export type NamedFunction =
  'sin' | 'cos' | 'tan' | 'cot' | 'sec' | 'csc' | 'arcsin' | 'arccos' | 'arctan' | 'ln' | 'log' | 'exp';

export type Operation =
  | NamedFunction
  | ('+' | '-' | '*' | '/' | '^' | 'negate' | 'root' | '!' | 'binom')
  | ('abs' | 'floor' | 'ceil' | 'degrees' | 'percent');

const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Sigma|Phi|Psi|Omega|ell|infty|emptyset)$/;
const maxLength = 1500;
const maxDepth = 50;

class Unparsable extends Error {}

/**
 * Parses an expression of school mathematics in cleaned LaTeX (see `cleanMath`) or plain text. Letters are one
 * name each, side by side they are multiplied; `1\frac{4}{5}` and `1 4/5` are mixed numbers; `4210_5` is a name
 * of its own, since its base is part of the answer.
 *
 * @returns null for anything it does not know for certain: prose, sums, integrals, relations, lists
 */
export function parseMath(clean: string): MathNode | null {
  if (clean.trim() === '' || clean.length > maxLength) return null;
  try {
    return new Parser(clean).whole();
  } catch (error) {
    if (error instanceof Unparsable) return null;
    throw error;
  }
}

class Parser {
  readonly #source: string;
  #tokens: Token[];
  #at = 0;
  #depth = 0;
  #bars = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokenize(source);
  }

  whole(): MathNode {
    if (/[^\x20-\x7e°]/.test(this.#source)) throw new Unparsable();
    const node = this.#sum();
    if (this.#at < this.#tokens.length) throw new Unparsable();
    return node;
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token?.text === text && (token.kind === 'symbol' || token.kind === 'command');
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new Unparsable();
  }

  #sum(): MathNode {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Unparsable();
    let node = this.#signed();
    for (;;) {
      if (this.#take('+')) node = apply('+', node, this.#signed());
      else if (this.#take('-')) node = apply('-', node, this.#signed());
      else break;
    }
    this.#depth -= 1;
    return node;
  }

  #signed(): MathNode {
    if (this.#take('-')) return apply('negate', this.#signed());
    if (this.#take('+')) return this.#signed();
    return this.#product(false);
  }

  /** `inFunction`: the argument of a function without brackets, which ends before the next function. */
  #product(inFunction: boolean): MathNode {
    let node = this.#mixedNumber() ?? this.#power();
    for (;;) {
      if (this.#take('*')) node = apply('*', node, this.#factorAfterSign());
      else if (this.#take('/')) node = apply('/', node, this.#factorAfterSign());
      else if (this.#startsFactor(inFunction)) node = apply('*', node, this.#power());
      else return node;
    }
  }

  #factorAfterSign(): MathNode {
    if (this.#take('-')) return apply('negate', this.#power());
    return this.#power();
  }

  #startsFactor(inFunction: boolean): boolean {
    const token = this.#peek();
    if (token === undefined) return false;
    // Two numerals side by side are no product that anybody writes.
    if (token.kind === 'number') return this.#tokens[this.#at - 1]?.kind !== 'number';
    if (token.kind === 'letter' || token.kind === 'text') return true;
    if (token.kind === 'command')
      return !(inFunction && functions.has(token.text)) && !['}', 'rfloor', 'rceil'].includes(token.text);
    if (token.text === '|') return this.#bars === 0;
    return token.text === '(' || token.text === '[' || token.text === '{';
  }

  /** A whole number right before a proper fraction: `1\frac{4}{5}`, `1 4/5`. */
  #mixedNumber(): MathNode | null {
    const first = this.#peek();
    if (first?.kind !== 'number' || first.text.includes('.')) return null;
    const start = this.#at;
    this.#at += 1;
    const fraction = this.#is('frac') ? this.#numericFraction() : this.#slashFraction();
    if (fraction !== null && fraction.n < fraction.d) {
      const value = decimal(first.text);
      return { type: 'number', value: ratio(value.n * fraction.d + fraction.n, fraction.d) };
    }
    this.#at = start;
    return null;
  }

  #numericFraction(): Ratio | null {
    this.#at += 1;
    const [n, d] = [this.#argument(), this.#argument()];
    if (
      n.type !== 'number' ||
      d.type !== 'number' ||
      n.value.d !== 1n ||
      d.value.d !== 1n ||
      d.value.n === 0n
    )
      return null;
    return { n: n.value.n, d: d.value.n };
  }

  #slashFraction(): Ratio | null {
    const [n, d] = [this.#peek(), this.#peek(2)];
    if (n?.kind !== 'number' || !n.spaced || !this.#is('/', 1) || d?.kind !== 'number') return null;
    if (n.text.includes('.') || d.text.includes('.') || BigInt(d.text) === 0n) return null;
    this.#at += 3;
    return { n: BigInt(n.text), d: BigInt(d.text) };
  }

  #power(): MathNode {
    let node = this.#postfix(this.#atom());
    if (this.#take('^')) node = this.#postfix(apply('^', node, this.#exponent()));
    return node;
  }

  #postfix(inner: MathNode): MathNode {
    let node = inner;
    for (;;) {
      if (this.#take('!')) {
        // `5!!` is another function, and rare.
        if (this.#is('!')) throw new Unparsable();
        node = apply('!', node);
      } else if (this.#take('°')) node = apply('degrees', node);
      else if (this.#take('%')) node = apply('percent', node);
      else return node;
    }
  }

  /** Unlike LaTeX, `x^10` is taken as people mean it. */
  #exponent(): MathNode {
    if (this.#is('{')) return this.#argument();
    if (this.#take('-')) return apply('negate', this.#exponent());
    return this.#atom();
  }

  /** `{…}`, or one token as LaTeX counts them: of a numeral, its first digit. */
  #argument(): MathNode {
    if (this.#take('{')) {
      const node = this.#sum();
      this.#expect('}');
      return node;
    }
    const token = this.#peek();
    if (token?.kind === 'number' && token.text.length > 1) {
      const rest: Token = { ...token, text: token.text.slice(1), spaced: false };
      if (!/^\d/.test(token.text) || !/^\d/.test(rest.text)) throw new Unparsable();
      this.#tokens = [
        ...this.#tokens.slice(0, this.#at),
        { ...token, text: token.text.charAt(0) },
        rest,
        ...this.#tokens.slice(this.#at + 1),
      ];
    }
    return this.#atom();
  }

  #atom(): MathNode {
    const token = this.#peek();
    if (token === undefined) throw new Unparsable();
    this.#at += 1;
    if (token.kind === 'number') return this.#numeral(token.text);
    if (token.kind === 'letter') return this.#name(token.text);
    if (token.kind === 'text') {
      if (!/^[A-Za-z]$/.test(token.text)) throw new Unparsable();
      return this.#name(token.text);
    }
    if (token.kind === 'command') return this.#command(token.text);
    if (token.text === '(') return this.#until(')');
    if (token.text === '[') return this.#until(']');
    if (token.text === '{') return this.#until('}');
    if (token.text === '|' && this.#bars === 0) {
      this.#bars += 1;
      const node = apply('abs', this.#sum());
      this.#expect('|');
      this.#bars -= 1;
      return node;
    }
    throw new Unparsable();
  }

  #until(close: string): MathNode {
    const bars = this.#bars;
    this.#bars = 0;
    const node = this.#sum();
    this.#expect(close);
    this.#bars = bars;
    return node;
  }

  #numeral(digits: string): MathNode {
    if (this.#is('_')) return this.#name(digits);
    // `0.1\overline{6}`: the digits under the line repeat.
    const repeating =
      this.#is('overline') && this.#is('{', 1) && this.#is('}', 3) ? this.#peek(2) : undefined;
    if (digits.includes('.') && repeating?.kind === 'number' && /^\d+$/.test(repeating.text)) {
      this.#at += 4;
      const head = decimal(digits);
      const places = 10n ** BigInt((digits.split('.')[1] ?? '').length);
      const tail = ratio(BigInt(repeating.text), (10n ** BigInt(repeating.text.length) - 1n) * places);
      return { type: 'number', value: ratio(head.n * tail.d + tail.n * head.d, head.d * tail.d) };
    }
    return { type: 'number', value: decimal(digits) };
  }

  #name(letter: string): MathNode {
    // f(2x) is not f times 2x, and what it is cannot be known.
    if (/^[fgh]$/.test(letter) && this.#is('(')) throw new Unparsable();
    if (this.#is("'")) throw new Unparsable();
    if (!this.#take('_')) return { type: 'name', name: letter };
    return { type: 'name', name: `${letter}_${this.#subscript()}` };
  }

  #subscript(): string {
    const start = this.#at;
    if (!this.#take('{')) this.#at += 1;
    else {
      for (let open = 1; open > 0; this.#at += 1) {
        if (this.#at >= this.#tokens.length) throw new Unparsable();
        if (this.#is('{')) open += 1;
        else if (this.#is('}')) open -= 1;
      }
    }
    return this.#tokens
      .slice(start, this.#at)
      .map((token) => token.text)
      .filter((text) => !/^[{}]$/.test(text))
      .join('');
  }

  #command(name: string): MathNode {
    if (name === 'frac') return apply('/', this.#argument(), this.#argument());
    if (name === 'binom') return apply('binom', this.#argument(), this.#argument());
    if (name === 'sqrt') return this.#root();
    if (functions.has(name)) return this.#function(name);
    if (name === 'lfloor') return apply('floor', this.#until('rfloor'));
    if (name === 'lceil') return apply('ceil', this.#until('rceil'));
    if (name === 'pi') return this.#is('_') ? this.#name('pi') : { type: 'name', name: 'pi' };
    if (name === 'infinity') return { type: 'name', name: 'infty' };
    if (greek.test(name)) return this.#name(name);
    throw new Unparsable();
  }

  #root(): MathNode {
    let degree: MathNode = { type: 'number', value: ratio(2n) };
    if (this.#take('[')) degree = this.#until(']');
    return apply('root', this.#is('(') ? this.#atom() : this.#argument(), degree);
  }

  #function(name: string): MathNode {
    let base: MathNode | null = null;
    if (this.#take('_')) base = this.#argument();
    let exponent: MathNode | null = null;
    if (this.#take('^')) exponent = this.#exponent();
    const argument = this.#is('(') || this.#is('{') ? this.#postfix(this.#atom()) : this.#product(true);
    const inverse = exponent?.type === 'apply' && exponent.op === 'negate' && isOne(exponent.args[0]);
    if (inverse && /^(?:sin|cos|tan)$/.test(name)) return apply(`arc${name}` as Operation, argument);
    if (name === 'lg') base = { type: 'number', value: ratio(10n) };
    const op = (
      name === 'lg' || (name === 'log' && base === null) ? (name === 'lg' ? 'log' : 'ln') : name
    ) as Operation;
    const value = base === null ? apply(op, argument) : apply('log', argument, base);
    return exponent === null ? value : apply('^', value, exponent);
  }
}

const isOne = (node: MathNode | undefined): boolean =>
  node?.type === 'number' && node.value.n === 1n && node.value.d === 1n;

function apply(op: Operation, ...args: MathNode[]): MathNode {
  return { type: 'apply', op, args };
}

/** The expression with one name put for another. */
export function renamed(node: MathNode, from: string, to: string): MathNode {
  if (node.type === 'number') return node;
  if (node.type === 'name') return node.name === from ? { type: 'name', name: to } : node;
  return { ...node, args: node.args.map((arg) => renamed(arg, from, to)) };
}
