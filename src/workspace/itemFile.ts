import { classify, type Benchmark, type Recognition } from '../core/items/benchmarks.ts';
import { itemKeyString } from '../core/items/item.ts';
import type { OwnBenchmark } from '../core/items/ownBenchmark.ts';
import { readItem, type ReadItem } from '../core/items/readItem.ts';
import type { JsonObject } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { taskName } from '../core/results/taskName.ts';
import { fileSource, ReadFailure, textSource, type ByteSource } from './items/byteSource.ts';
import { placeInWords, withDuplicate } from './items/duplicate.ts';
import { openRecords } from './items/openRecords.ts';
import { noRecords, type Records } from './items/records.ts';
import { sampled, tellBenchmark, type ToldBenchmark } from './items/tellBenchmark.ts';
import { say } from '../core/say.ts';

/** One value of an item file: its item, or the problems that say why it is none. */
export interface ItemEntry extends ReadItem {
  /** 0-based place among the values of the file. */
  readonly index: number;
  /** 1-based line on which it begins; null in a file without lines (Parquet). */
  readonly line: number | null;
}

export interface ItemFileOptions {
  /** Benchmarks of the user's own, in the order they are tried; see `classify`. */
  readonly benchmarks?: readonly OwnBenchmark[];
}

/** A file up to this size is read through just to count its items; that takes about a second. */
const countedBytes = 64 * 1024 * 1024;

/**
 * A file of benchmark items: JSONL, a JSON array, or an array under one key of an object, CSV or TSV, in UTF-8
 * or UTF-16, each of these also packed with gzip or zstd; or Parquet. Opening indexes where the values are; each
 * is read and parsed when it is asked for, so the size of a file does not matter, but for packed ones
 * (`mostUnpacked`). What is wrong with a file or a value is in `problems`, never thrown.
 */
