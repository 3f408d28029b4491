import { parquetReadObjects } from 'hyparquet';
import { parseJson, type JsonObject, type JsonValue } from '../../core/json.ts';
import { ReadFailure, type ByteSource } from './byteSource.ts';
import type { Opened } from './openRecords.ts';
import { pageDecoders } from './parquetCodecs.ts';
import { faultInWords, readParquetFile, type ParquetFile, type RowGroup } from './parquetFile.ts';
import { noRecords } from './records.ts';
import { say } from '../../core/say.ts';

/** A row group up to this size is read at once; of a larger one, as many rows as take about as much. */
const windowBytes = 64 * 1024 * 1024;
/** Windows that stay in memory: the one being read, and the one somebody else looks at. */
const windowsKept = 2;

type Rows = readonly Record<string, unknown>[];

/** Rows that are read together. */
interface Window {
  readonly firstRow: number;
  readonly rows: number;
}

/**
 * The rows of a Parquet file. A row is read with its row group, of which the last ones read are kept. It has no
 * line and no bytes of its own. Columns of binary data are left out, each named by a problem.
 */
export async function parquetRecords(file: string, source: ByteSource): Promise<Opened> {
  const fail = (message: string): Opened => ({ records: noRecords, problems: [{ file, message }] });
  const parquet = await readParquetFile(source);
  if (parquet instanceof ReadFailure) return fail(parquet.message);
  const { columns, binary, groups } = parquet;
  const count = groups.reduce((sum, { rows }) => sum + rows, 0);
  if (count === 0) return fail(say`This Parquet file has no rows: there are no items in it.`);
  if (columns.length === 0)
    return fail(say`All columns of this Parquet file hold binary data: there are no items in it.`);
  const problems = binary.map((field) => ({
    file,
    field,
    message: say`This column holds binary data, and is not read.`,
  }));
  const windows = groups.flatMap(windowsOf);
  const rows = new RowReader(parquet, windows);
  const bytes = groups.reduce((sum, group) => sum + group.bytes, 0);
  return {
    problems,
    records: {
      count,
      size: bytes,
      sizeOf: () => bytes / count,
      lineOf: () => null,
      indexAt: () => Promise.resolve(null),
      indexesInSelection: () => Promise.resolve([]),
      reader: () => async (index) => {
        const row = await rows.row(index);
        if (row instanceof ReadFailure) return { ok: false, problem: { file, message: row.message } };
        return { ok: true, record: row, location: { file, line: null, bytes: null, row: index } };
      },
    },
  };
}

function windowsOf({ firstRow, rows, bytes }: RowGroup): Window[] {
  const parts = Math.max(1, Math.min(rows, Math.ceil(bytes / windowBytes)));
  const each = Math.ceil(rows / parts);
  const windows: Window[] = [];
  for (let at = 0; at < rows; at += each) {
    windows.push({ firstRow: firstRow + at, rows: Math.min(each, rows - at) });
  }
  return windows;
}

class RowReader {
  readonly #file: ParquetFile;
  readonly #windows: readonly Window[];
  /** In the order they were last used. */
  readonly #kept = new Map<Window, Promise<Rows | ReadFailure>>();

  constructor(file: ParquetFile, windows: readonly Window[]) {
    this.#file = file;
    this.#windows = windows;
  }

  async row(index: number): Promise<JsonObject | ReadFailure> {
    const window = this.#windowOf(index);
    const rows = await this.#rows(window);
    if (rows instanceof ReadFailure) return rows;
    return recordOf(rows[index - window.firstRow] ?? {});
  }

  #rows(window: Window): Promise<Rows | ReadFailure> {
    const rows = this.#kept.get(window) ?? this.#read(window);
    this.#kept.delete(window);
    this.#kept.set(window, rows);
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= windowsKept) break;
      this.#kept.delete(oldest);
    }
    return rows;
  }

  async #read({ firstRow, rows }: Window): Promise<Rows | ReadFailure> {
    const { buffer, metadata, columns } = this.#file;
    try {
      const read: unknown = await parquetReadObjects({
        file: buffer,
        metadata,
        columns: [...columns],
        rowStart: firstRow,
        rowEnd: firstRow + rows,
        compressors: pageDecoders,
        geoparquet: false,
        parsers: { jsonFromBytes },
      });
      if (isRows(read) && read.length === rows) return read;
      return failure(firstRow, rows, say`there are fewer than the file says`);
    } catch (error) {
      return failure(firstRow, rows, faultInWords(error));
    }
  }

  #windowOf(index: number): Window {
    let [low, high] = [0, this.#windows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#windows[middle]?.firstRow ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#windows[low] ?? { firstRow: 0, rows: 0 };
  }
}

function isRows(value: unknown): value is Rows {
  return Array.isArray(value);
}

function failure(firstRow: number, rows: number, why: string): ReadFailure {
  return new ReadFailure(
    rows === 1
      ? say`Row ${firstRow + 1} of this Parquet file cannot be read: ${why}. Fetch or write it again.`
      : say`Rows ${firstRow + 1} to ${firstRow + rows} of this Parquet file cannot be read: ${why}. Fetch or write it again.`,
  );
}

/** A JSON column keeps the digits of its numbers; what is no JSON stays text. */
function jsonFromBytes(bytes: Uint8Array | undefined): JsonValue | undefined {
  if (bytes === undefined) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

function recordOf(row: Record<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, jsonOf(value)]));
}

/** The values that hyparquet gives as those of JSON: an integer beyond 2^53 stays a `bigint`, a time is ISO 8601. */
function jsonOf(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value;
    case 'bigint':
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    case 'object':
      if (value === null || value instanceof Uint8Array) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
      if (Array.isArray(value)) return value.map(jsonOf);
      if (ArrayBuffer.isView(value)) return [];
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner)]));
    case 'undefined':
    case 'function':
    case 'symbol':
      return null;
  }
}
