import type { Benchmark } from '../core/items/benchmarks.ts';
import { itemKeyString } from '../core/items/item.ts';
import { readItem, type ReadItem } from '../core/items/readItem.ts';
import type { Problem } from '../core/problem.ts';
import { taskName } from '../core/results/taskName.ts';
import { fileSource, ReadFailure, textSource, type ByteSource } from './items/byteSource.ts';
import { binaryFormat } from './items/binaryFormat.ts';
import { withDuplicate } from './items/duplicate.ts';
import { detectEncoding, type Encoding } from './items/encoding.ts';
import { ShapeFinder } from './items/fileShape.ts';
import { indexLines } from './items/lineIndex.ts';
import { readValue, type ReadBytes } from './items/readValue.ts';
import { indexesInSelection } from './items/selection.ts';
import { tellBenchmark } from './items/tellBenchmark.ts';
import { noValues, type Values } from './items/values.ts';
import { windowed } from './items/windowed.ts';

/** One value of an item file: its item, or the problems that say why it is none. */
export interface ItemEntry extends ReadItem {
  /** 0-based place among the values of the file. */
  readonly index: number;
  /** 1-based line on which it begins. */
  readonly line: number;
}

/** A file up to this size is read through just to count its items; that takes about a second. */
const countedBytes = 64 * 1024 * 1024;

interface Opened {
  readonly source: ByteSource | null;
  readonly encoding: Encoding;
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/**
 * A file of benchmark items: JSONL, a JSON array, or an array under one key of an object, in UTF-8 or UTF-16.
 * Opening indexes where the values are; each is read from its byte range and parsed when it is asked for, so
 * the size of a file does not matter. What is wrong with a file or a value is in `problems`, never thrown.
 */
export class ItemFile {
  /** As it was given; it is in every location and problem. */
  readonly path: string;
  /** What most of the file's sampled items are; each record is recognised itself all the same. */
  readonly benchmark: Benchmark | null;
  /** Of the file as a whole; those of single values come with them. */
  readonly problems: readonly Problem[];
  readonly #opened: Opened;
  /** Values by id as far as the file has been read, for `byId`. */
  readonly #byId = new Map<string, { index: number; task: string | null }[]>();
  #readUpTo = 0;
  #counts: ReadonlyMap<string, number> | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  private constructor(
    path: string,
    opened: Opened,
    benchmark: Benchmark | null,
    problems: readonly Problem[],
  ) {
    this.path = path;
    this.#opened = opened;
    this.benchmark = benchmark;
    this.problems = problems;
  }

  /** Opens a file on disk as it stands. Never rejects: a file that cannot be read is one of no items. */
  static async open(path: string): Promise<ItemFile> {
    const source = await fileSource(path);
    return source instanceof ReadFailure ? ItemFile.failed(path, source.message) : ItemFile.of(path, source);
  }

  /** Opens the text of a document with unsaved edits; `bytes` are then offsets in its UTF-8. */
  static fromText(path: string, text: string): Promise<ItemFile> {
    return ItemFile.of(path, textSource(text));
  }

  private static failed(path: string, message: string): ItemFile {
    return new ItemFile(path, nothing, null, [{ file: path, message }]);
  }

  private static async of(path: string, source: ByteSource): Promise<ItemFile> {
    const head = await source.read(0, 64);
    if (head instanceof ReadFailure) return ItemFile.failed(path, head.message);
    const format = binaryFormat(head);
    if (format !== null) return ItemFile.failed(path, format);
    const encoding = detectEncoding(head);
    const lines = await indexLines(source, encoding);
    if (lines instanceof ReadFailure) return ItemFile.failed(path, lines.message);
    const shape = await new ShapeFinder(path, source, encoding, lines).find();
    const opened: Opened = { source, encoding, values: shape.values, problems: shape.problems };
    return ItemFile.withBenchmark(path, opened, source);
  }

  /** Where none of the sampled values is an item, one message says so for the whole file. */
  private static async withBenchmark(path: string, opened: Opened, source: ByteSource): Promise<ItemFile> {
    const { encoding, values, problems } = opened;
    const told = await tellBenchmark(path, source, encoding, values);
    return told.problem === null
      ? new ItemFile(path, opened, told.benchmark, problems)
      : new ItemFile(path, { ...opened, values: noValues }, null, [...problems, told.problem]);
  }

  /** Values in the file: lines that are not blank, or elements of the list; 0 where it is not a file of items. */
  get count(): number {
    return this.#opened.values.count;
  }

