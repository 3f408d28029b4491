import { showHidden } from '../core/hiddenText.ts';
import { valueAt } from '../core/items/fieldPath.ts';
import type { JsonObject } from '../core/json.ts';
import { pythonJson } from '../core/results/pythonJson.ts';

/** Characters of a value that a row shows. */
const sampleLength = 80;

/** Paths to the values of these records, each once, one level deep inside their objects. */
export function fieldPaths(records: readonly JsonObject[]): string[] {
  return [...new Set(records.flatMap(pathsOf))];
}

function pathsOf(record: JsonObject): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)]
      : [name],
  );
}

/** The beginning of what a path leads to in the first record that has it, on one line; '' where none has. */
export function sampleOf(records: readonly JsonObject[], path: string): string {
  for (const record of records) {
    const value = valueAt(record, path);
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value : pythonJson(value);
    return rowText(text.replace(/\s+/g, ' ').slice(0, sampleLength));
  }
  return '';
}

/** Text of a file in a row: nothing in it is hidden, and `$(name)` draws no icon. */
export function rowText(text: string): string {
  return showHidden(text).replaceAll('$(', '\\$(');
}
