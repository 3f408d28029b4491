import type { JsonObject, JsonValue } from '../json.ts';

/** Nesting beyond this is no published value. */
const deepest = 50;

/**
 * The value of a Python list, tuple, dict or numpy array as `repr` writes it, nested as it may be: `['a', "b"]`,
 * `{'text': array(['x', 'y'], dtype=object)}`, and numpy's own `str`, which has no commas: `['a' 'b']`. Null
 * where the text is anything else; nothing is evaluated.
 */
export function parsePython(text: string): JsonValue | null {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.skipSpace();
  return value === undefined || !reader.atEnd ? null : value;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};
const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['None', null],
  ['True', true],
  ['False', false],
  ['nan', Number.NaN],
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** Each method gives `undefined` where the text is not of its form. */
class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  value(depth: number): JsonValue | undefined {
    this.skipSpace();
    if (depth > deepest) return undefined;
    const sign = this.#text[this.#at] ?? '';
    if (sign === '[') return this.#list(']', depth);
    if (sign === '(') return this.#list(')', depth);
    if (sign === '{') return this.#dict(depth);
    if (sign === "'" || sign === '"') return this.#string(sign);
    if (this.#take(/array\(/y) !== null) return this.#array(depth);
    const number = this.#take(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y);
    if (number !== null) {
      const value = Number(number);
      return /^[-+]?\d+$/.test(number) && !Number.isSafeInteger(value) ? BigInt(number) : value;
    }
    const word = this.#take(/[A-Za-z]+/y);
    return word === null ? undefined : words.get(word);
  }

  skipSpace(): void {
    this.#take(/\s+/y);
  }

  #list(close: string, depth: number): JsonValue[] | undefined {
    this.#at += 1;
    const list: JsonValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.#next(close)) return list;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      list.push(value);
      this.skipSpace();
      this.#next(',');
    }
  }

  #dict(depth: number): JsonObject | undefined {
    this.#at += 1;
    const entries: [string, JsonValue][] = [];
    for (;;) {
      this.skipSpace();
      if (this.#next('}')) return Object.fromEntries(entries);
      const key = this.value(depth + 1);
      this.skipSpace();
      if (key === undefined || typeof key === 'object' || !this.#next(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([String(key), value]);
      this.skipSpace();
      if (!this.#next(',') && this.#text[this.#at] !== '}') return undefined;
    }
  }

  /** Behind `array(`: the list, then what says its type. */
  #array(depth: number): JsonValue | undefined {
    const value = this.value(depth + 1);
    return value !== undefined && this.#take(/\s*(?:,\s*dtype=[^()]*)?\)/y) !== null ? value : undefined;
  }

  #string(quote: string): string | undefined {
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const sign = this.#text[this.#at] ?? '';
      if (sign === quote) {
        this.#at += 1;
        return value;
      }
      if (sign !== '\\') {
        value += sign;
        continue;
      }
      const code = this.#take(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/y);
      if (code !== null) {
        const point = Number.parseInt(code.slice(2), 16);
        if (point > 0x10ffff) return undefined;
        value += String.fromCodePoint(point);
        this.#at -= 1;
        continue;
      }
      this.#at += 1;
      const escaped = this.#text[this.#at] ?? '';
      // An unknown escape is both its signs, as in Python.
      value += escapes[escaped] ?? `\\${escaped}`;
    }
    return undefined;
  }

  #next(sign: string): boolean {
    const is = this.#text[this.#at] === sign;
    if (is) this.#at += 1;
    return is;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }
}
