import { isJsonObject, parseJson, type JsonObject } from '../../core/json.ts';
import type { Problem } from '../../core/problem.ts';
import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { ElementScanner, type ElementArray } from './elementScanner.ts';
import { decode, foldUnits, type Encoding } from './encoding.ts';
import type { LineIndex } from './lineIndex.ts';
import { Offsets } from './offsets.ts';
import { sampledPlaces } from './tellBenchmark.ts';
import { elementValues, lineValues, noValues, type Values } from './values.ts';
import { say, verbatim } from '../../core/say.ts';

/** How a file holds its values, and what is wrong with the file as a whole. */
export interface FileShape {
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** How many of the first filled lines are tried before a file counts as no JSONL, and how many of the rest. */
const triedLines = 50;
/** A value beyond this is not parsed just to tell what shape the file has. */
const triedBytes = 16 * 1024 * 1024;

/** Whether a record is an item of some benchmark. */
export type Recognises = (record: JsonObject) => boolean;

export class ShapeFinder {
  readonly #file: string;
  readonly #source: ByteSource;
  readonly #encoding: Encoding;
  readonly #lines: LineIndex;
  readonly #recognises: Recognises;

  constructor(
    file: string,
    source: ByteSource,
    encoding: Encoding,
    lines: LineIndex,
    recognises: Recognises,
  ) {
    this.#file = file;
    this.#source = source;
    this.#encoding = encoding;
    this.#lines = lines;
    this.#recognises = recognises;
  }

