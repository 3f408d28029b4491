import { Offsets } from './offsets.ts';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Finds the records of delimited text in a stream without reading their fields (RFC 4180): a quote counts
 * where it begins a field, and until its partner line ends and delimiters are text. Offsets are in code units,
 * one byte each (encoding.ts). Lines with nothing but spaces and delimiters are no records.
 */
export class CsvScanner {
  /** Where each record begins, and its end without the line end. */
  readonly starts: Offsets;
  readonly ends: Offsets;
  /** The records in which a quoted field goes on behind its closing quote. */
  readonly malformed = new Set<number>();
  /** Where a quoted field begins that is never closed; -1 where there is none. */
  unclosed = -1;

  readonly #delimiter: number;
  /** False: a quote is a sign like any other. */
  readonly #quotes: boolean;
  readonly #plain: ReadonlySet<number>;
  #start = -1;
  #quoted = false;
  #quoteStart = -1;
  /** The last unit was a quote within quotes: it closes, unless another one follows. */
  #closing = false;
  /** The last unit of the chunk before. */
  #before = -1;
  #blank = true;

  /**
   * @param size units in all.
   * @param plain offsets of quotes that open nothing, since they are never closed.
   */
  constructor(size: number, delimiter: number, quotes: boolean, plain: ReadonlySet<number> = new Set()) {
    this.starts = new Offsets(size);
    this.ends = new Offsets(size);
    this.#delimiter = delimiter;
    this.#quotes = quotes;
    this.#plain = plain;
  }

  push(units: Uint8Array, offset: number, from = 0): boolean {
    let nextQuote = -2;
    let i = from;
    while (i < units.length) {
      if (this.#start < 0) this.#start = offset + i;
      if (this.#closing) {
        this.#closing = false;
        if (units[i] === quote) {
          i += 1;
          continue;
        }
        this.#quoted = false;
        if (!this.#endsField(units[i] ?? 0)) this.malformed.add(this.starts.length);
      }
      if (this.#quoted) {
        const end = units.indexOf(quote, i);
        this.#blank = false;
        if (end < 0) break;
        this.#closing = true;
        i = end + 1;
        continue;
      }
      const end = units.indexOf(lineFeed, i);
      const stop = end < 0 ? units.length : end;
      if (this.#quotes && nextQuote < i && nextQuote !== -1) nextQuote = units.indexOf(quote, i);
      if (nextQuote >= i && nextQuote < stop) {
        const before = nextQuote === 0 ? this.#before : (units[nextQuote - 1] ?? 0);
        const opens = offset + nextQuote === this.#start || before === this.#delimiter;
        if (opens && this.#plain.has(offset + nextQuote)) this.malformed.add(this.starts.length);
        else if (opens) {
          this.#quoted = true;
          this.#quoteStart = offset + nextQuote;
        }
        this.#blank = false;
        i = nextQuote + 1;
        continue;
      }
      this.#look(units, i, stop);
      if (end < 0) break;
      const isReturn = end === 0 ? this.#before === carriageReturn : units[end - 1] === carriageReturn;
      this.#endRecord(offset + end - (isReturn ? 1 : 0));
      i = end + 1;
    }
    this.#before = units.at(-1) ?? this.#before;
    return true;
  }

  /** To be called after the last units; `end` is where the text ends. */
  finish(end: number): void {
    if (this.#start < 0) return;
    if (this.#quoted && !this.#closing) this.unclosed = this.#quoteStart;
    this.#endRecord(end - (this.#before === carriageReturn && !this.#quoted ? 1 : 0));
  }

  #look(units: Uint8Array, from: number, to: number): void {
    for (let i = from; this.#blank && i < to; i++) {
      const unit = units[i] ?? 0;
      this.#blank = unit <= 0x20 || unit === this.#delimiter;
    }
  }

  #endsField(unit: number): boolean {
    return unit === this.#delimiter || unit === lineFeed || unit === carriageReturn;
  }

  #endRecord(end: number): void {
    if (!this.#blank) {
      this.starts.push(this.#start);
      this.ends.push(Math.max(end, this.#start));
    }
    this.#start = -1;
    this.#blank = true;
    this.#quoted = false;
    this.#closing = false;
  }
}
