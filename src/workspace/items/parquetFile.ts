import { parquetMetadataAsync, parquetSchema, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { ReadFailure, type ByteSource } from './byteSource.ts';
import { codecs } from './parquetCodecs.ts';
import { say } from '../../core/say.ts';

/** The rows of one row group. */
export interface RowGroup {
  /** Of the whole file. */
  readonly firstRow: number;
  readonly rows: number;
  /** Bytes of the columns that are read, unpacked. */
  readonly bytes: number;
}

/** What a Parquet file holds, by its footer. */
export interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  /** The columns that are read. */
  readonly columns: readonly string[];
  /** Columns that hold binary data, by the path of the part that does. */
  readonly binary: readonly string[];
  readonly groups: readonly RowGroup[];
}

/** Carries a read's failure through the library's promises. */
class FailedRead extends Error {}

/**
 * Reads a Parquet file's footer (Apache Parquet format 2.x) and checks that all it speaks of is in the file and
 * can be read. Rows are read later, by ranges of the file.
 */
export async function readParquetFile(source: ByteSource): Promise<ParquetFile | ReadFailure> {
  const buffer = asyncBuffer(source);
  const tail = await source.read(Math.max(0, source.size - 8), source.size);
  if (tail instanceof ReadFailure) return tail;
  const magic = tail.subarray(-4).toString('latin1');
  if (magic === 'PARE') return new ReadFailure(say`This Parquet file is encrypted, and cannot be read.`);
  if (source.size < 12 || magic !== 'PAR1') {
    return new ReadFailure(say`This Parquet file is cut off: its end, which says what is in it, is missing.`);
  }
  try {
    const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
    return describe(buffer, metadata, source.size);
  } catch (error) {
    if (error instanceof FailedRead) return new ReadFailure(error.message);
    return damaged(faultInWords(error));
  }
}

/** What the library found wrong. Its type errors are of bytes that it took for something else. */
export function faultInWords(error: unknown): string {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) {
    return say`what stands there is not what the format says`;
  }
  return error.message;
}

function asyncBuffer(source: ByteSource): AsyncBuffer {
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    if (!(start >= 0 && start <= end && end <= source.size)) {
      throw new Error(say`it speaks of bytes beyond its end`);
    }
    const bytes = await source.read(start, end);
    if (bytes instanceof ReadFailure) throw new FailedRead(bytes.message);
    if (bytes.length < end - start) throw new Error(say`it is shorter than when it was opened`);
    const copy = new ArrayBuffer(bytes.length);
    new Uint8Array(copy).set(bytes);
    return copy;
  };
  return {
    byteLength: source.size,
    slice: (start, end = source.size) => {
      const bytes = read(start, end);
      // The library asks for several ranges at once, and looks after none of them when one is at fault.
      bytes.catch(() => undefined);
      return bytes;
    },
  };
}

function describe(buffer: AsyncBuffer, metadata: FileMetaData, size: number): ParquetFile | ReadFailure {
  const binary = new Map<string, string>();
  const columns: string[] = [];
  const schema = parquetSchema(metadata);
  const leaves = new Set(leafPaths(schema));
  for (const column of schema.children) {
    const part = binaryPart(column);
    if (part === null) columns.push(column.element.name);
    else binary.set(column.element.name, part);
  }
  const groups: RowGroup[] = [];
  let firstRow = 0;
  for (const group of metadata.row_groups) {
    let bytes = 0;
    for (const { meta_data: column, crypto_metadata } of group.columns) {
      if (crypto_metadata !== undefined)
        return new ReadFailure(say`This Parquet file is encrypted, and cannot be read.`);
      if (column === undefined) return damaged(say`a column is not described`);
      // The library would read it, and look after nothing that goes wrong then.
      if (!leaves.has(pathKey(column.path_in_schema))) return damaged(say`a column is not in its schema`);
      const [name = ''] = column.path_in_schema;
      if (!columns.includes(name)) continue;
      if (!codecs.has(column.codec)) {
        return new ReadFailure(
          say`The column "${name}" is packed with ${codecInWords(column.codec)}, which cannot be read. Known are ${[...codecs].join(', ')}: write the file again with one of these.`,
        );
      }
      // Some writers put 0 where there is no dictionary.
      const dictionary = column.dictionary_page_offset ?? 0n;
      const start = dictionary === 0n ? column.data_page_offset : dictionary;
      if (start < 0n || start + column.total_compressed_size > size) {
        return damaged(say`the column "${name}" lies beyond the end of the file`);
      }
      bytes += Number(column.total_uncompressed_size);
    }
    const rows = Number(group.num_rows);
    if (!(rows >= 0) || rows > 2 ** 31) return damaged(say`a row group of ${rows} rows`);
    groups.push({ firstRow, rows, bytes });
    firstRow += rows;
  }
  return { buffer, metadata, columns, binary: [...binary.values()], groups };
}

/** A codec that the format has added since has no name here. */
function codecInWords(codec: string | undefined): string {
  return codec ?? say`an unknown codec`;
}

function damaged(why: string): ReadFailure {
  return new ReadFailure(say`This Parquet file is damaged: ${why}. Fetch or write it again.`);
}

type Column = ReturnType<typeof parquetSchema>;

/** The paths of the columns that hold values. */
function leafPaths({ children, path }: Column): string[] {
  return children.length === 0 ? [pathKey(path)] : children.flatMap(leafPaths);
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** The path of the first part of a column that is bytes without a meaning as text, number or time; else null. */
function binaryPart({ element, children, path }: Column): string | null {
  for (const child of children) {
    const part = binaryPart(child);
    if (part !== null) return part;
  }
  if (children.length > 0) return null;
  const { type, converted_type: converted, logical_type: logical } = element;
  if (type !== 'BYTE_ARRAY' && type !== 'FIXED_LEN_BYTE_ARRAY') return null;
  const meant =
    ['UTF8', 'ENUM', 'JSON', 'DECIMAL'].includes(converted ?? '') ||
    ['STRING', 'ENUM', 'JSON', 'DECIMAL', 'UUID', 'FLOAT16'].includes(logical?.type ?? '');
  return meant ? null : path.join('.');
}
