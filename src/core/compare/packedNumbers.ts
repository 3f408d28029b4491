/**
 * Whole numbers as a text of 64 characters that JSON and structured clones copy as they are: small numbers take one,
 * each more five bits of the number, the lowest first, as in source maps (ECMA-426, base64 VLQ).
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** More digits follow. */
const MORE = 32;

/** Numbers are at most 2^30. */
export class NumberWriter {
  readonly #parts: string[] = [];

  /** A number from 0 on. */
  whole(number: number): void {
    let rest = number;
    while (rest >= MORE) {
      this.#parts.push(alphabet[MORE + (rest & (MORE - 1))] ?? '');
      rest >>>= 5;
    }
    this.#parts.push(alphabet[rest] ?? '');
  }

  signed(number: number): void {
    this.whole(number < 0 ? -2 * number - 1 : 2 * number);
  }

  text(): string {
    return this.#parts.join('');
  }
}

const values = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;

/** Reads what a `NumberWriter` wrote, in its order. Behind the end there are zeros. */
export class NumberReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): number {
    let number = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = values[this.#text.charCodeAt(this.#at++)] ?? 0;
      number |= (digit & (MORE - 1)) << shift;
      if ((digit & MORE) === 0) return number;
    }
  }

  signed(): number {
    const number = this.whole();
    return (number & 1) === 1 ? -((number + 1) >>> 1) : number >>> 1;
  }
}
