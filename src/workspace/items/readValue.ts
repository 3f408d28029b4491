import { isJsonObject, kindInWords, parseJson, type JsonObject } from '../../core/json.ts';
import type { ItemLocation } from '../../core/items/item.ts';
import type { Problem } from '../../core/problem.ts';
import type { ByteSource } from './byteSource.ts';
import { ReadFailure } from './byteSource.ts';
import { decode, type Encoding } from './encoding.ts';
import type { Values } from './values.ts';
import { say, verbatim } from '../../core/say.ts';

/** No published item comes near it; above it a value is refused rather than held in memory several times. */
export const maxValueBytes = 64 * 1024 * 1024;

/** A record of a file as a JSON object, or why there is none at that place. */
export type ReadValue =
  | { readonly ok: true; readonly record: JsonObject; readonly location: ItemLocation }
  | { readonly ok: false; readonly problem: Problem };

export type ReadBytes = ByteSource['read'];

/** How the text of one value is read. */
export interface TextForm {
  /** Whether white space at its ends is none of the value. */
  readonly trims: boolean;
  /** `offset`, where known, is that of the fault in UTF-16 units. */
  readonly parse: (
    text: string,
    index: number,
  ) =>
    | { readonly ok: true; readonly record: JsonObject }
    | { readonly ok: false; readonly message: string; readonly offset: number | null };
}

/** A value that is a JSON object. */
export const jsonForm: TextForm = {
  trims: true,
  parse: (text) => {
    const parsed = parseJson(text);
    if (!parsed.ok) {
      const message = say`Not JSON: ${verbatim(parsed.message)}. Mend or remove it.`;
      return { ok: false, message, offset: parsed.offset };
    }
    if (isJsonObject(parsed.value)) return { ok: true, record: parsed.value };
    const message = say`An item is a JSON object ({…}); this is ${kindInWords(parsed.value)}.`;
    return { ok: false, message, offset: null };
  },
};

/** A text that holds values. */
export interface ValueText {
  readonly file: string;
  readonly source: ByteSource;
  readonly encoding: Encoding;
  readonly values: Values;
  readonly form: TextForm;
}

/** Reads, decodes and parses one value. */
export async function readValue(text: ValueText, index: number, read: ReadBytes): Promise<ReadValue> {
  const { file, source, encoding, values, form } = text;
  const [start, end] = values.range(index);
  const line = values.lineOf(index);
  const fail = (message: string, at = line): ReadValue => ({
    ok: false,
    problem: { file, line: at, message },
  });
  if (end - start > maxValueBytes) {
    const size = Math.round((end - start) / 1e6);
    return fail(
      say`One value of ${size} MB begins here; items are read up to ${maxValueBytes >> 20} MiB each.`,
    );
  }
  const bytes = await read(start, end);
  if (bytes instanceof ReadFailure) return fail(bytes.message);
  const [from, to] = form.trims ? trimmed(bytes, encoding) : [0, bytes.length];
  const decoded = decode(bytes.subarray(from, to), encoding);
  if (decoded === null) return fail(say`These bytes are not UTF-8; save the file as UTF-8 (or UTF-16).`);
  const parsed = form.parse(decoded, index);
  if (!parsed.ok) {
    const at = parsed.offset === null ? line : line + lineFeeds(decoded, parsed.offset);
    return fail(parsed.message, at);
  }
  const range = source.unpacked === true ? null : ([start + from, start + to] as const);
  return { ok: true, record: parsed.record, location: { file, line, bytes: range } };
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
