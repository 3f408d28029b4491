import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../json.ts';
import { TailForms } from './lmEvalTailForm.ts';

/**
 * The two ends of a line of samples, which hold all that an index needs of it. The texts between them, nearly all of
 * the line, are not looked at. Either end proves that it is one, or the line is parsed whole.
 */

/** The end of a line is looked for in as many bytes. */
const tailBytes = 2048;
const idKey = Buffer.from('{"doc_id":', 'latin1');
const filterKey = Buffer.from('"filter":', 'latin1');
const docHashKey = Buffer.from('"doc_hash":', 'latin1');
const docKey = Buffer.from('"doc":', 'latin1');
const targetKey = Buffer.from('"target":', 'latin1');
const filteredKey = Buffer.from('"filtered_resps":', 'latin1');
const argumentsKey = Buffer.from('"arguments":', 'latin1');
const [comma, minus, space, brace] = [44, 45, 32, 123];

/** A document with more keys called `target` in it is read with its whole line. */
const mostTries = 4;

/** The id that a line begins with, and where the comma behind it is. */
export interface LineHead {
  readonly id: string;
  readonly end: number;
}

/** An id of digits alone at the very beginning of a line; null where there is none, or it is of another kind. */
export function lineHead(line: Buffer): LineHead | null {
  for (let at = 0; at < idKey.length; at++) if (line[at] !== idKey[at]) return null;
  let start = idKey.length;
  while (line[start] === space) start += 1;
  let end = start;
  if (line[end] === minus) end += 1;
  const first = end;
  while (isDigit(line[end])) end += 1;
  const digits = end - first;
  if (digits === 0 || line[end] !== comma || (digits > 1 && line[first] === 48)) return null;
  return { id: line.toString('latin1', start, end), end };
}

/**
 * The keys from `filter` on (`doc_hash` where the version wrote no filter), as an object. That `{` and the end of a
 * line are JSON together proves that this end began at a key of the line itself: a quote within a text is escaped,
 * and a key of something within would leave a brace over. The same holds of an end that is of a form known before.
 *
 * @param forms of the ends of the same file; those that are met are added
 */
export function lineTail(line: Buffer, hasFilter: boolean, forms = new TailForms()): JsonObject | null {
  const known = hasFilter ? forms.read(line) : null;
  if (known !== null) return known;
  const window = line.length > tailBytes ? line.subarray(line.length - tailBytes) : line;
  const at = window.lastIndexOf(hasFilter ? filterKey : docHashKey);
  if (at < 2 || (!hasFilter && window.includes(filterKey))) return null;
  let before = at - 1;
  while (window[before] === space) before -= 1;
  if (window[before] !== comma) return null;
  const text = window.toString('utf8', at);
  const tail = objectIn(`{${text}`);
  if (hasFilter && tail !== null) forms.learn(line, text, tail);
  return tail;
}

/** `parseJson` looks for integers that a double cannot hold, which costs as much again; here stands none. */
function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    const parsed = parseJson(text);
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a line says of its item. */
export interface LineDocument {
  readonly record: JsonObject;
  readonly target: string;
}

/**
 * Document and target of a line, which stand before `arguments`. That both are JSON proves where they end. Null where
 * that is not so, or the line holds the beginning of another one, as where a line end was lost.
 */
export function lineDocument(line: Buffer, head: LineHead): LineDocument | null {
  // From behind: Node searches so five times as fast.
  if (line.lastIndexOf(idKey) > 0) return null;
  const start = valueOf(line, docKey, head.end + 1);
  if (line[start] !== brace) return null;
  let tries = 0;
  for (let at = line.indexOf(targetKey, start); at >= 0; at = line.indexOf(targetKey, at + 1)) {
    if (++tries > mostTries) return null;
    const record = jsonBefore(line, start, at);
    if (!isJsonObject(record)) continue;
    const targetStart = valueOf(line, targetKey, at);
    const target = jsonBefore(line, targetStart, line.indexOf(argumentsKey, targetStart));
    return typeof target === 'string' ? { record, target } : null;
  }
  return null;
}

/**
 * `arguments` and `resps` of a line, which stand between `target` and `filtered_resps`: half of it, since the whole
 * responses are mostly repeated behind. That they are an object of these two alone proves where they end.
 */
export function lineRequests(line: Buffer): JsonObject | null {
  const start = line.indexOf(argumentsKey);
  const behind = line.lastIndexOf(filteredKey);
  if (start < 0 || behind < start) return null;
  let end = behind - 1;
  while (line[end] === space) end -= 1;
  if (line[end] !== comma) return null;
  const found = objectIn(`{${line.toString('utf8', start, end)}}`);
  const keys = found === null ? [] : Object.keys(found);
  return keys.length === 2 && keys[0] === 'arguments' && keys[1] === 'resps' ? found : null;
}

/** Where the value of a key begins that stands at `at`; -1 where another one does. */
function valueOf(line: Buffer, key: Buffer, at: number): number {
  let start = at;
  while (line[start] === space) start += 1;
  if (!startsWith(line, key, start)) return -1;
  start += key.length;
  while (line[start] === space) start += 1;
  return start;
}

/** The value that ends before the comma before `key`. */
function jsonBefore(line: Buffer, start: number, key: number): JsonValue | undefined {
  let end = key - 1;
  while (line[end] === space) end -= 1;
  if (start < 0 || end <= start || line[end] !== comma) return undefined;
  const parsed = parseJson(line.toString('utf8', start, end));
  return parsed.ok ? parsed.value : undefined;
}

function startsWith(line: Buffer, key: Buffer, at: number): boolean {
  return line.compare(key, 0, key.length, at, Math.min(line.length, at + key.length)) === 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
