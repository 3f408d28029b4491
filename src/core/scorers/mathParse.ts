import { apply, isOne } from './mathNode.ts';
import type { MathNode, Operation } from './mathNode.ts';
import { decimal, ratio } from './mathNumber.ts';
import type { Ratio } from './mathNumber.ts';
import { decimalNumeral, slashFraction } from './mathNumerals.ts';
import { TokenReader, Unparsable } from './mathTokenReader.ts';
import { functions } from './mathTokens.ts';

const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Sigma|Phi|Psi|Omega|ell|infty|emptyset)$/;
const maxLength = 1500;
const maxDepth = 50;

/**
 * Parses an expression of school mathematics in cleaned LaTeX (see `cleanMath`) or plain text. Letters are one
 * name each, side by side they are multiplied; `1\frac{4}{5}` and `1 4/5` are mixed numbers; `4210_5` is a name
 * of its own, since its base is part of the answer.
 *
 * @returns null for anything it does not know for certain: prose, sums, integrals, relations, lists
 */
export function parseMath(clean: string): MathNode | null {
  if (clean.trim() === '' || clean.length > maxLength || /[^\x20-\x7e°]/.test(clean)) return null;
  try {
    return new Parser(clean).whole();
  } catch (error) {
    if (error instanceof Unparsable) return null;
    throw error;
  }
}

class Parser {
  readonly #tokens: TokenReader;
  #depth = 0;
  #bars = 0;

  constructor(text: string) {
    this.#tokens = new TokenReader(text);
  }

