import { isJsonObject, kindInWords, parseJson, type JsonObject } from '../../core/json.ts';
import type { ItemLocation } from '../../core/items/item.ts';
import type { Problem } from '../../core/problem.ts';
import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { decode, type Encoding } from './encoding.ts';
import type { Values } from './values.ts';

/** No published item comes near it; above it a value is refused rather than held in memory several times. */
export const maxValueBytes = 64 * 1024 * 1024;

/** A JSON object of a file, or why there is none at that place. */
export type ReadValue =
  | { readonly ok: true; readonly record: JsonObject; readonly location: ItemLocation }
  | { readonly ok: false; readonly problem: Problem };

export type ReadBytes = ByteSource['read'];

/** Reads, decodes and parses one value. */
export async function readValue(
  file: string,
  values: Values,
  index: number,
  encoding: Encoding,
  read: ReadBytes,
): Promise<ReadValue> {
  const [start, end] = values.range(index);
  const line = values.lineOf(index);
  const fail = (message: string, at = line): ReadValue => ({
    ok: false,
    problem: { file, line: at, message },
  });
  if (end - start > maxValueBytes) {
    const size = Math.round((end - start) / 1e6);
    return fail(`One value of ${size} MB begins here; items are read up to ${maxValueBytes >> 20} MiB each.`);
  }
  const bytes = await read(start, end);
  if (bytes instanceof ReadFailure) return fail(bytes.message);
  const [from, to] = trimmed(bytes, encoding);
  const text = decode(bytes.subarray(from, to), encoding);
  if (text === null) return fail('These bytes are not UTF-8; save the file as UTF-8 (or UTF-16).');
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const at = parsed.offset === null ? line : line + lineFeeds(text, parsed.offset);
    return fail(`Not JSON: ${parsed.message}. Mend or remove it.`, at);
  }
  if (!isJsonObject(parsed.value)) {
    return fail(`An item is a JSON object ({…}); this is ${kindInWords(parsed.value)}.`);
  }
  return { ok: true, record: parsed.value, location: { file, line, bytes: [start + from, start + to] } };
}

/** The half-open part without white space at its ends, in bytes. */
export function trimmed(bytes: Buffer, { name, width }: Encoding): readonly [number, number] {
  const high = name === 'utf16le' ? 1 : 0;
  const blank = (at: number): boolean =>
    width === 1 ? (bytes[at] ?? 0) <= 0x20 : bytes[at + high] === 0 && (bytes[at + 1 - high] ?? 0) <= 0x20;
  let [from, to] = [0, bytes.length - (bytes.length % width)];
  while (from < to && blank(from)) from += width;
  while (to > from && blank(to - width)) to -= width;
  return [from, to];
}

function lineFeeds(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
