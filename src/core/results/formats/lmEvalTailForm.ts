import type { JsonObject, JsonValue } from '../../json.ts';

/** As many forms are known of a file: one for each of its filters. */
const mostForms = 4;
const hashLength = 64;
/** Metrics have longer values in some lines than in others. */
const slack = 96;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * The ends of the lines of a file are all of one form: the same keys, hashes and numbers. Where an end is of a form
 * that was parsed before, its values are read from their places, which takes a quarter of the time of parsing it.
 */
export class TailForms {
  readonly #forms: TailForm[] = [];

  /** The keys from `filter` on, `prompt_hash` and `target_hash` left out; null where the end is of no known form. */
  read(line: Buffer): JsonObject | null {
    for (const form of this.#forms) {
      const tail = form.read(line);
      if (tail !== null) return tail;
    }
    return null;
  }

  /** Remembers the form of an end that was parsed, if it is one. */
  learn(line: Buffer, text: string, tail: JsonObject): void {
    if (this.#forms.length === mostForms) return;
    const form = formOf(text, tail);
    // What it reads of this very line has to be what was parsed.
    const read = form?.read(line);
    if (form && read && isSame(read, tail)) this.#forms.push(form);
  }
}

/** Texts that stand between the values of an end, from the key `filter` to the brace of the line. */
class TailForm {
  readonly #start: string;
  readonly #betweenHashes: readonly string[];
  /** Before each value of `#names`. */
  readonly #betweenValues: readonly string[];
  readonly #names: readonly string[];
  readonly #filter: string;
  readonly #metrics: JsonValue[];
  readonly #length: number;

  constructor(tail: JsonObject & { filter: string; metrics: JsonValue[] }, text: string) {
    const { filter, metrics } = tail;
    this.#filter = filter;
    this.#metrics = metrics;
    this.#names = Object.keys(tail).slice(hashKeys.length + 2);
    const listed = metrics.map((name) => JSON.stringify(name)).join(', ');
    this.#start = `"filter": ${JSON.stringify(filter)}, "metrics": [${listed}], "doc_hash": "`;
    this.#betweenHashes = ['", "prompt_hash": "', '", "target_hash": "'];
    this.#betweenValues = this.#names.map(
      (name, place) => `${place === 0 ? '"' : ''}, ${JSON.stringify(name)}: `,
    );
    this.#length = text.length + slack;
  }

  read(line: Buffer): JsonObject | null {
    const from = Math.max(0, line.length - this.#length);
    const text = line.toString('latin1', from, line.length);
    const start = text.indexOf(this.#start);
    if (start < 2 || text.charCodeAt(start - 1) !== 32 || text.charCodeAt(start - 2) !== 44) return null;
    const hash = start + this.#start.length;
    let at = hash + hashLength;
    if (!isHex(text, hash)) return null;
    for (const between of this.#betweenHashes) {
      if (!text.startsWith(between, at)) return null;
      at += between.length;
      if (!isHex(text, at)) return null;
      at += hashLength;
    }
    const tail: JsonObject = {
      filter: this.#filter,
      metrics: this.#metrics,
      doc_hash: line.toString('latin1', from + hash, from + hash + hashLength),
    };
    const last = this.#names.length - 1;
    for (let place = 0; place <= last; place++) {
      const between = this.#betweenValues[place] ?? '';
      if (!text.startsWith(between, at)) return null;
      at += between.length;
      const end = place === last ? text.length - 1 : text.indexOf(',', at);
      const value = valueIn(text.slice(at, end));
      if (value === null) return null;
      tail[this.#names[place] ?? ''] = value;
      at = end;
    }
    return at === text.length - 1 && text.charCodeAt(at) === 125 ? tail : null;
  }
}

const hashKeys = ['doc_hash', 'prompt_hash', 'target_hash'];

function formOf(text: string, tail: JsonObject): TailForm | null {
  const { filter, metrics } = tail;
  const keys = Object.keys(tail);
  const isUsual = ['filter', 'metrics', ...hashKeys].every((key, place) => keys[place] === key);
  if (!isUsual || keys.length === hashKeys.length + 2) return null;
  if (typeof filter !== 'string' || !Array.isArray(metrics)) return null;
  return new TailForm({ ...tail, filter, metrics }, text);
}

function valueIn(text: string): number | boolean | null {
  if (text === '1.0') return 1;
  if (text === '0.0') return 0;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'NaN') return Number.NaN;
  return number.test(text) ? Number(text) : null;
}

function isHex(text: string, from: number): boolean {
  if (from + hashLength > text.length) return false;
  let wrong = 0;
  for (let at = from; at < from + hashLength; at++) wrong |= notHex[text.charCodeAt(at)] ?? 1;
  return wrong === 0;
}

/** By byte: 0 for a hexadecimal digit as Python writes it, else 1. */
const notHex = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9a-f]/.test(String.fromCharCode(byte)) ? 0 : 1,
);

function isSame(read: JsonObject, tail: JsonObject): boolean {
  return Object.keys(tail).every(
    (key) =>
      key === 'prompt_hash' ||
      key === 'target_hash' ||
      JSON.stringify(read[key]) === JSON.stringify(tail[key]),
  );
}