  /** Whether the first sign is one that JSON of records begins with. */
  async beginsAsJson(): Promise<boolean> {
    if (this.#lines.filled === 0) return false;
    const first = await this.firstSign();
    return first === '{' || first === '[';
  }

  /** Decides between JSONL, a JSON array, an array under a key, one object over several lines, and neither. */
  async find(): Promise<FileShape> {
    if (this.#lines.filled === 0) return this.nothing(say`This file is empty: there are no items in it.`);
    const first = await this.firstSign();
    if (first instanceof ReadFailure) return this.nothing(first.message);
    if (first === '[') return this.array();
    if (first === '{') return this.object();
    if (await this.hasObjectLine()) return this.jsonl();
    return this.nothing(
      say`This is not a file of items: it begins with ${verbatim(JSON.stringify(first))}, where JSONL or a JSON array begins with { or [.`,
      this.#lines.filledLine(0) + 1,
    );
  }

  private jsonl(): FileShape {
    return { values: lineValues(this.#lines, this.#source, this.#encoding), problems: [] };
  }

  private async array(): Promise<FileShape> {
    const scanner = await this.scan();
    if (scanner instanceof ReadFailure) return this.nothing(scanner.message);
    const [root] = scanner.arrays;
    if (root === undefined || root.starts.length === 0) {
      if (!scanner.damage) return this.nothing(say`The list is empty: there are no items in it.`, 1);
      return this.nothing(damageInWords(scanner.damage.message), this.lineOfUnit(scanner.damage.offset));
    }
    return this.elements(scanner, root, []);
  }

  private async object(): Promise<FileShape> {
    const line = await this.lineRecord(this.#lines.filledLine(0));
    const jsonl = this.jsonl();
    if (line !== null && (this.#lines.filled > 1 || this.isItem(line))) return jsonl;
    const scanner = await this.scan();
    if (scanner instanceof ReadFailure) return this.nothing(scanner.message);
    if (scanner.damage && (await this.hasObjectLine(1))) return jsonl;
    if (scanner.trailing >= 0 && !scanner.damage) {
      if (this.lineOfUnit(scanner.rootStart) === this.lineOfUnit(scanner.rootEnd - 1)) return jsonl;
      return this.nothing(
        say`Objects follow one another over several lines. Put each on a line of its own (JSONL) or all into one list: [ …, … ].`,
        this.lineOfUnit(scanner.trailing),
      );
    }
    return this.rootObject(scanner);
  }

  private async rootObject(scanner: ElementScanner): Promise<FileShape> {
    const [start, end] = [scanner.rootStart, scanner.rootEnd];
    const root = end < 0 ? null : await this.record(start * this.#encoding.width, end * this.#encoding.width);
    const lists = scanner.arrays.filter((list) => list.ofObjects);
    if ((root !== null && this.isItem(root)) || (lists.length === 0 && end >= 0)) {
      return this.elements(
        scanner,
        { key: null, ofObjects: true, starts: this.one(start), ends: this.one(end) },
        [],
      );
    }
    const records = await Promise.all(lists.map((list) => this.firstRecord(list)));
    const chosen =
      lists.find((_, i) => this.isItem(records[i] ?? null)) ?? lists.find((_, i) => records[i]) ?? lists[0];
    if (chosen === undefined) {
      const damage = scanner.damage;
      return this.nothing(
        damageInWords(damage?.message ?? say`no items`),
        this.lineOfUnit(damage?.offset ?? 0),
      );
    }
    const others = lists.filter((list, i) => list !== chosen && this.isItem(records[i] ?? null));
    return this.elements(scanner, chosen, others);
  }

  private elements(scanner: ElementScanner, list: ElementArray, others: ElementArray[]): FileShape {
    const problems: Problem[] = others.map((other) => ({
      file: this.#file,
      line: this.lineOfUnit(other.starts.at(0)),
      ...(other.key === null ? {} : { field: other.key }),
      message: say`The items under "${list.key ?? ''}" are read, those under "${other.key ?? ''}" are not: keep them in a file of their own.`,
    }));
    const { damage, trailing } = scanner;
    if (damage) {
      const line = this.lineOfUnit(damage.offset);
      problems.push({
        file: this.#file,
        line,
        message: say`${damageInWords(damage.message)} What can be read is read.`,
      });
    } else if (trailing >= 0) {
      const message = say`Something follows the list, and is not read.`;
      problems.push({ file: this.#file, line: this.lineOfUnit(trailing), message });
    }
    const values = elementValues(list.starts, list.ends, this.#lines, this.#source, this.#encoding);
    return { values, problems };
  }

  private async scan(): Promise<ElementScanner | ReadFailure> {
    const { width, start } = this.#encoding;
    const scanner = new ElementScanner(Math.ceil(this.#source.size / width));
    const failure = await this.#source.scan((chunk, offset) =>
      scanner.push(foldUnits(chunk, this.#encoding), offset / width, offset === 0 ? start / width : 0),
    );
    if (failure) return failure;
    scanner.finish();
    return scanner;
  }

  private async firstSign(): Promise<string | ReadFailure> {
    const [from, to] = this.#lines.range(this.#lines.filledLine(0));
    const bytes = await this.#source.read(from, Math.min(to, from + 4096));
    if (bytes instanceof ReadFailure) return bytes;
    const text = bytes.subarray(0, bytes.length - (bytes.length % this.#encoding.width));
    return (foldUnits(text, this.#encoding).toString('latin1').trimStart()[0] ?? '').replace(/[^ -~]/, '?');
  }

  private async hasObjectLine(from = 0): Promise<boolean> {
    for (const i of sampledPlaces(this.#lines.filled, triedLines, triedLines)) {
      if (i >= from && (await this.lineRecord(this.#lines.filledLine(i))) !== null) return true;
    }
    return false;
  }

  private lineRecord(line: number): Promise<JsonObject | null> {
    const [from, to] = this.#lines.range(line);
    return this.record(from, to);
  }

  private firstRecord(list: ElementArray): Promise<JsonObject | null> {
    const { width } = this.#encoding;
    return this.record(list.starts.at(0) * width, list.ends.at(0) * width);
  }

  private async record(from: number, to: number): Promise<JsonObject | null> {
    if (to - from > triedBytes) return null;
    const bytes = await this.#source.read(from, to);
    const text = bytes instanceof ReadFailure ? null : decode(bytes, this.#encoding);
    const parsed = text === null ? null : parseJson(text);
    return parsed?.ok === true && isJsonObject(parsed.value) ? parsed.value : null;
  }

  private isItem(record: JsonObject | null): boolean {
    return record !== null && this.#recognises(record);
  }

  private one(unit: number): Offsets {
    const offsets = new Offsets(this.#source.size);
    offsets.push(unit);
    return offsets;
  }

  private lineOfUnit(unit: number): number {
    return this.#lines.lineOfByte(unit * this.#encoding.width) + 1;
  }

  private nothing(message: string, line?: number): FileShape {
    const problem = { file: this.#file, ...(line === undefined ? {} : { line }), message };
    return { values: noValues, problems: [problem] };
  }
}

function damageInWords(message: string): string {
  return say`Not JSON as it should be: ${message}.`;
}
