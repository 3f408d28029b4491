import { ReadFailure } from './byteSource.ts';
import type { Encoding } from './encoding.ts';
import { trimmed, type ReadBytes } from './readValue.ts';
import type { Values } from './values.ts';

/** Lines are 1-based; columns count UTF-16 units from 0, the last one exclusive. */
export interface Selection {
  readonly firstLine: number;
  readonly firstColumn: number;
  readonly lastLine: number;
  readonly lastColumn: number;
}

/** The values that a selection covers any of, white space apart; for an empty one, the value at the cursor. */
export async function indexesInSelection(
  values: Values,
  { firstLine, firstColumn, lastLine, lastColumn }: Selection,
  encoding: Encoding,
  read: ReadBytes,
): Promise<number[]> {
  if (firstLine === lastLine && firstColumn === lastColumn) {
    const index = await values.indexAt(firstLine, firstColumn);
    return index === null ? [] : [index];
  }
  const from = await values.byteAt(firstLine, firstColumn);
  const to = await values.byteAt(lastLine, lastColumn);
  if (from === null || to === null) return [];
  const touched: number[] = [];
  for (const index of values.indexesIn(firstLine, lastLine)) {
    const [start, end] = values.range(index);
    if (from <= start && end <= to) touched.push(index);
    else if (await hasText(Math.max(from, start), Math.min(to, end))) touched.push(index);
  }
  return touched;

  /** Of a value that is covered in part: whether that part is more than white space. */
  async function hasText(partStart: number, partEnd: number): Promise<boolean> {
    if (partStart >= partEnd) return false;
    const bytes = await read(partStart, partEnd);
    if (bytes instanceof ReadFailure) return false;
    const [first, last] = trimmed(bytes, encoding);
    return first < last;
  }
}
