import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ItemFile } from '../src/workspace/itemFile.ts';
import { fileSource, ReadFailure } from '../src/workspace/items/byteSource.ts';
import { detectEncoding } from '../src/workspace/items/encoding.ts';
import { indexLines } from '../src/workspace/items/lineIndex.ts';
import { outcome, outcomeText } from './support/outcome.ts';

/**
 * Opening a large item file: 1 GB of JSONL in MATH-500's fields, its lines indexed in a fresh process, beside
 * `wc -l` and `cat` over the same file in the same interleaved rounds. Times are of whole processes, Node's own
 * start among them; "at work" leaves that out: it is what an editor already running waits for. The page cache
 * is warm. Target: lines indexed within twice the time of `wc -l`.
 */
const rounds = 5;
const wantedBytes = 1e9;

/** What a child process of this file prints about itself. */
const reportSchema = v.object({ lines: v.number(), seconds: v.number(), rssMb: v.number() });

interface Row {
  readonly way: string;
  readonly seconds: number;
  /** Times `wc -l`. */
  readonly ratio: number;
  readonly atWork: number | null;
  readonly rssMb: number | null;
}

async function main(args: readonly string[]): Promise<void> {
  const [mode, path = ''] = args;
  if (mode === 'index-lines') return report(() => countLines(path));
  if (mode === 'open-file') return report(async () => (await ItemFile.open(path)).count);
  const file = itemFile();
  const ways: Record<string, readonly [command: string, args: readonly string[]]> = {
    cat: ['cat', [file]],
    'wc -l': ['wc', ['-l', file]],
    'index lines': [process.execPath, [process.argv[1] ?? '', 'index-lines', file]],
    'open as items': [process.execPath, [process.argv[1] ?? '', 'open-file', file]],
  };
  const runs = new Map(Object.keys(ways).map((way) => [way, [] as ReturnType<typeof run>[]]));
  // The first round only warms the page cache.
  for (let round = 0; round <= rounds; round++) {
    for (const [way, [command, commandArgs]] of Object.entries(ways)) {
      const found = run(command, commandArgs);
      if (round > 0) runs.get(way)?.push(found);
    }
  }
  const wc = median((runs.get('wc -l') ?? []).map((each) => each.seconds));
  const rows = [...runs].map(([way, found]): Row => {
    const reports = found.flatMap((each) => (each.report ? [each.report] : []));
    const seconds = median(found.map((each) => each.seconds));
    const own = reports.length > 0;
    return {
      way,
      seconds,
      ratio: seconds / wc,
      atWork: own ? median(reports.map((each) => each.seconds)) : null,
      rssMb: own ? median(reports.map((each) => each.rssMb)) : null,
    };
  });
  const numbers = rows.flatMap(({ way, seconds, ratio, atWork, rssMb }) => [
    { name: `${way}: time`, value: seconds, unit: 's' },
    { name: `${way}: ratio`, value: ratio, unit: '× wc -l' },
    ...(atWork === null ? [] : [{ name: `${way}: at work`, value: atWork, unit: 's' }]),
    ...(rssMb === null ? [] : [{ name: `${way}: memory`, value: rssMb, unit: 'MB' }]),
  ]);
  const name = `items, ${(statSync(file).size / 1e9).toFixed(2)} GB of JSONL, medians of ${rounds}`;
  const result = outcome(name, numbers, { row: 'index lines: ratio', under: 2 });
  console.log(outcomeText(result, args.includes('--json')));
}

async function countLines(path: string): Promise<number> {
  const source = await fileSource(path);
  if (source instanceof ReadFailure) throw new Error(source.message);
  const head = await source.read(0, 4);
  const lines = head instanceof ReadFailure ? head : await indexLines(source, detectEncoding(head));
  if (lines instanceof ReadFailure) throw new Error(lines.message);
  return lines.lines;
}

async function report(work: () => Promise<number>): Promise<void> {
  const start = performance.now();
  const lines = await work();
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ lines, seconds, rssMb: process.resourceUsage().maxRSS / 1024 }));
}

function run(command: string, args: readonly string[]) {
  // The file goes to /dev/null itself, so that nobody's pipe is measured.
  const nowhere = command === 'cat' ? openSync('/dev/null', 'w') : 'pipe';
  const start = performance.now();
  const child = spawnSync(command, args, { stdio: ['ignore', nowhere, 'inherit'], encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (nowhere !== 'pipe') closeSync(nowhere);
  if (child.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${child.status ?? 'a signal'}`);
  const own = command === process.execPath;
  return { seconds, report: own ? v.parse(reportSchema, JSON.parse(child.stdout)) : null };
}

/** The 1 GB file, made once: about a million lines of some 1 kB, as published math items have. */
function itemFile(): string {
  const folder = join('.cache', 'bench');
  const path = join(folder, 'items.jsonl');
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  mkdirSync(folder, { recursive: true });
  const descriptor = openSync(`${path}.part`, 'w');
  for (let bytes = 0, item = 0; bytes < wantedBytes;) {
    let block = '';
    for (const end = item + 1000; item < end; item++) {
      const problem = `Compute ${item} + ${(item * 7) % 1000}. ${'Show each step. '.repeat(20 + (item % 40))}`;
      const answer = String(item + ((item * 7) % 1000));
      const solution = `The sum is \\boxed{${answer}}.`;
      const unique_id = `own/addition/${item}.json`;
      block += `${JSON.stringify({ problem, solution, answer, subject: 'Prealgebra', level: 1, unique_id })}\n`;
    }
    bytes += writeSync(descriptor, block);
  }
  closeSync(descriptor);
  renameSync(`${path}.part`, path);
  return path;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
