import { tokenize } from './mathTokens.ts';
import type { Token } from './mathTokens.ts';

/** The text is no expression that is known for certain. */
export class Unparsable extends Error {}

/** The tokens of a text, read from the first to the last. */
export class TokenReader {
  #tokens: Token[];
  /** Index of the next token; a reader may go back to where it was. */
  place = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get ended(): boolean {
    return this.place >= this.#tokens.length;
  }

  /** The next token, the one `ahead` of it, or with -1 the one read last. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.place + ahead];
  }

  /** Whether a symbol or command is next (or `ahead` of what is next). */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.text === text && (token.kind === 'symbol' || token.kind === 'command');
  }

  /** Reads the next token, whatever it is. */
  next(): Token {
    const token = this.peek();
    if (token === undefined) throw new Unparsable();
    this.place += 1;
    return token;
  }

  /** Reads this symbol or command if it is next. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.place += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Unparsable();
  }

  /** Cuts a numeral that is next behind its first digit: LaTeX counts each digit as a token. */
  cutNumeral(): void {
    const token = this.peek();
    if (token?.kind !== 'number' || token.text.length === 1) return;
    const rest: Token = { ...token, text: token.text.slice(1), spaced: false };
    if (!/^\d/.test(token.text) || !/^\d/.test(rest.text)) throw new Unparsable();
    this.#tokens = [
      ...this.#tokens.slice(0, this.place),
      { ...token, text: token.text.charAt(0) },
      rest,
      ...this.#tokens.slice(this.place + 1),
    ];
  }

  /** Reads `{…}` or one token as it is written, without its braces. */
  verbatim(): string {
    const start = this.place;
    if (!this.take('{')) this.place += 1;
    else {
      for (let open = 1; open > 0; this.place += 1) {
        if (this.ended) throw new Unparsable();
        if (this.is('{')) open += 1;
        else if (this.is('}')) open -= 1;
      }
    }
    return this.#tokens
      .slice(start, this.place)
      .map((token) => token.text)
      .filter((text) => !/^[{}]$/.test(text))
      .join('');
  }
}
