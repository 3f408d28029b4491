import type { Benchmark, Recognition } from '../../core/items/benchmarks.ts';
import { tieInWords } from '../../core/items/readItem.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Problem } from '../../core/problem.ts';
import type { Records } from './records.ts';

/** How many of a file's first values are read to tell its benchmark. */
export const sampled = 20;
/** And how many more, spread over the rest, where none of those is an item. */
const spread = 40;
/** How many bytes at most, once one item is known: opening stays quick on large items. */
const sampledBytes = 8 * 1024 * 1024;
/** And how many for the spread ones while none is. */
const spreadBytes = 64 * 1024 * 1024;

/** What a file is by a sample of its values. */
export interface ToldBenchmark {
  /** That of most sampled items; null where none of the sampled values is an item. */
  readonly benchmark: Benchmark | null;
  /** Where none is an item: why the first value that says most is none; null where there are no values. */
  readonly problem: Problem | null;
  /** Where none is an item, those of the first `sampled` values that could be read; null where they are large. */
  readonly first: readonly JsonObject[] | null;
}

/**
 * Tells a file's benchmark by its first values. Where none of them is an item (notes at its head, or a damaged
 * beginning), by values spread over the rest, its last one included: all values of a file of up to 60.
 */
export async function tellBenchmark(
  file: string,
  records: Records,
  classify: (record: JsonObject) => Recognition,
): Promise<ToldBenchmark> {
  const tally = new Map<Benchmark, number>();
  const why: { unreadable: Problem | null; unknown: Problem | null } = { unreadable: null, unknown: null };
  const first: JsonObject[] = [];
  let bytes = 0;
  const isKnown = (): boolean => tally.size > 0;
  const take = async (index: number, read: ReturnType<Records['reader']>): Promise<void> => {
    bytes += records.sizeOf(index);
    const value = await read(index);
    if (!value.ok) {
      why.unreadable ??= value.problem;
      return;
    }
    if (index < sampled) first.push(value.record);
    const found = classify(value.record);
    if (found.kind === 'one') {
      tally.set(found.benchmark, (tally.get(found.benchmark) ?? 0) + 1);
    } else {
      // Of the file, not of this value: the others are none either.
      why.unknown ??= { file, message: found.kind === 'tie' ? tieInWords(found.benchmarks) : found.message };
    }
  };

  const read = records.reader(true);
  const places = sampledPlaces(records.count, sampled, spread);
  for (const index of places.slice(0, sampled)) {
    if (isKnown() && bytes > sampledBytes) break;
    await take(index, read);
  }
  const isSmall = bytes <= sampledBytes;
  if (!isKnown()) {
    bytes = 0;
    for (const index of places.slice(sampled)) {
      if (bytes > (isKnown() ? sampledBytes : spreadBytes)) break;
      await take(index, records.reader(false));
    }
  }
  const [most] = [...tally].sort((a, b) => b[1] - a[1]);
  return most === undefined
    ? { benchmark: null, problem: why.unknown ?? why.unreadable, first: isSmall ? first : null }
    : { benchmark: most[0], problem: null, first: null };
}

/** The first places of `count`, then up to `more` spread evenly over the rest, the last one included. */
export function sampledPlaces(count: number, first: number, more: number): readonly number[] {
  const head = Math.min(first, count);
  const rest = count - head;
  const steps = Math.min(more, rest);
  return [
    ...Array.from({ length: head }, (_, index) => index),
    ...Array.from({ length: steps }, (_, step) => head + Math.ceil(((step + 1) * rest) / steps) - 1),
  ];
}
