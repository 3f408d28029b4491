import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { isJsonObject, parseJson } from '../../../src/core/json.ts';
import type { JsonObject } from '../../../src/core/json.ts';

/** Path of a file in the data beside the checkout; it may be absent. */
export const sharedPath = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));

export const absent = (...names: string[]): boolean => names.some((name) => !existsSync(sharedPath(name)));

/** The objects of a JSONL file in the data beside the checkout, gzipped or not. */
export function sharedLines(name: string): JsonObject[] {
  const bytes = readFileSync(sharedPath(name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const json = parseJson(line);
      if (!json.ok || !isJsonObject(json.value)) throw new Error(`${name}: not a JSON object`);
      return json.value;
    });
}