export class ItemFile {
  /** As it was given; it is in every location and problem. */
  readonly path: string;
  /** What most of the file's sampled items are; each record is recognised itself all the same. */
  readonly benchmark: Benchmark | null;
  /** Of the file as a whole; those of single values come with them. */
  readonly problems: readonly Problem[];
  readonly #options: ItemFileOptions;
  /** All records of the file, also where none of them is an item. */
  readonly #all: Records;
  readonly #records: Records;
  /** The first records, as they were read to tell that they are of no benchmark. */
  readonly #first: readonly JsonObject[] | null;
  /** Values by id as far as the file has been read, for `byId`. */
  readonly #byId = new Map<string, { index: number; task: string | null }[]>();
  #readUpTo = 0;
  #counts: ReadonlyMap<string, number> | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  private constructor(
    path: string,
    options: ItemFileOptions,
    all: Records,
    { benchmark, first }: Pick<ToldBenchmark, 'benchmark' | 'first'>,
    problems: readonly Problem[],
  ) {
    this.path = path;
    this.#options = options;
    this.#all = all;
    this.#records = benchmark === null ? noRecords : all;
    this.#first = first;
    this.benchmark = benchmark;
    this.problems = problems;
  }

  /** Opens a file on disk as it stands. Never rejects: a file that cannot be read is one of no items. */
  static async open(path: string, options: ItemFileOptions = {}): Promise<ItemFile> {
    const source = await fileSource(path);
    return source instanceof ReadFailure
      ? new ItemFile(path, options, noRecords, { benchmark: null, first: null }, [
          { file: path, message: source.message },
        ])
      : ItemFile.of(path, source, options);
  }

  /** Opens the text of a document with unsaved edits; `bytes` are then offsets in its UTF-8. */
  static fromText(path: string, text: string, options: ItemFileOptions = {}): Promise<ItemFile> {
    return ItemFile.of(path, textSource(text), options);
  }

  /** Where none of the sampled values is an item, one message says so for the whole file. */
  private static async of(path: string, source: ByteSource, options: ItemFileOptions): Promise<ItemFile> {
    const recognise = (record: JsonObject): Recognition => classify(record, path, options.benchmarks);
    const { records, problems } = await openRecords(
      path,
      source,
      (record) => recognise(record).kind !== 'none',
    );
    const told = await tellBenchmark(path, records, recognise);
    const all = told.problem === null ? problems : [...problems, told.problem];
    return new ItemFile(path, options, records, told, all);
  }

  /** Values in the file: lines that are not blank, elements, rows; 0 where it is not a file of items. */
  get count(): number {
    return this.#records.count;
  }

  /** Bytes that are read for all values together, unpacked; 0 where it is not a file of items. */
  get size(): number {
    return this.#records.size;
  }

  /** The 1-based line on which a value begins; null in a file without lines. */
  lineOf(index: number): number | null {
    return this.#records.lineOf(index);
  }

  /** The value at this place, or null where there is none. */
  async index(index: number): Promise<ItemEntry | null> {
    return index >= 0 && index < this.count ? this.entry(index, this.#records.reader(false)) : null;
  }

  /**
   * The value at a position: `line` is 1-based; `column` counts UTF-16 units from 0 and matters only within a
   * list, where a place between two elements is null. Without a column, the first value on the line.
   */
  async at(line: number, column?: number): Promise<ItemEntry | null> {
    const index = await this.#records.indexAt(line, column);
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
    return this.#records.indexesInSelection({ firstLine, firstColumn, lastLine, lastColumn });
  }

  /**
   * How many items the whole file holds, by benchmark and task (`taskName`): those that can be read, two of one
   * identity once. Null where that is not known: the file is larger than 64 MiB and has not been read to its end
   * by `all`.
   */
  async countByBenchmark(): Promise<ReadonlyMap<string, number> | null> {
    if (this.#counts === null && this.#records.size <= countedBytes) {
      const entries = this.all();
      while ((await entries.next()).done !== true) {
        // At the end, `all` keeps the counts.
      }
    }
    return this.#counts;
  }

  /**
   * Every value in order, parsed as it is asked for. A second value with one id has a problem naming both. Of
   * values that cannot be read for one reason, only the first has the problem.
   */
  async *all(): AsyncGenerator<ItemEntry, void, undefined> {
    const read = this.#records.reader(true);
    const places = new Map<string, string>();
    const counts = new Map<string, number>();
    let told: Problem | undefined;
    for (let i = 0; i < this.count; i++) {
      const entry = await this.entry(i, read);
      const { item } = entry;
      const key = item && itemKeyString(item);
      const before = key === null ? undefined : places.get(key);
      if (item !== null && key !== null && before === undefined) {
        places.set(key, placeInWords(entry));
        counts.set(taskName(item), (counts.get(taskName(item)) ?? 0) + 1);
      }
      const [problem] = entry.problems;
      const again = problem?.message === told?.message && problem?.line === told?.line;
      if (item === null && told !== undefined && again) yield { ...entry, problems: [] };
      else yield before === undefined ? entry : withDuplicate(entry, before);
      told = problem;
    }
    this.#counts = counts;
  }

  /** The first value with this id (and task, where given); reads the file as far as it must. */
  byId(id: string, task?: string | null): Promise<ItemEntry | null> {
    const found = this.#reading.then(() => this.findId(id, task));
    this.#reading = found;
    return found;
  }

  /** The first records that can be read, whether they are items or not: what an unknown file is told by. */
  async firstRecords(count: number): Promise<readonly JsonObject[]> {
    const first = this.#first;
    if (first !== null && (first.length >= count || this.#all.count <= sampled)) return first.slice(0, count);
    const read = this.#all.reader(true);
    const records: JsonObject[] = [];
    // Some may be damaged; but a file of nothing else is not read to its end.
    for (let i = 0; i < Math.min(this.#all.count, 2 * count + 10) && records.length < count; i++) {
      const value = await read(i);
      if (value.ok) records.push(value.record);
    }
    return records;
  }

  /** Every problem of the file and its values; reads the whole file. */
  async allProblems(): Promise<Problem[]> {
    const problems = [...this.problems];
    for await (const entry of this.all()) problems.push(...entry.problems);
    return problems;
  }

  private async findId(id: string, task: string | null | undefined): Promise<ItemEntry | null> {
    const wanted = (place: { task: string | null }): boolean => task === undefined || place.task === task;
    const known = this.#byId.get(id)?.find(wanted);
    if (known) return this.index(known.index);
    const read = this.#records.reader(true);
    while (this.#readUpTo < this.count) {
      const entry = await this.entry(this.#readUpTo++, read);
      if (!entry.item) continue;
      const places = this.#byId.get(entry.item.id) ?? [];
      places.push({ index: entry.index, task: entry.item.task });
      this.#byId.set(entry.item.id, places);
      if (entry.item.id === id && wanted(entry.item)) return entry;
    }
    return null;
  }

  private async entry(index: number, read: ReturnType<Records['reader']>): Promise<ItemEntry> {
    const value = await read(index);
    const place = { index, line: this.lineOf(index) };
    if (!value.ok) return { ...place, item: null, idField: null, problems: [value.problem] };
    const { benchmark } = this;
    const { benchmarks: own } = this.#options;
    const options = own === undefined ? { benchmark } : { benchmark, own };
    const found = readItem(value.record, value.location, options);
    if (place.line !== null) return { ...place, ...found };
    const inRow = (problem: Problem): Problem => ({
      ...problem,
      message: say`Row ${index + 1}: ${problem.message}`,
    });
    return { ...place, ...found, problems: found.problems.map(inRow) };
  }
}
