import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.ts';

/** So many fields of a record, and entries of a list, say what it is. */
const mostFields = 60;
/** And so many characters of a text, half of them its end: a question may end in its sign, a solution in its answer. */
const mostCharacters = 1000;
const mostDepth = 3;

/** As much of a record as tells whether it may be an item: wide tables and long texts would take their time. */
export function shortened(record: JsonObject): JsonObject {
  return shortObject(record, 0);
}

function shortObject(value: JsonObject, depth: number): JsonObject {
  const fields = Object.entries(value).slice(0, mostFields);
  // Of entries, since a field may be called `__proto__`.
  return Object.fromEntries(fields.map(([name, each]) => [name, shortValue(each, depth + 1)]));
}

function shortValue(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') {
    const half = mostCharacters / 2;
    return value.length <= mostCharacters ? value : value.slice(0, half) + value.slice(-half);
  }
  if (Array.isArray(value)) {
    return depth > mostDepth ? [] : value.slice(0, mostFields).map((each) => shortValue(each, depth + 1));
  }
  if (isJsonObject(value)) return depth > mostDepth ? {} : shortObject(value, depth);
  return value;
}
