/** A number in [0, 1), the same ones on every machine. */
export type Chance = () => number;

/** Numbers from a seed (Tommy Ettinger's mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words =
  'we let the first of these be so that it follows from the sum and then every number is even wait check again if not take another look at what was asked before we divide both sides by two which gives an answer less than ten'.split(
    ' ',
  );
const asides = [
  '$\\frac{a}{b} \\le \\sqrt{3}$',
  'He said "no", and meant it.',
  'Für α ≥ 0 ist das klar — oder?',
  '所以答案是 12。',
  '\\[ x^2 + 2x + 1 = 0 \\]',
  '{"a": [1, 2]}',
  '✓',
];

/** Prose of a reasoning model, already escaped as in a JSON text, of which parts are cut. */
export class Prose {
  readonly #text: string;
  /** Where sentences begin. */
  readonly #starts: number[] = [];
  /** UTF-8 bytes of a character on average. */
  readonly #bytes: number;

  constructor(sentences = 20_000) {
    const chance = chanceFrom(7);
    let text = '';
    for (let sentence = 0; sentence < sentences; sentence++) {
      this.#starts.push(text.length);
      const said = Array.from({ length: 6 + Math.floor(chance() * 16) }, () => pick(words, chance)).join(' ');
      const aside = chance() < 0.3 ? ` ${pick(asides, chance)}` : '';
      const end = chance() < 0.2 ? '\n\n' : ' ';
      text += JSON.stringify(`${said}.${aside}${end}`).slice(1, -1);
    }
    this.#text = text;
    this.#bytes = Buffer.byteLength(text) / text.length;
  }

  /** Whole sentences of about so many bytes in UTF-8. */
  take(bytes: number, chance: Chance): string {
    const length = bytes / this.#bytes;
    const last = this.#starts.findLastIndex((start) => start + length < this.#text.length);
    const start = this.#starts[Math.floor(chance() * last)] ?? 0;
    let end = this.#starts.length - 1;
    let low = 0;
    while (low < end) {
      const middle = (low + end) >> 1;
      if ((this.#starts[middle] ?? 0) < start + length) low = middle + 1;
      else end = middle;
    }
    return this.#text.slice(start, this.#starts[end]);
  }
}

function pick<T>(values: readonly T[], chance: Chance): T {
  const value = values[Math.floor(chance() * values.length)];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}