  /** The 1-based line on which a value begins. */
  lineOf(index: number): number {
    return this.#opened.values.lineOf(index);
  }

  /** The value at this place, or null where there is none. */
  async index(index: number): Promise<ItemEntry | null> {
    const { source } = this.#opened;
    return source && index >= 0 && index < this.count ? this.entry(index, source.read) : null;
  }

  /**
   * The value at a position: `line` is 1-based; `column` counts UTF-16 units from 0 and matters only within a
   * list, where a place between two elements is null. Without a column, the first value on the line.
   */
  async at(line: number, column?: number): Promise<ItemEntry | null> {
    const index = await this.#opened.values.indexAt(line, column);
    return index === null ? null : this.index(index);
  }

  /**
   * The places of all values that a selection covers any of; white space alone is none of a value. Lines are
   * 1-based, columns count UTF-16 units from 0, the last one exclusive. An empty selection is a cursor, as in
   * `at`.
   */
  indexesInSelection(
    firstLine: number,
    firstColumn: number,
    lastLine: number,
    lastColumn: number,
  ): Promise<number[]> {
    const { source, values, encoding } = this.#opened;
    const selection = { firstLine, firstColumn, lastLine, lastColumn };
    return source ? indexesInSelection(values, selection, encoding, source.read) : Promise.resolve([]);
  }

  /**
   * How many items the whole file holds, by benchmark and task (`taskName`): those that can be read, two of one identity once. Null
   * where that is not known: the file is larger than 64 MiB and has not been read to its end by `all`.
   */
  async countByBenchmark(): Promise<ReadonlyMap<string, number> | null> {
    if (this.#counts === null && (this.#opened.source?.size ?? 0) <= countedBytes) {
      const entries = this.all();
      while ((await entries.next()).done !== true) {
        // At the end, `all` keeps the counts.
      }
    }
    return this.#counts;
  }

  /** Every value in order, parsed as it is asked for. A second value with one id has a problem naming both. */
  async *all(): AsyncGenerator<ItemEntry, void, undefined> {
    const { source } = this.#opened;
    if (!source) return;
    const read = windowed(source);
    const lines = new Map<string, number>();
    const counts = new Map<string, number>();
    for (let i = 0; i < this.count; i++) {
      const entry = await this.entry(i, read);
      const { item } = entry;
      const key = item && itemKeyString(item);
      const before = key === null ? undefined : lines.get(key);
      if (item !== null && key !== null && before === undefined) {
        lines.set(key, entry.line);
        counts.set(taskName(item), (counts.get(taskName(item)) ?? 0) + 1);
      }
      yield before === undefined ? entry : withDuplicate(entry, before);
    }
    this.#counts = counts;
  }

  /** The first value with this id (and task, where given); reads the file as far as it must. */
  byId(id: string, task?: string | null): Promise<ItemEntry | null> {
    const found = this.#reading.then(() => this.findId(id, task));
    this.#reading = found;
    return found;
  }

  /** Every problem of the file and its values; reads the whole file. */
  async allProblems(): Promise<Problem[]> {
    const problems = [...this.problems];
    for await (const entry of this.all()) problems.push(...entry.problems);
    return problems;
  }

  private async findId(id: string, task: string | null | undefined): Promise<ItemEntry | null> {
    const { source } = this.#opened;
    const wanted = (place: { task: string | null }): boolean => task === undefined || place.task === task;
    const known = this.#byId.get(id)?.find(wanted);
    if (known) return this.index(known.index);
    const read = source ? windowed(source) : null;
    while (read && this.#readUpTo < this.count) {
      const entry = await this.entry(this.#readUpTo++, read);
      if (!entry.item) continue;
      const places = this.#byId.get(entry.item.id) ?? [];
      places.push({ index: entry.index, task: entry.item.task });
      this.#byId.set(entry.item.id, places);
      if (entry.item.id === id && wanted(entry.item)) return entry;
    }
    return null;
  }

  private async entry(index: number, read: ReadBytes): Promise<ItemEntry> {
    const { values, encoding } = this.#opened;
    const value = await readValue(this.path, values, index, encoding, read);
    const place = { index, line: this.lineOf(index) };
    if (!value.ok) return { ...place, item: null, idField: null, problems: [value.problem] };
    return { ...place, ...readItem(value.record, value.location, { benchmark: this.benchmark }) };
  }
}

const nothing: Opened = {
  source: null,
  encoding: { name: 'utf8', start: 0, width: 1 },
  values: noValues,
  problems: [],
};
