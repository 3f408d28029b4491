import { parse } from 'csv-parse/sync';
import { tableRecord } from '../../core/items/tableRecord.ts';
import type { Problem } from '../../core/problem.ts';
import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { CsvScanner } from './csvScanner.ts';
import { decode, foldUnits, type Encoding } from './encoding.ts';
import type { LineIndex } from './lineIndex.ts';
import type { Opened } from './openRecords.ts';
import { maxValueBytes, type TextForm } from './readValue.ts';
import { noRecords } from './records.ts';
import { textRecords } from './textRecords.ts';
import { elementValues, type Values } from './values.ts';
import { say } from '../../core/say.ts';

/** How often an opening quote without a partner is taken as text before the rest of a file is given up. */
const mostUnclosed = 8;

/** The columns of CogComp's own MC-TACO files, which have no header row. */
const mcTacoColumns = ['sentence', 'question', 'answer', 'label', 'category'];

interface Table {
  readonly delimiter: string;
  readonly quotes: boolean;
  readonly columns: readonly string[];
  /** The first record that is an item: behind the header. */
  readonly first: number;
}

/** Whether a file name says that its text is delimited. */
export function isTableName(file: string): boolean {
  return /\.(?:csv|tsv|tab)$/i.test(file);
}

/**
 * The records of CSV or TSV with a header row, read as objects under its names. The delimiter is the comma,
 * semicolon, tab or bar that stands most often in the header; quotes are RFC 4180's, except in tab-separated
 * text that is not well formed with them: there they are text, as in IANA's definition of TSV.
 */
export async function csvRecords(
  file: string,
  source: ByteSource,
  encoding: Encoding,
  lines: LineIndex,
): Promise<Opened> {
  const fail = (message: string, line?: number): Opened => ({
    records: noRecords,
    problems: [{ file, ...(line === undefined ? {} : { line }), message }],
  });
  if (lines.filled === 0) return fail(say`This file is empty: there are no items in it.`);
  const first = await headerStart(source, encoding, lines);
  if (first instanceof ReadFailure) return fail(first.message);
  const scanned = await scan(source, encoding, first.delimiter);
  if (scanned instanceof ReadFailure) return fail(scanned.message);
  const { scanner, quotes } = scanned;
  const all = elementValues(scanner.starts, scanner.ends, lines, source, encoding);
  const read = (index: number): Promise<string[] | string> =>
    cellsAt(all, index, source, encoding, first.delimiter, quotes);

  const header = await read(first.skip);
  if (typeof header === 'string') return fail(header, all.lineOf(first.skip));
  const headless = isMcTaco(header);
  const columns = headless ? mcTacoColumns : header.map((name) => name.trim());
  const table: Table = {
    delimiter: first.delimiter,
    quotes,
    columns,
    first: first.skip + (headless ? 0 : 1),
  };
  const values = itemValues(all, table.first);
  if (values.count === 0) {
    return fail(say`There is nothing below the header row: there are no items in this file.`, all.lineOf(0));
  }
  const problems = headless ? [] : headerProblems(file, columns, all.lineOf(first.skip));
  return { records: textRecords(file, source, encoding, values, form(table, scanner)), problems };
}

/** The delimiter by the header line, and how many lines there are before it: Excel's `sep=;`, or none. */
async function headerStart(
  source: ByteSource,
  encoding: Encoding,
  lines: LineIndex,
): Promise<{ readonly delimiter: string; readonly skip: number } | ReadFailure> {
  const [from, to] = lines.range(lines.filledLine(0));
  const bytes = await source.read(from, Math.min(to, from + 64 * 1024));
  if (bytes instanceof ReadFailure) return bytes;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % encoding.width));
  const line = foldUnits(whole, encoding).toString('latin1');
  const said = /^sep=(.)\s*$/.exec(line)?.[1];
  if (said !== undefined) return { delimiter: said, skip: 1 };
  // Within quotes a sign is part of a name.
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: bare.split(sign).length }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return { delimiter: most?.sign ?? ',', skip: 0 };
}

