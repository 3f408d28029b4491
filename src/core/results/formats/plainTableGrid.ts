import { parse } from 'csv-parse/sync';
import { isJsonObject, parseJson, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { scalarText } from '../../items/layout.ts';

/** A table as text, before anything is read as a number. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  /** 1-based, where the row begins. */
  readonly line: number;
  /** As many as there are columns. */
  readonly cells: readonly string[];
}

/** The sign that stands most often in the header, outside of quotes. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = ['\t', ';', ',', '|'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).sign;
}

/**
 * The cells of every row that can be told apart. A row is one line: no name or score holds a line end, and so a
 * quote that does not close costs its own row alone.
 */
function csvRows(
  text: string,
  delimiter: string,
): { readonly rows: readonly GridRow[]; readonly broken: readonly number[] } {
  const rows: GridRow[] = [];
  const broken: number[] = [];
  for (const [at, row] of text.split(/\r\n|\n|\r/).entries()) {
    if (row.trim() === '') continue;
    const line = at + 1;
    if (openQuote(row, delimiter)) {
      broken.push(line);
      continue;
    }
    const [cells] = parse(row, { delimiter, relax_quotes: true });
    if (cells !== undefined) rows.push({ line, cells: cells.map((cell) => cell.trim()) });
  }
  return { rows, broken };
}

/** Whether the last cell of a text begins with a quote that does not close. */
function openQuote(row: string, delimiter: string): boolean {
  if (!row.includes('"')) return false;
  let inside = false;
  let cellStart = true;
  for (let at = 0; at < row.length; at++) {
    const sign = row[at];
    if (inside) {
      if (sign !== '"') continue;
      if (row[at + 1] === '"') at += 1;
      else inside = false;
    } else if (sign === '"' && cellStart) inside = true;
    else cellStart = sign === delimiter;
    if (inside) cellStart = false;
  }
  return inside;
}

/** A table with a header row, its cells apart by the sign that stands most often in it. */
export function csvGrid(
  file: string,
  text: string,
): { readonly grid: Grid | null; readonly problems: readonly Problem[] } {
  const plain = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(
    plain
      .slice(0, 1 << 16)
      .split(/\r\n|\n|\r/)
      .find((line) => line.trim() !== '') ?? '',
  );
  const { rows, broken } = csvRows(plain, delimiter);
  const problems: Problem[] = broken.map((line) => ({
    file,
    line,
    message: say`A quoted cell of this row does not close: put a quote at its end. The row is left out.`,
  }));
  const [header, ...body] = rows;
  if (header === undefined) return { grid: null, problems };
  const width = header.cells.length;
  const kept = body.flatMap(({ line, cells }): GridRow[] => {
    let filled = cells.length;
    while (filled > width && cells[filled - 1] === '') filled -= 1;
    if (filled === width) return [{ line, cells: cells.slice(0, width) }];
    problems.push({
      file,
      line,
      message: say`This row has ${filled} cells, the header row has ${width}: put what holds delimiters in quotes. The row is left out.`,
    });
    return [];
  });
  return { grid: { columns: header.cells, rows: kept }, problems };
}

/** A table of JSON: a list of rows, or rows by the names in their first column, which is then called `first`. */
export function jsonGrid(text: string, value: JsonValue, first: string): Grid | null {
  const named = isJsonObject(value);
  const rows = named
    ? Object.entries(value).flatMap(([name, row]) => (isJsonObject(row) ? [{ [first]: name, ...row }] : []))
    : Array.isArray(value)
      ? value.filter((row) => isJsonObject(row))
      : [];
  const lines = elementLines(text);
  const all = named ? Object.values(value) : Array.isArray(value) ? value : [];
  if (rows.length === 0 || rows.length !== all.length) return null;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns,
    rows: rows.map((row, place) => ({
      line: lines[place] ?? 1,
      cells: columns.map((column) => cellText(row[column])),
    })),
  };
}

function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  return (
    scalarText(value) ??
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
  );
}

/** The line of each value within the outermost list or object, by its opening bracket. */
function elementLines(text: string): readonly number[] {
  const lines: number[] = [];
  let [line, depth, inside] = [1, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    if (inside) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inside = false;
    } else if (sign === '"') inside = true;
    else if (sign === '{' || sign === '[') {
      if (depth === 1) lines.push(line);
      depth += 1;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return lines;
}

/** The first value within a list or an object whose beginning this is: what a table's beginning shows of it. */
export function firstElement(head: string): JsonValue | null {
  const start = head.trimStart();
  const closing = start.startsWith('[') ? ']' : '}';
  for (let at = start.indexOf('}'); at >= 0 && at < 1 << 14; at = start.indexOf('}', at + 1)) {
    const parsed = parseJson(start.slice(0, at + 1) + closing);
    if (parsed.ok) return parsed.value;
  }
  return null;
}