  whole(): MathNode {
    const node = this.#sum();
    if (!this.#tokens.ended) throw new Unparsable();
    return node;
  }

  #sum(): MathNode {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Unparsable();
    let node = this.#signed();
    for (;;) {
      if (this.#tokens.take('+')) node = apply('+', node, this.#signed());
      else if (this.#tokens.take('-')) node = apply('-', node, this.#signed());
      else break;
    }
    this.#depth -= 1;
    return node;
  }

  #signed(): MathNode {
    if (this.#tokens.take('-')) return apply('negate', this.#signed());
    if (this.#tokens.take('+')) return this.#signed();
    return this.#product(false);
  }

  /** `inFunction`: the argument of a function without brackets, which ends before the next function. */
  #product(inFunction: boolean): MathNode {
    let node = this.#mixedNumber() ?? this.#power();
    for (;;) {
      if (this.#tokens.take('*')) node = apply('*', node, this.#factorAfterSign());
      else if (this.#tokens.take('/')) node = apply('/', node, this.#factorAfterSign());
      else if (this.#startsFactor(inFunction)) node = apply('*', node, this.#power());
      else return node;
    }
  }

  #factorAfterSign(): MathNode {
    if (this.#tokens.take('-')) return apply('negate', this.#power());
    return this.#power();
  }

  #startsFactor(inFunction: boolean): boolean {
    const token = this.#tokens.peek();
    if (token === undefined) return false;
    // Two numerals side by side are no product that anybody writes.
    if (token.kind === 'number') return this.#tokens.peek(-1)?.kind !== 'number';
    if (token.kind === 'letter' || token.kind === 'text') return true;
    if (token.kind === 'command')
      return !(inFunction && functions.has(token.text)) && !['}', 'rfloor', 'rceil'].includes(token.text);
    if (token.text === '|') return this.#bars === 0;
    return token.text === '(' || token.text === '[' || token.text === '{';
  }

  /** A whole number right before a proper fraction: `1\frac{4}{5}`, `1 4/5`. */
  #mixedNumber(): MathNode | null {
    const first = this.#tokens.peek();
    if (first?.kind !== 'number' || first.text.includes('.')) return null;
    const start = this.#tokens.place;
    this.#tokens.place += 1;
    const fraction = this.#tokens.is('frac') ? this.#numericFraction() : slashFraction(this.#tokens);
    if (fraction !== null && fraction.n < fraction.d) {
      const value = decimal(first.text);
      return { type: 'number', value: ratio(value.n * fraction.d + fraction.n, fraction.d) };
    }
    this.#tokens.place = start;
    return null;
  }

  #numericFraction(): Ratio | null {
    this.#tokens.place += 1;
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

  #power(): MathNode {
    let node = this.#postfix(this.#atom());
    if (this.#tokens.take('^')) node = this.#postfix(apply('^', node, this.#exponent()));
    return node;
  }

  #postfix(inner: MathNode): MathNode {
    let node = inner;
    for (;;) {
      if (this.#tokens.take('!')) {
        // `5!!` is another function, and rare.
        if (this.#tokens.is('!')) throw new Unparsable();
        node = apply('!', node);
      } else if (this.#tokens.take('°')) node = apply('degrees', node);
      else if (this.#tokens.take('%')) node = apply('percent', node);
      else return node;
    }
  }

  /** Unlike LaTeX, `x^10` is taken as people mean it. */
  #exponent(): MathNode {
    if (this.#tokens.is('{')) return this.#argument();
    if (this.#tokens.take('-')) return apply('negate', this.#exponent());
    return this.#atom();
  }

  /** `{…}`, or one token as LaTeX counts them: of a numeral, its first digit. */
  #argument(): MathNode {
    if (this.#tokens.take('{')) {
      const node = this.#sum();
      this.#tokens.expect('}');
      return node;
    }
    this.#tokens.cutNumeral();
    return this.#atom();
  }

  #atom(): MathNode {
    const token = this.#tokens.next();
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
      this.#tokens.expect('|');
      this.#bars -= 1;
      return node;
    }
    throw new Unparsable();
  }

  #until(close: string): MathNode {
    const bars = this.#bars;
    this.#bars = 0;
    const node = this.#sum();
    this.#tokens.expect(close);
    this.#bars = bars;
    return node;
  }

  #numeral(digits: string): MathNode {
    if (this.#tokens.is('_')) return this.#name(digits);
    return { type: 'number', value: decimalNumeral(this.#tokens, digits) };
  }

  #name(letter: string): MathNode {
    // f(2x) is not f times 2x, and what it is cannot be known.
    if (/^[fgh]$/.test(letter) && this.#tokens.is('(')) throw new Unparsable();
    if (this.#tokens.is("'")) throw new Unparsable();
    if (!this.#tokens.take('_')) return { type: 'name', name: letter };
    return { type: 'name', name: `${letter}_${this.#tokens.verbatim()}` };
  }

  #command(name: string): MathNode {
    if (name === 'frac') return apply('/', this.#argument(), this.#argument());
    if (name === 'binom') return apply('binom', this.#argument(), this.#argument());
    if (name === 'sqrt') return this.#root();
    if (functions.has(name)) return this.#function(name);
    if (name === 'lfloor') return apply('floor', this.#until('rfloor'));
    if (name === 'lceil') return apply('ceil', this.#until('rceil'));
    if (name === 'pi') return this.#tokens.is('_') ? this.#name('pi') : { type: 'name', name: 'pi' };
    if (name === 'infinity') return { type: 'name', name: 'infty' };
    if (greek.test(name)) return this.#name(name);
    throw new Unparsable();
  }

  #root(): MathNode {
    let degree: MathNode = { type: 'number', value: ratio(2n) };
    if (this.#tokens.take('[')) degree = this.#until(']');
    return apply('root', this.#tokens.is('(') ? this.#atom() : this.#argument(), degree);
  }

  #function(name: string): MathNode {
    let base: MathNode | null = null;
    if (this.#tokens.take('_')) base = this.#argument();
    let exponent: MathNode | null = null;
    if (this.#tokens.take('^')) exponent = this.#exponent();
    const argument =
      this.#tokens.is('(') || this.#tokens.is('{') ? this.#postfix(this.#atom()) : this.#product(true);
    const inverse = exponent?.type === 'apply' && exponent.op === 'negate' && isOne(exponent.args[0]);
    if (inverse && /^(?:sin|cos|tan)$/.test(name)) return apply(`arc${name}` as Operation, argument);
    // As school books have it; `\ln` is another function. Where the base cancels out, any will do.
    if (name === 'lg' || (name === 'log' && base === null)) base = { type: 'number', value: ratio(10n) };
    const value = base === null ? apply(name as Operation, argument) : apply('log', argument, base);
    return exponent === null ? value : apply('^', value, exponent);
  }
}
