import { Offsets } from './offsets.ts';
import { say } from '../../core/say.ts';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const lineFeed = 0x0a;

/** An array whose elements may be items: the root itself (`key` null), or the value under a key of the root. */
export interface ElementArray {
  readonly key: string | null;
  /** Whether its first element is an object, as an item is. */
  ofObjects: boolean;
  readonly starts: Offsets;
  /** Half-open ends. */
  readonly ends: Offsets;
}

/** The first thing that no JSON value has, where it stands (in units). */
export interface Damage {
  readonly offset: number;
  readonly message: string;
}

/**
 * Finds the elements of a JSON array in a stream, without parsing them: it knows strings, escapes and brackets
 * only. Offsets are in code units, one byte each (encoding.ts). A raw line feed ends a string, which no
 * JSON string may hold: so one unclosed string spoils its own element and not the rest of the file.
 */
export class ElementScanner {
  readonly arrays: ElementArray[] = [];
  damage: Damage | null = null;
  /** The root value, once its first character and its end have been seen. */
  rootStart = -1;
  rootEnd = -1;
  /** Where something follows the root value; then nothing further is read. */
  trailing = -1;

  #open: number[] = [];
  #inString = false;
  #escaped = false;
  #key: number[] | null = null;
  #lastKey = '';
  #expectKey = false;
  #array: ElementArray | null = null;
  #arrayDepth = 0;
  #element = -1;
  /** Where the element's own bracket closed it; -1 while it is open, or no bracket. */
  #elementEnd = -1;
  #lastSign = -1;
  #afterComma = false;

  readonly #size: number;

  /** @param size units in all. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Takes the next units; false once nothing more is needed. */
  push(units: Uint8Array, offset: number, from = 0): boolean {
    for (let i = from; i < units.length; i++) {
      const unit = units[i] ?? 0;
      if (this.#inString) {
        i = this.#stringUntil(units, offset, i);
        continue;
      }
      if (unit <= 0x20) continue;
      if (this.rootEnd >= 0) {
        this.trailing = offset + i;
        return false;
      }
      this.#sign(unit, offset + i);
    }
    return true;
  }

  /** To be called after the last units. */
  finish(): void {
    if (this.rootEnd >= 0 || this.rootStart < 0) return;
    if (this.#element >= 0 && this.#elementEnd < 0) {
      this.#harm(this.#element, say`the file ends within the element that begins here`);
    } else {
      if (this.#element >= 0) this.#endElement();
      this.#harm(this.#size, say`the closing ${this.#open[0] === openArray ? ']' : '}'} is missing`);
    }
    if (this.#array) this.arrays.push(this.#array);
  }

  /** Goes on within a string; gives the place of its last unit, or of the chunk's. */
  #stringUntil(units: Uint8Array, offset: number, from: number): number {
    let escaped = this.#escaped;
    for (let i = from; i < units.length; i++) {
      const unit = units[i] ?? 0;
      if (unit === lineFeed) {
        this.#harm(offset + i, say`a string is not closed on its line`);
        this.#endString(offset + i - 1);
        return i;
      }
      if (!escaped && unit === quote) {
        this.#endString(offset + i);
        return i;
      }
      escaped = !escaped && unit === backslash;
      if (this.#key !== null && this.#key.length < 200) this.#key.push(unit);
    }
    this.#escaped = escaped;
    return units.length - 1;
  }

  #sign(unit: number, at: number): void {
    if (this.rootStart < 0) this.rootStart = at;
    const direct = this.#array !== null && this.#open.length === this.#arrayDepth;
    const closing = unit === closeArray || unit === closeObject;
    if (direct && unit !== comma && !closing) this.#beginElement(unit, at);
    switch (unit) {
      case quote:
        this.#inString = true;
        this.#key = this.#expectKey && this.#open.length === 1 ? [] : null;
        break;
      case openArray:
      case openObject:
        this.#openBracket(unit);
        break;
      case closeArray:
      case closeObject:
        this.#closeBracket(unit, at, direct);
        break;
      case comma:
        if (direct) this.#separate(at);
        this.#expectKey = this.#open.length === 1 && this.#open[0] === openObject;
        break;
      case colon:
        this.#expectKey = false;
        break;
    }
    this.#lastSign = at;
  }

  #beginElement(unit: number, at: number): void {
    if (this.#elementEnd >= 0) {
      this.#harm(at, say`a comma is missing between two elements`);
      this.#endElement();
    }
    if (this.#element >= 0) return;
    this.#element = at;
    if (this.#array?.starts.length === 0) this.#array.ofObjects = unit === openObject;
  }

  #openBracket(unit: number): void {
    this.#open.push(unit);
    if (this.#array !== null) return;
    const depth = this.#open.length;
    this.#expectKey = depth === 1 && unit === openObject;
    const underRoot = depth === 2 && this.#open[0] === openObject;
    if (unit !== openArray || !(depth === 1 || underRoot)) return;
    this.#array = {
      key: depth === 1 ? null : this.#lastKey,
      ofObjects: false,
      starts: new Offsets(this.#size),
      ends: new Offsets(this.#size),
    };
    this.#arrayDepth = depth;
    this.#afterComma = false;
  }

  #closeBracket(unit: number, at: number, direct: boolean): void {
    const expected = this.#open.at(-1) === openArray ? closeArray : closeObject;
    if (this.#open.length === 0 || unit !== expected) {
      this.#harm(at, say`${String.fromCharCode(unit)} closes nothing that is open`);
      return;
    }
    if (direct && unit === closeArray) this.#endArray(at);
    this.#open.pop();
    if (this.#array !== null && this.#open.length === this.#arrayDepth) this.#elementEnd = at + 1;
    if (this.#open.length === 0) this.rootEnd = at + 1;
  }

  #separate(at: number): void {
    if (this.#element < 0) this.#harm(at, say`there is a comma too many`);
    else this.#endElement();
    this.#afterComma = true;
  }

  #endElement(): void {
    this.#array?.starts.push(this.#element);
    this.#array?.ends.push(this.#elementEnd >= 0 ? this.#elementEnd : this.#lastSign + 1);
    this.#element = -1;
    this.#elementEnd = -1;
    this.#afterComma = false;
  }

  #endArray(at: number): void {
    if (this.#element >= 0) this.#endElement();
    else if (this.#afterComma) this.#harm(at, say`there is a comma too many`);
    if (this.#array) this.arrays.push(this.#array);
    this.#array = null;
  }

  #endString(at: number): void {
    this.#inString = false;
    this.#escaped = false;
    this.#lastSign = at;
    if (this.#key !== null) this.#lastKey = Buffer.from(this.#key).toString('utf8');
    this.#key = null;
  }

  #harm(offset: number, message: string): void {
    this.damage ??= { offset, message };
  }
}
