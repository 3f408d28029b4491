import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { type BenchmarkSettings, parseBenchmarks } from '../core/items/benchmarkSettings.ts';
import { parseJson } from '../core/json.ts';
import { UsageError } from './io.ts';

/** The option as `--help` shows it. */
export const benchmarksOption = `  --benchmarks FILE.json  benchmarks of your own: a list as the setting reasoningTransfer.benchmarks has`;

/**
 * The benchmarks that a file describes; none without one. Throws a `UsageError` naming every fault: what an item
 * is must be settled before anything is read or asked.
 */
export async function readBenchmarks(file: string | undefined, folder: string): Promise<BenchmarkSettings> {
  if (file === undefined) return parseBenchmarks(undefined);
  const fail = (message: string): UsageError => new UsageError(`--benchmarks ${file}: ${message}`);
  const text = await readFile(path.resolve(folder, file), 'utf8').catch((error: unknown) => {
    throw fail(`this file cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  });
  const json = parseJson(text.replace(/^\ufeff/, ''));
  if (!json.ok) throw fail(`not JSON: ${json.message}.`);
  const read = parseBenchmarks(json.value, 'benchmarks');
  if (read.problems.length > 0) {
    throw fail(read.problems.map(({ field, message }) => `${field}: ${message}`).join('\n'));
  }
  return read;
}
