import * as v from 'valibot';
import { inflateSync } from 'node:zlib';
import { readPickledText } from '../items/pickledText.ts';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../json.ts';
import { say } from '../say.ts';
import type { ProgramTest } from './score.ts';

/** Private tests unpack to no more than this, in bytes; the largest published ones have some tens of millions. */
const mostUnpacked = 256 * 2 ** 20;

/** The tests of an item, the public ones first, or why they cannot be read. */
export type ItemTests =
  | { readonly ok: true; readonly tests: readonly ProgramTest[] }
  | { readonly ok: false; readonly message: string };

const testList = v.array(v.object({ input: v.string(), output: v.string() }));

/** Whether an item has a field of tests at all; reading them may take long. */
export function hasTests(record: JsonObject): boolean {
  return [record.public_test_cases, record.private_test_cases].some(isThere);
}

/**
 * Reads `public_test_cases` and `private_test_cases` of livecodebench/code_generation and code_generation_lite:
 * JSON, as text or as it is; private ones in the lite edition as base64 of zlib of a pickle of JSON text
 * (LiveCodeBench, `lcb_runner/benchmarks/code_generation.py`).
 */
export function readTests(record: JsonObject): ItemTests {
  const tests: ProgramTest[] = [];
  for (const field of ['public_test_cases', 'private_test_cases'] as const) {
    const value = record[field];
    if (!isThere(value)) continue;
    const list = readField(value, field === 'private_test_cases');
    if (!list.ok) return { ok: false, message: say`\`${field}\` cannot be read: ${list.message}` };
    const isPublic = field === 'public_test_cases';
    for (const { input, output } of list.tests) tests.push({ input, output, isPublic });
  }
  return tests.length === 0 ? { ok: false, message: say`there are no tests` } : { ok: true, tests };
}

/** `metadata.func_name`, of JSON as text or as it is; null where tests are fed on stdin. */
export function functionName(record: JsonObject): string | null {
  const { metadata } = record;
  const json = typeof metadata === 'string' ? parseJson(metadata) : null;
  const fields = json === null ? metadata : json.ok ? json.value : null;
  const name = isJsonObject(fields) ? fields.func_name : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

function isThere(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null && value !== '';
}

type FieldTests =
  | { readonly ok: true; readonly tests: readonly { readonly input: string; readonly output: string }[] }
  | { readonly ok: false; readonly message: string };

function readField(value: JsonValue, mayBePacked: boolean): FieldTests {
  if (typeof value !== 'string') return listed(value);
  const json = parseJson(value);
  if (json.ok) return listed(json.value);
  if (!mayBePacked || /^\s*[[{]/.test(value)) return { ok: false, message: say`it is not JSON` };
  const unpacked = unpack(value);
  if (!unpacked.ok) return unpacked;
  const inner = parseJson(unpacked.text);
  return inner.ok ? listed(inner.value) : { ok: false, message: say`what is packed in it is not JSON` };
}

function listed(value: JsonValue): FieldTests {
  const parsed = v.safeParse(testList, value);
  return parsed.success
    ? { ok: true, tests: parsed.output }
    : { ok: false, message: say`it is no list of tests, each with "input" and "output" as text` };
}

function unpack(
  packed: string,
): { readonly ok: true; readonly text: string } | { ok: false; message: string } {
  let bytes: Buffer;
  try {
    bytes = inflateSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostUnpacked });
  } catch (error) {
    const tooLong = error instanceof RangeError;
    const message = tooLong
      ? say`it unpacks to more than ${mostUnpacked / 2 ** 20} MiB`
      : say`it is neither JSON nor packed by zlib`;
    return { ok: false, message };
  }
  const read = readPickledText(bytes);
  return read.ok ? read : { ok: false, message: say`its pickle is refused: ${read.message}` };
}
