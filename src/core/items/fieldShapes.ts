import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { valueAt } from './fieldPath.ts';
import { scalarText } from './layout.ts';
import { choicesAt, type PublishedChoices } from './ownChoices.ts';
import { structureIn } from './tableRecord.ts';

/** What a path holds in the first records of a file. */
export interface FieldShape {
  readonly path: string;
  readonly values: readonly (JsonValue | undefined)[];
  /** The values' texts, where every record has a text, a number or true and false there; else null. */
  readonly texts: readonly string[] | null;
  /** The options in each record, where every one has some there. */
  readonly choices: readonly PublishedChoices[] | null;
  /** Mean length of the texts, in UTF-16 units. */
  readonly length: number;
  /** Whether no two records have the same text. */
  readonly unique: boolean;
}

/** Beyond these a record is no item, and the rest is not looked at. */
const mostFields = 200;

/** The shapes of all fields of the records, and of the fields of objects in them; in the order of the first record. */
export function fieldShapes(records: readonly JsonObject[]): FieldShape[] {
  const paths = new Set<string>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      paths.add(name);
      const inner = typeof value === 'string' ? structureIn(value) : value;
      if (isJsonObject(inner ?? undefined)) {
        for (const key of Object.keys(inner ?? {})) paths.add(`${name}.${key}`);
      }
    }
  }
  return [...paths].slice(0, mostFields).map((path) => shapeOf(path, records));
}

function shapeOf(path: string, records: readonly JsonObject[]): FieldShape {
  const values = records.map((record) => valueAt(record, path));
  const found = values.map(textOf);
  const texts = found.every((text) => text !== null) ? found : null;
  const options = records.map((record) => choicesAt(record, path));
  return {
    path,
    values,
    texts,
    choices: options.every((each) => typeof each !== 'string') ? options : null,
    length: texts === null ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
    unique: texts !== null && texts.length > 1 && new Set(texts).size === texts.length,
  };
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'boolean' ? String(value) : (scalarText(value)?.trim() ?? null);
}

/** The first of those with the highest value, if that is above 0. */
export function best<T>(among: readonly T[], value: (one: T) => number): T | null {
  let found: { readonly one: T; readonly value: number } | null = null;
  for (const one of among) {
    const its = value(one);
    if (its > (found?.value ?? 0)) found = { one, value: its };
  }
  return found?.one ?? null;
}

/** How many of the texts are so: 0 to 1; 0 of none. */
export function share(texts: readonly string[] | null, is: (text: string) => boolean): number {
  return texts === null || texts.length === 0 ? 0 : texts.filter(is).length / texts.length;
}