async function scan(
  source: ByteSource,
  encoding: Encoding,
  delimiter: string,
): Promise<{ readonly scanner: CsvScanner; readonly quotes: boolean } | ReadFailure> {
  const { width, start } = encoding;
  const size = Math.ceil(source.size / width);
  const pass = async (quotes: boolean, plain: ReadonlySet<number>): Promise<CsvScanner | ReadFailure> => {
    const scanner = new CsvScanner(size, delimiter.charCodeAt(0), quotes, plain);
    const failure = await source.scan((chunk, offset) =>
      scanner.push(foldUnits(chunk, encoding), offset / width, offset === 0 ? start / width : 0),
    );
    scanner.finish(size);
    return failure ?? scanner;
  };
  const plain = new Set<number>();
  for (;;) {
    const scanner = await pass(true, plain);
    if (scanner instanceof ReadFailure) return scanner;
    const broken = scanner.malformed.size > 0 || scanner.unclosed >= 0;
    if (broken && delimiter === '\t') {
      const unquoted = await pass(false, plain);
      return unquoted instanceof ReadFailure ? unquoted : { scanner: unquoted, quotes: false };
    }
    if (scanner.unclosed < 0 || plain.size >= mostUnclosed) return { scanner, quotes: true };
    plain.add(scanner.unclosed);
  }
}

/** The cells of one record, or what is wrong with it. */
async function cellsAt(
  values: Values,
  index: number,
  source: ByteSource,
  encoding: Encoding,
  delimiter: string,
  quotes: boolean,
): Promise<string[] | string> {
  const [start, end] = values.range(index);
  if (end - start > maxValueBytes) return say`This row is too large to be read.`;
  const bytes = await source.read(start, end);
  if (bytes instanceof ReadFailure) return bytes.message;
  const text = decode(bytes, encoding);
  return text === null
    ? say`These bytes are not UTF-8; save the file as UTF-8 (or UTF-16).`
    : cells(text, delimiter, quotes);
}

function cells(text: string, delimiter: string, quotes: boolean): string[] {
  if (!quotes || !text.includes('"')) return text.split(delimiter);
  const [record] = parse(text, { delimiter, relax_quotes: true, record_delimiter: ['\r\n', '\n'] });
  return record ?? [];
}

function isMcTaco(cell: readonly string[]): boolean {
  return cell.length === mcTacoColumns.length && /^(?:yes|no)$/.test(cell[3] ?? '');
}

/** The records below the header; a cursor anywhere on the lines of one is in it. */
function itemValues(all: Values, first: number): Values {
  const below = (index: number | null): number | null =>
    index === null || index < first ? null : index - first;
  return {
    count: Math.max(0, all.count - first),
    range: (index) => all.range(index + first),
    lineOf: (index) => all.lineOf(index + first),
    indexAt: async (line) => below(await all.indexAt(line)),
    byteAt: all.byteAt,
    indexesIn: (firstLine, lastLine) =>
      all.indexesIn(firstLine, lastLine).flatMap((index) => below(index) ?? []),
  };
}

function form(table: Table, { malformed }: CsvScanner): TextForm {
  const { columns, delimiter, quotes } = table;
  const fault = (message: string) => ({ ok: false as const, message, offset: null });
  return {
    trims: false,
    parse: (text, index) => {
      if (malformed.has(index + table.first)) {
        return fault(
          say`A quoted cell of this row is not closed where it ends: double the quotes within it ("") and put one at its end.`,
        );
      }
      const row = cells(text, delimiter, quotes);
      while (row.length > columns.length && row.at(-1) === '') row.pop();
      if (row.length === columns.length) return { ok: true, record: tableRecord(columns, row) };
      return fault(
        row.length === 1
          ? say`This row has 1 cell, the header row has ${columns.length}: put what holds delimiters, quotes or line ends in quotes.`
          : say`This row has ${row.length} cells, the header row has ${columns.length}: put what holds delimiters, quotes or line ends in quotes.`,
      );
    },
  };
}

function headerProblems(file: string, columns: readonly string[], line: number): Problem[] {
  const twice = columns.filter((name, i) => name !== '' && columns.indexOf(name) < i);
  return [...new Set(twice)].map((name) => ({
    file,
    line,
    field: name,
    message: say`Two columns have this name; the first is read.`,
  }));
}
