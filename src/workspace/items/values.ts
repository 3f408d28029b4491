import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { byteOfColumn, type Encoding } from './encoding.ts';
import type { LineIndex } from './lineIndex.ts';
import type { Offsets } from './offsets.ts';

/** The JSON values of a file that may be items, each by its place. Lines are 1-based, indexes 0-based. */
export interface Values {
  readonly count: number;
  /** Half-open bytes that hold the value, white space around it included. */
  readonly range: (index: number) => readonly [number, number];
  /** The line on which the value begins. */
  readonly lineOf: (index: number) => number;
  /** The value at a position (`column` in UTF-16 units from 0; without it, the first one on the line). */
  readonly indexAt: (line: number, column?: number) => Promise<number | null>;
  /** The byte of a position; past the end of the line, its end. Null where it cannot be read. */
  readonly byteAt: (line: number, column: number) => Promise<number | null>;
  /** The values that touch these lines, both included. */
  readonly indexesIn: (firstLine: number, lastLine: number) => number[];
}

/** No values: the file is not items. */
export const noValues: Values = {
  count: 0,
  range: () => [0, 0],
  lineOf: () => 0,
  indexAt: () => Promise.resolve(null),
  byteAt: () => Promise.resolve(null),
  indexesIn: () => [],
};

/** JSONL: one value on each line that is not blank; any column of the line is the item. */
export function lineValues(lines: LineIndex, source: ByteSource, encoding: Encoding): Values {
  return {
    count: lines.filled,
    range: (index) => lines.range(lines.filledLine(index)),
    lineOf: (index) => lines.filledLine(index) + 1,
    indexAt: (line) => Promise.resolve(lines.filledIndex(line - 1)),
    byteAt: bytePlaces(lines, source, encoding),
    indexesIn: (firstLine, lastLine) => {
      const indexes: number[] = [];
      for (let line = Math.max(1, firstLine); line <= Math.min(lastLine, lines.lines); line++) {
        const index = lines.filledIndex(line - 1);
        if (index !== null) indexes.push(index);
      }
      return indexes;
    },
  };
}

/** Elements of a JSON array, by offsets in code units. */
export function elementValues(
  starts: Offsets,
  ends: Offsets,
  lines: LineIndex,
  source: ByteSource,
  encoding: Encoding,
): Values {
  const start = (index: number): number => starts.at(index) * encoding.width;
  const end = (index: number): number => ends.at(index) * encoding.width;
  const firstEndingAfter = (byte: number): number => ends.countUpTo(byte / encoding.width);

  const byteAt = bytePlaces(lines, source, encoding);

  return {
    byteAt,
    count: starts.length,
    range: (index) => [start(index), end(index)],
    lineOf: (index) => lines.lineOfByte(start(index)) + 1,
    indexAt: async (line, column) => {
      if (line < 1 || line > lines.lines) return null;
      if (column === undefined) {
        const [from, to] = lines.range(line - 1);
        const starting = starts.countUpTo((from - 1) / encoding.width);
        if (starting < starts.length && start(starting) < to) return starting;
        const covering = firstEndingAfter(from);
        return covering < starts.length && start(covering) < to ? covering : null;
      }
      const byte = await byteAt(line, column);
      if (byte === null) return null;
      const index = starts.countUpTo(byte / encoding.width) - 1;
      // A cursor right behind the closing brace still touches the element.
      return index >= 0 && byte <= end(index) ? index : null;
    },
    indexesIn: (firstLine, lastLine) => {
      if (lines.lines === 0) return [];
      const from = lines.range(Math.max(1, firstLine) - 1)[0];
      const to = lines.range(Math.min(lastLine, lines.lines) - 1)[1];
      const indexes: number[] = [];
      for (let i = firstEndingAfter(from); i < starts.length && start(i) < to; i++) indexes.push(i);
      return indexes;
    },
  };
}

function bytePlaces(lines: LineIndex, source: ByteSource, encoding: Encoding): Values['byteAt'] {
  return async (line, column) => {
    const [from, to] = lines.range(Math.max(1, line) - 1);
    // A UTF-16 unit is at most three bytes of UTF-8.
    const bytes = await source.read(from, Math.min(to, from + 3 * (column + 1)));
    if (bytes instanceof ReadFailure) return null;
    const lineEnd = encoding.width === 1 ? bytes.indexOf(10) : -1;
    const text = lineEnd === -1 ? bytes : bytes.subarray(0, lineEnd);
    return from + byteOfColumn(text, column, encoding);
  };
}
