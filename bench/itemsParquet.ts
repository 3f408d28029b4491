import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import * as v from 'valibot';
import { ItemFile } from '../src/workspace/itemFile.ts';

/**
 * Items in Parquet: finding one by its place and reading all of 200,000 rows in MATH-500's fields, in row groups
 * of 1,000 as `datasets` writes them and in a single one as pyarrow does, beside `cat` over the same file,
 * hyparquet alone and pyarrow, in the same interleaved rounds. Each in a fresh process; times are those it takes
 * at work, without its start. pyarrow is installed from the package index into `.cache/bench` at the first run.
 */
const rounds = 3;
const rows = 200_000;
const files = { 'groups of 1,000': 1000, 'one group': rows };

const reportSchema = v.object({ rows: v.number(), seconds: v.number() });

interface Row {
  readonly file: string;
  readonly way: string;
  readonly seconds: number;
  readonly rowsPerSecond: number | null;
}

const write = `
import sys, pyarrow as pa, pyarrow.parquet as pq
n, group, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
table = pa.table({
    "problem": [f"Compute {i} + {i * 7 % 1000}. " + "Show each step. " * (20 + i % 40) for i in range(n)],
    "solution": [f"The sum is {i + i * 7 % 1000}." for i in range(n)],
    "answer": [str(i + i * 7 % 1000) for i in range(n)],
    "subject": ["Prealgebra"] * n,
    "level": [1] * n,
    "unique_id": [f"own/addition/{i}.json" for i in range(n)],
})
pq.write_table(table, path, compression="snappy", row_group_size=group)
`;
const readWithPyarrow = `
import json, sys, time, pyarrow.parquet as pq
start = time.perf_counter()
rows = len(pq.read_table(sys.argv[1]).to_pylist())
print(json.dumps({"rows": rows, "seconds": time.perf_counter() - start}))
`;

async function main(args: readonly string[]): Promise<void> {
  const [mode, path = ''] = args;
  if (mode === 'one') return report(() => findOne(path));
  if (mode === 'all') return report(() => readAll(path));
  if (mode === 'hyparquet') return report(() => readWithHyparquet(path));
  const python = pyarrow();
  const found: Row[] = [];
  for (const [name, group] of Object.entries(files)) {
    const file = parquetFile(python, group);
    const own = (way: string): readonly string[] => [process.execPath, process.argv[1] ?? '', way, file];
    const ways: Record<string, readonly string[]> = {
      cat: ['cat', file],
      'find one item': own('one'),
      'read all items': own('all'),
      'hyparquet alone': own('hyparquet'),
      pyarrow: [python, '-c', readWithPyarrow, file],
    };
    const runs = new Map(Object.keys(ways).map((way) => [way, [] as v.InferOutput<typeof reportSchema>[]]));
    // The first round only warms the page cache.
    for (let round = 0; round <= rounds; round++) {
      for (const [way, command] of Object.entries(ways)) {
        const one = run(command);
        if (round > 0) runs.get(way)?.push(one);
      }
    }
    for (const [way, reports] of runs) {
      const seconds = median(reports.map((each) => each.seconds));
      const read = reports[0]?.rows ?? 0;
      found.push({ file: name, way, seconds, rowsPerSecond: read > 1 ? read / seconds : null });
    }
  }
  console.log(args.includes('--json') ? JSON.stringify({ rounds, rows: found }) : table(found));
}

async function findOne(path: string): Promise<number> {
  const entry = await (await ItemFile.open(path)).index(Math.floor(rows * 0.75));
  if (!entry?.item) throw new Error('the item was not found');
  return 1;
}

async function readAll(path: string): Promise<number> {
  let read = 0;
  for await (const { item } of (await ItemFile.open(path)).all()) read += item === null ? 0 : 1;
  if (read !== rows) throw new Error(`${read} items were read`);
  return read;
}

async function readWithHyparquet(path: string): Promise<number> {
  const file = await asyncBufferFromFile(path);
  return (await parquetReadObjects({ file, compressors })).length;
}

async function report(work: () => Promise<number>): Promise<void> {
  const start = performance.now();
  const read = await work();
  console.log(JSON.stringify({ rows: read, seconds: (performance.now() - start) / 1000 }));
}

function run([command = '', ...args]: readonly string[]): v.InferOutput<typeof reportSchema> {
  const cat = command === 'cat';
  // The file goes to /dev/null itself, so that nobody's pipe is measured.
  const nowhere = cat ? openSync('/dev/null', 'w') : 'pipe';
  const start = performance.now();
  const child = spawnSync(command, args, { stdio: ['ignore', nowhere, 'inherit'], encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (nowhere !== 'pipe') closeSync(nowhere);
  if (child.status !== 0) throw new Error(`${command} ended with ${child.status ?? 'a signal'}`);
  return cat ? { rows: 0, seconds } : v.parse(reportSchema, JSON.parse(child.stdout));
}

/** A Python that has pyarrow. */
function pyarrow(): string {
  const folder = join('.cache', 'bench', 'pyarrow');
  const python = join(folder, 'bin', 'python');
  const has = (): boolean => existsSync(python) && spawnSync(python, ['-c', 'import pyarrow']).status === 0;
  if (has()) return python;
  mkdirSync(folder, { recursive: true });
  spawnSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'pyarrow'], { stdio: ['ignore', 2, 2] });
  if (!has()) throw new Error('This benchmark needs python3 with venv, and pyarrow from a package index.');
  return python;
}

function parquetFile(python: string, group: number): string {
  const path = join('.cache', 'bench', `items.${group}.parquet`);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const made = spawnSync(python, ['-c', write, String(rows), String(group), path], { stdio: 'inherit' });
    if (made.status !== 0) throw new Error(`${path} could not be written`);
  }
  return path;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function table(found: readonly Row[]): string {
  const lines = found.map(({ file, way, seconds, rowsPerSecond }) =>
    [
      file.padEnd(17),
      way.padEnd(16),
      seconds.toFixed(3).padStart(9),
      (rowsPerSecond === null ? '' : Math.round(rowsPerSecond).toLocaleString('en')).padStart(12),
    ].join(''),
  );
  const head = `${'file'.padEnd(17)}${'way'.padEnd(16)}${'seconds'.padStart(9)}${'rows/s'.padStart(12)}`;
  return [`${rows.toLocaleString('en')} rows, medians of ${rounds}`, '', head, ...lines].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
