import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { structureIn } from './tableRecord.ts';

/**
 * The value at a path into a record: names and list places (from 0) with dots between, such as `choices.text`,
 * `targets.0.text` or `targets[0].text`. A field whose name is the whole path comes first, since names may hold
 * dots. A name at a list of objects gives the list of that field. Text on the way that writes a list or an
 * object, as cells of a table do, is read as that. Undefined where there is none.
 */
export function valueAt(record: JsonObject, path: string): JsonValue | undefined {
  if (Object.hasOwn(record, path)) return record[path];
  let value: JsonValue | undefined = record;
  for (const step of stepsOf(path)) {
    value = stepInto(typeof value === 'string' ? structureIn(value) : value, step);
    if (value === undefined) return undefined;
  }
  return value;
}

/** The field of the record in which a path begins. */
export function topField(record: JsonObject, path: string): string {
  return Object.hasOwn(record, path) ? path : (stepsOf(path)[0] ?? path);
}

function stepsOf(path: string): string[] {
  return path.replace(/\[(\d+)\]/g, '.$1').split('.');
}

function stepInto(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, step) ? value[step] : undefined;
  if (!Array.isArray(value)) return undefined;
  if (/^\d+$/.test(step)) return value[Number(step)];
  const inner = value.map((each) => stepInto(each, step));
  return inner.length > 0 && inner.every((each) => each !== undefined) ? inner : undefined;
}
