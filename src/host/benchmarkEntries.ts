import * as v from 'valibot';
import { findBenchmark } from '../core/items/benchmarks.ts';
import type { JsonObject } from '../core/json.ts';

/** The entries of the setting `benchmarks` as they stand, and what becomes of them when a file is described. */

const Named = v.looseObject({ name: v.string() });
const OfFiles = v.looseObject({ name: v.string(), files: v.array(v.string()) });

/** What a mapping says nothing about: it stays when the file is described again. */
const kept = ['prompt', 'system', 'stop', 'fewShot', 'answerPattern', 'files'] as const;

const longestName = 80;

/** The name of the entry that lists this very file; null where none does. */
export function entryOfFile(entries: readonly unknown[], file: string): string | null {
  const found = entries.find((entry) => v.is(OfFiles, entry) && entry.files.includes(file));
  return v.is(OfFiles, found) ? found.name : null;
}

/** Whether a name is of an entry that is not this file's, which saving under it would replace. */
export function isTaken(entries: readonly unknown[], name: string, file: string): boolean {
  return entries.some(
    (entry) =>
      v.is(Named, entry) &&
      entry.name.trim() === name &&
      !(v.is(OfFiles, entry) && entry.files.includes(file)),
  );
}

/**
 * A name for the benchmark of a file: that of its entry, else the file's own, else with its folder, else with a
 * number: one that nothing else has.
 *
 * @param path of the file, with slashes
 */
export function proposedName(entries: readonly unknown[], file: string, path: string): string {
  const listed = entryOfFile(entries, file);
  if (listed !== null) return listed;
  const [base = '', folder = ''] = path.split('/').reverse();
  // eslint-disable-next-line no-control-regex -- a name holds none; see `parseBenchmarks`
  const clean = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, '').trim();
  const name = clean(base.replace(/(?<=.)\..*$/, '')).slice(0, longestName - 4) || 'items';
  const longer = clean(`${folder}-${name}`).slice(-(longestName - 4));
  const names = [name, ...(folder === '' ? [] : [longer])];
  const isFree = (each: string): boolean => findBenchmark(each) === null && !isTaken(entries, each, file);
  const free = names.find(isFree);
  if (free !== undefined) return free;
  for (let number = 2; ; number++) if (isFree(`${name}-${number}`)) return `${name}-${number}`;
}

/** A new entry with all that its predecessor of the same name says beside the mapping. */
export function mergedEntry(
  entries: readonly unknown[],
  entry: JsonObject & { readonly name: string },
): Readonly<Record<string, unknown>> & { readonly name: string } {
  const before = entries.find((each) => v.is(Named, each) && each.name.trim() === entry.name);
  if (!v.is(Named, before)) return entry;
  const old = Object.fromEntries(kept.flatMap((key) => (key in before ? [[key, before[key]]] : [])));
  // Options are those of one kind, and what was asked for just now counts.
  const sameKind = before.answerKind === entry.answerKind && 'scoring' in before && !('scoring' in entry);
  return { ...entry, ...old, ...(sameKind ? { scoring: before.scoring } : {}) };
}

/** The list with an entry in the place of the one of its name, or at its end. */
export function withEntry(
  entries: readonly unknown[],
  entry: Readonly<Record<string, unknown>> & { readonly name: string },
): readonly unknown[] {
  const place = entries.findIndex((old) => v.is(Named, old) && old.name.trim() === entry.name);
  return place < 0 ? [...entries, entry] : entries.with(place, entry);
}
