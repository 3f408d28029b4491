import { say } from './say.ts';

/** JSON as we keep it: an integer beyond 2^53 is a `bigint`, so that no digit of an id is lost. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** What `parseJson` gives: the value, or why the text is not JSON and at which UTF-16 offset, where known. */
export type JsonResult =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string; readonly offset: number | null };

declare global {
  // In V8 since 11.4; TypeScript's libraries do not name it yet.
  interface JSON {
    /** A value that `JSON.stringify` writes as this very text (TC39 "JSON.parse source text access"). */
    rawJSON(text: string): object;
  }
}

/** Only where a number this long stands can a digit be lost, and only there is the reviver paid for. */
const longDigits = /\d{16}/;
const integer = /^-?\d+$/;

/** What stands for Python's bare NaN while parsing: JSON's grammar takes it, and nobody writes it. */
const nanSource = '-0e-777';
const infinitySource = '1e999';

/**
 * Parses one JSON text (RFC 8259). Two differences from `JSON.parse`: an integer that a double cannot hold is
 * a `bigint`, and the bare `NaN`, `Infinity` and `-Infinity` that Python's `json` writes are numbers.
 * Never throws.
 */
export function parseJson(text: string): JsonResult {
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    const python = withoutPythonNumbers(text);
    if (python === text) return failure(text, error);
    try {
      return { ok: true, value: parse(python) };
    } catch (elsewhere) {
      return failureOf(python, elsewhere);
    }
  }
}

/** The reviver's third argument; `source` is there for primitives only. */
interface ReviverContext {
  readonly source?: string;
}

function parse(text: string): JsonValue {
  if (!longDigits.test(text) && !text.includes(nanSource)) return JSON.parse(text) as JsonValue;
  return JSON.parse(text, (_key: string, value: JsonValue, context?: ReviverContext): JsonValue => {
    if (typeof value !== 'number') return value;
    const source = context?.source ?? '';
    if (source === nanSource) return Number.NaN;
    return !Number.isSafeInteger(value) && integer.test(source) ? BigInt(source) : value;
  }) as JsonValue;
}

/** Outside strings, `NaN` and `Infinity` become numbers of JSON's grammar; the text inside strings stays. */
function withoutPythonNumbers(text: string): string {
  if (!/\b(?:NaN|Infinity)\b/.test(text)) return text;
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\b(?:NaN|Infinity)\b/gs, (token) =>
    token === 'NaN' ? nanSource : token === 'Infinity' ? infinitySource : token,
  );
}

function failure(text: string, error: unknown): JsonResult {
  const raw = error instanceof Error ? error.message : String(error);
  const position = /(?: in JSON)? at position (\d+)(?: \(line \d+ column \d+\))?/.exec(raw);
  if (position) return { ok: false, message: raw.replace(position[0], ''), offset: Number(position[1]) };
  return { ok: false, message: raw, offset: raw.startsWith('Unexpected end') ? text.length : null };
}

/** The failure of a text whose Python numbers were replaced, with its place in the text as it was. */
function failureOf(python: string, error: unknown): JsonResult {
  const failed = failure(python, error);
  if (failed.ok || failed.offset === null) return failed;
  const before = python.slice(0, failed.offset);
  const longer = before.split(nanSource).length - 1;
  const shorter = before.split(infinitySource).length - 1;
  const offset =
    failed.offset +
    longer * ('NaN'.length - nanSource.length) +
    shorter * ('Infinity'.length - infinitySource.length);
  return { ...failed, offset };
}

/**
 * Writes a value as JSON, a `bigint` with all its digits. `indent`: spaces a level; without it, one line.
 * NaN and the infinities, which JSON has not, become `null`.
 */
export function stringifyJson(value: unknown, indent?: number): string {
  return JSON.stringify(value ?? null, writeBigint, indent);
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? JSON.rawJSON(value.toString()) : value;
}

/** Whether a value is a JSON object: neither null nor an array nor a primitive. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What kind of JSON value this is, as a message says it. */
export function kindInWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return say`a list`;
  if (typeof value === 'object') return say`an object`;
  if (typeof value === 'string') return say`text`;
  return typeof value === 'boolean' ? say`true or false` : say`a number`;
}
