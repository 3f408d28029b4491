import { isJsonObject, parseJson, type JsonValue } from '../json.ts';
import { decimalKey, strip, words } from './pythonText.ts';

/** Nesting beyond this equals nothing. */
const deepest = 1000;

/** Where two outputs differ: a 1-based line, or 0 for another number of lines; null where they are the same. */
export interface OutputDifference {
  readonly line: number;
  readonly found: string;
  readonly wanted: string;
}

/**
 * Compares what a program printed with what it should, as LiveCodeBench does (`lcb_runner/evaluation/testing_util.py`,
 * `grade_stdio`): both stripped, line by line, each stripped; two lines are the same as texts, or word by word as
 * exact decimal numbers.
 */
export function outputDifference(found: string, wanted: string): OutputDifference | null {
  const [left, right] = [lines(found), lines(wanted)];
  if (left.length !== right.length) {
    return { line: 0, found: String(left.length), wanted: String(right.length) };
  }
  const index = left.findIndex((line, at) => !sameLine(line, right[at] ?? ''));
  return index === -1 ? null : { line: index + 1, found: left[index] ?? '', wanted: right[index] ?? '' };
}

function lines(text: string): string[] {
  return strip(text).split('\n').map(strip);
}

function sameLine(left: string, right: string): boolean {
  if (left === right) return true;
  const [ours, theirs] = [words(left).map(decimalKey), words(right).map(decimalKey)];
  return (
    ours.length === theirs.length &&
    ours.every((key, at) => key !== undefined && key !== null && key === theirs[at])
  );
}

/**
 * Whether what a function gave back equals what it should, as Python's `==` has it for values of JSON
 * (`grade_call_based`): numbers by value, true as 1, NaN never. Null where `wanted` is no JSON.
 *
 * @param found JSON of the value; other text is a value JSON has not, which equals nothing
 */
export function sameValue(found: string, wanted: string): boolean | null {
  const right = parseJson(wanted);
  if (!right.ok) return null;
  const left = parseJson(found);
  return left.ok && equal(left.value, right.value, 0);
}

function equal(left: JsonValue, right: JsonValue, depth: number): boolean {
  if (depth > deepest) return false;
  const [x, y] = [numeric(left), numeric(right)];
  // Numbers and bigints compare by their values, without rounding.
  if (x !== null || y !== null) return x !== null && y !== null && x <= y && x >= y;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, at) => equal(one, right[at] ?? null, depth + 1));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        (key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null, depth + 1),
      )
    );
  }
  return left === right;
}

function numeric(value: JsonValue): number | bigint | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}
