import * as v from 'valibot';
import { kindInWords, type JsonObject, type JsonValue } from '../json.ts';
import type { OwnItem } from './ownItem.ts';
import { say } from '../say.ts';

/** The gold answer as a person reads it; `none` where the benchmark has no such string (IFEval, code tests). */
export type Gold =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly field: string; readonly expected: string };

/** What a layout reads out of a record. */
export interface Reading {
  /** The published id with the digits of the source, and the field it is in; null where none was published. */
  readonly id: { readonly text: string; readonly field: string } | null;
  readonly task: string | null;
  /** The text as published, in parts: the question with its context, choices and candidate. */
  readonly text: readonly string[];
  /** What a person reads. */
  readonly question: string;
  readonly gold: Gold;
  /** Of an item of the user's own benchmark. */
  readonly own?: OwnItem;
}

/** One way a benchmark's items are published: the fields that tell it, and how to read them. */
export interface Layout {
  /** The fields that tell this layout, in the published order. */
  readonly fields: readonly string[];
  /** Null where the record is not of this layout; else what reads it. */
  readonly match: (record: JsonObject) => (() => Reading) | null;
  /** What keeps a record from being of this layout, in words, such as `"problem" is missing`. */
  readonly misses: (record: JsonObject) => string[];
}

/** A layout from a valibot schema of the telling fields; the gold answer is left out of it, or optional. */
export function layout<TEntries extends v.ObjectEntries>(
  entries: TEntries,
  read: (fields: v.InferOutput<v.ObjectSchema<TEntries, undefined>>, record: JsonObject) => Reading,
): Layout {
  const schema = v.object(entries);
  return {
    fields: Object.keys(entries),
    match: (record) => {
      const parsed = v.safeParse(schema, record);
      return parsed.success ? () => read(parsed.output, record) : null;
    },
    misses: (record) => {
      const parsed = v.safeParse(schema, record);
      return parsed.success ? [] : parsed.issues.map((issue) => missInWords(record, issue));
    },
  };
}

function missInWords(record: JsonObject, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  const top = path.split('.')[0] ?? '';
  if (!(top in record)) return say`"${top}" is missing`;
  return say`"${path}" must be ${expectedInWords(issue.expected ?? '')}, not ${kindInWords(issue.input)}`;
}

/** Valibot's `string` or `(Array | Object)`. */
function expectedInWords(expected: string): string {
  const words: Record<string, string> = {
    string: say`text`,
    number: say`a number`,
    Array: say`a list`,
    Object: say`an object`,
  };
  const types = expected.replace(/[()]/g, '').split(' | ');
  return types.map((type) => words[type] ?? type).reduce((before, type) => say`${before} or ${type}`);
}

/** The id in the first of these fields that holds one: text, or a number with all its digits. */
export function publishedId(record: JsonObject, ...fields: readonly string[]): Reading['id'] {
  for (const field of fields) {
    const text = scalarText(record[field]);
    if (text !== null) return { text, field };
  }
  return null;
}

/** Text, number or big integer as text; null for anything else, and for text that is blank. */
export function scalarText(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A gold answer that is one text or number in `field`. */
export function goldIn(record: JsonObject, field: string, expected = say`the gold answer`): Gold {
  const text = scalarText(record[field]);
  return text === null ? { kind: 'missing', field, expected } : { kind: 'text', text: text.trim() };
}

/** The parts that have text, with a blank line between. */
export function paragraphs(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part.trim() !== '').join('\n\n');
}
