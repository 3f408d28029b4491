import type { JsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import { partsReaders } from '../prompts/parts.ts';
import { classify, type Benchmark } from './benchmarks.ts';
import { fallbackId, publishedText, textHash } from './identity.ts';
import type { Item, ItemLocation } from './item.ts';
import type { Reading } from './layout.ts';
import type { OwnBenchmark } from './ownBenchmark.ts';
import { say, verbatim } from '../say.ts';

/** An item and what is wrong with it; without an item, `problems` says why. */
export interface ReadItem {
  readonly item: Item | null;
  readonly problems: readonly Problem[];
  /** The field that holds the item's published id; null where there is none. */
  readonly idField: string | null;
}

export interface ReadItemOptions {
  /** Settles what neither the record's fields nor the file's name do (AIME24 or AIME25). */
  readonly benchmark?: Benchmark | null;
  /** The user's own benchmarks. */
  readonly own?: readonly OwnBenchmark[];
}

/**
 * Reads one published record as an item. The record's own fields decide its benchmark, so one file may mix
 * them. An item without its gold answer is read all the same: `gold` is null and a problem names the field.
 */
export function readItem(
  record: JsonObject,
  location: ItemLocation,
  options: ReadItemOptions = {},
): ReadItem {
  const found = classify(record, location.file, options.own);
  if (found.kind === 'one') return itemOf(found.benchmark, found.read(), record, location);
  if (found.kind === 'none') return failed(location, found.message);
  const settled = found.benchmarks.find((benchmark) => benchmark === options.benchmark);
  if (settled) return itemOf(settled, found.read(), record, location);
  return failed(location, tieInWords(found.benchmarks));
}

/** Why a record is no item although its fields are known, and what to do. */
export function tieInWords(tied: readonly Benchmark[]): string {
  const names = tied.map((benchmark) => benchmark.name);
  const example = `${(names[0] ?? '').toLowerCase()}.jsonl`;
  const [most, last = ''] = [names.slice(0, -1).join("'s and "), names.at(-1)];
  return say`These fields are ${verbatim(most)}'s and ${verbatim(last)}'s alike, and nothing says which: name the file or its folder after the benchmark (for example ${example}).`;
}

function itemOf(
  benchmark: Benchmark,
  reading: Reading,
  record: JsonObject,
  location: ItemLocation,
): ReadItem {
  const text = publishedText(reading.text);
  const { gold } = reading;
  const item: Item = {
    benchmark: benchmark.name,
    domain: benchmark.domain,
    task: reading.task,
    id: reading.id?.text ?? fallbackId(benchmark.name, text),
    record,
    question: reading.question,
    gold: gold.kind === 'text' ? gold.text : null,
    textHash: textHash(text),
    location,
    ...(reading.own === undefined ? {} : { own: reading.own }),
  };
  const idField = reading.id?.field ?? null;
  if (gold.kind !== 'missing') return { item, problems: [], idField };
  const asked = partsReaders.get(benchmark.name)?.(item);
  const message =
    asked?.ok === false
      ? say`No gold answer: "${gold.field}" should hold ${gold.expected}. Until it does, the item cannot be asked: ${asked.because}.`
      : say`No gold answer: "${gold.field}" should hold ${gold.expected}. Until it does, the item can be asked, but not scored.`;
  return { item, problems: [{ ...problemAt(location, message), field: gold.field }], idField };
}

function failed(location: ItemLocation, message: string): ReadItem {
  return { item: null, problems: [problemAt(location, message)], idField: null };
}

function problemAt(location: ItemLocation, message: string): Problem {
  return { file: location.file, ...(location.line === null ? {} : { line: location.line }), message };
}
