import { parseJson, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import type { ResultSource } from './source.ts';

/** JSON is read whole; a longer one is refused unread. */
const largestJson = 512 * 1024 * 1024 - 1024;

export type JsonFile =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly problem: Problem };

/** A whole file of JSON, Python's `NaN` and `Infinity` allowed; or what is wrong with it, with its line. */
export async function readJsonFile(source: ResultSource): Promise<JsonFile> {
  const { path: file, size } = source;
  if (size > largestJson) {
    return failed({
      file,
      message: say`This file is ${Math.round(size / 2 ** 20)} MiB of JSON in one piece, too much to be read at once: at most ${Math.round(largestJson / 2 ** 20)} MiB are.`,
    });
  }
  const bytes = await source.read(0, size);
  return parseJsonBytes(file, bytes);
}

/** Parses the bytes of a file, or says what is wrong with them. */
export function parseJsonBytes(file: string, bytes: Uint8Array): JsonFile {
  const empty = emptyInWords(bytes);
  if (empty !== null) return failed({ file, message: empty });
  const text = textOf(bytes);
  if (text === null) {
    const line = 1 + countLines(bytes, firstBadByte(bytes));
    return failed({
      file,
      line,
      message: say`This is not UTF-8 text from here on: the file is damaged, or of another kind.`,
    });
  }
  const parsed = parseJson(text);
  if (parsed.ok) return parsed;
  const line = parsed.offset === null ? undefined : 1 + linesBefore(text, parsed.offset);
  const cut = parsed.offset !== null && text.slice(parsed.offset).trim() === '';
  const message = cut
    ? say`This JSON is cut off: it ends in the middle. Write or copy the file again.`
    : say`This is not JSON: ${verbatim(parsed.message)}.`;
  return failed({ file, ...(line === undefined ? {} : { line }), message });
}

/** What a file without content of its own is, in words: 0 bytes, or the pointer git-LFS leaves for it; else null. */
export function emptyInWords(head: Uint8Array): string | null {
  if (head.length === 0) return say`This file is empty.`;
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 60)).toString('latin1');
  if (start.startsWith('version https://git-lfs.github.com/spec/')) {
    return say`This is only a pointer of git-LFS: run "git lfs pull" to fetch the file.`;
  }
  return start.trim() === '' && head.length <= 60 ? say`This file is empty.` : null;
}

/** The text of UTF-8 bytes, a byte order mark left out; null where they are none. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function firstBadByte(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  // The longest beginning that can be decoded; a character that is cut in two is none of its faults.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isText(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function countLines(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

function linesBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function failed(problem: Problem): JsonFile {
  return { ok: false, problem };
}
