import { parseArgs } from 'node:util';

import type { Item } from '../core/items/item.ts';
import { stringifyJson } from '../core/json.ts';
import type { Problem } from '../core/problem.ts';
import { ItemFile } from '../workspace/itemFile.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { benchmarksOption, readBenchmarks } from './itemsBenchmarks.ts';
import { problemLine } from './problemLine.ts';

/** `items FILE`: what a file of benchmark items holds. */
export const items: Command = {
  summary: 'list the items of a benchmark file',
  usage: `Usage: reasoning-transfer items FILE [--benchmarks FILE.json] [--json]

Lists the items of a file: JSONL, a JSON array, CSV or TSV with a header row, each also as .gz or .zst, or
Parquet. Of each: id, line (1-based; of its first line) and bytes (half-open, of the value alone); both are null
in Parquet, bytes also in packed files. These are unpacked up to 256 MiB.

${benchmarksOption}
  --json   one JSON object: {"benchmark", "domain", "count", "items": [{"id", "line", "bytes"}], "problems"}`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, benchmarks: { type: 'string' } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError('Give one file of items.');
  }
  const { own } = await readBenchmarks(values.benchmarks, io.folder);
  const file = await ItemFile.open(path, { benchmarks: own });
  const found: Pick<Item, 'id' | 'location'>[] = [];
  const problems: Problem[] = [...file.problems];
  for await (const entry of file.all()) {
    if (io.signal.aborted) {
      return 1;
    }
    problems.push(...entry.problems);
    if (entry.item !== null) {
      found.push({ id: entry.item.id, location: entry.item.location });
    }
  }
  const benchmark = file.benchmark?.name ?? null;
  const domain = file.benchmark?.domain ?? null;
  if (values.json) {
    const list = found.map(({ id, location: { line, bytes } }) => ({ id, line, bytes }));
    io.print(stringifyJson({ benchmark, domain, count: found.length, items: list, problems }));
  } else if (found.length > 0) {
    io.print(`${benchmark ?? 'Unknown benchmark'}: ${found.length} ${found.length === 1 ? 'item' : 'items'}`);
    for (const { id, location } of found) {
      io.print(`${location.line === null ? '' : String(location.line).padStart(8)}  ${id}`);
    }
  }
  // Machine output holds them too; but who reads only the status and stderr should see why nothing was found.
  for (const problem of values.json && found.length > 0 ? [] : problems) {
    io.say(problemLine(problem));
  }
  if (found.length === 0) {
    return 2;
  }
  return problems.length > 0 ? 1 : 0;
}
