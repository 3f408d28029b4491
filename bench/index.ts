import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { isPeer, readWith } from './support/indexPeers.ts';
import { measureLookUps } from './support/indexLookUps.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';
import {
  dropFromMemory,
  duckdbScript,
  pythonWithDuckdb,
  runProcess,
  type ProcessRun,
} from './support/process.ts';
import { sampleFolder, type SampleFolder } from './support/sampleFolder.ts';

/**
 * The index of a folder of lm-evaluation-harness' samples (support/sampleFolder.ts), as whole processes of the command
 * line in rounds with `cat`, which is the limit, and with other ways to read such files. Every way but `cat` and `wc`
 * finds each line's id, filter and verdict; only ours checks the text, tells items apart and knows where they are.
 * Times are wall times; CPU time of all threads is beside them, since it varies less on a busy machine. Then, in one
 * process, what the editor waits for with an index of a million samples.
 *
 * Targets: warm at most 3 × `cat`; half the time of DuckDB with typed columns, a tenth of readline with JSON.parse;
 * cold at most 1.5 × `cat`; under 150 MB of memory. An index of a million samples loaded within 100 ms; an item's 20
 * models found in 0.1 ms, with their texts in 2 ms.
 *
 *     npm run bench -- index [--size GB] [--rounds N] [--only-ours] [--json]
 *     npm run bench -- index --clean
 */
const under = join('.cache', 'bench', 'index');
const coldRounds = 3;

const Indexed = v.object({ read_bytes: v.number(), samples: v.number(), problems: v.array(v.unknown()) });

async function main(args: readonly string[]): Promise<void> {
  const [mode = '', path = ''] = args;
  if (isPeer(mode)) return readWith(mode, path);
  if (mode === 'look-up') return measureLookUps(path);
  if (args.includes('--clean')) {
    rmSync(under, { recursive: true, force: true });
    return;
  }
  const gigabytes = Number(optionOf(args, '--size') ?? 1);
  const rounds = Number(optionOf(args, '--rounds') ?? (gigabytes > 1 ? 2 : 5));
  const folder = sampleFolder(under, gigabytes);
  const cache = join(under, 'kept');
  const ways = waysOf(folder, cache, args.includes('--only-ours'));
  const warm = inRounds(ways, rounds, true);
  const cold = inRounds(coldOf(ways, folder), coldRounds, false);
  const script = process.argv[1] ?? '';
  const lookUps = runProcess([process.execPath, script, 'look-up', cache]);
  const rows: OutcomeRow[] = [
    ...rowsOf(warm, folder, 'cat'),
    ...ratio(warm, 'index', 'DuckDB, typed columns'),
    ...ratio(warm, 'index', 'readline + JSON.parse'),
    ...rowsOf(cold, folder, 'cat, cold'),
    ...v.parse(Rows, JSON.parse(lookUps.output)),
    { name: 'processes that wanted to run in the last minute', value: loadavg()[0] ?? 0, unit: '' },
  ];
  const name = `index, ${(folder.bytes / 1e9).toFixed(2)} GB in ${folder.files.length} files, ${folder.lines} lines; medians of ${rounds}, cold of ${coldRounds}`;
  console.log(outcomeText(outcome(name, rows, { row: 'index: ratio', under: 3 }), args.includes('--json')));
}

const Rows = v.array(v.object({ name: v.string(), value: v.number(), unit: v.string() }));

type Ways = ReadonlyMap<string, () => ProcessRun>;

function waysOf(folder: SampleFolder, cache: string, onlyOurs: boolean): Ways {
  const script = process.argv[1] ?? '';
  const own = (): ProcessRun => indexed(folder, cache);
  const peer = (name: string) => () => runProcess([process.execPath, script, name, folder.path]);
  const ways = new Map<string, () => ProcessRun>([
    ['cat', () => runProcess(['bash', '-c', 'cat "$@" > /dev/null', 'bash', ...folder.files])],
    ['wc -l', () => runProcess(['wc', '-l', ...folder.files])],
    [
      'index',
      () => {
        rmSync(cache, { recursive: true, force: true });
        return own();
      },
    ],
    ['index again, nothing changed', own],
    ['index again, one line more', () => withOneLineMore(folder, own)],
  ]);
  if (onlyOurs) return ways;
  const python = pythonWithDuckdb(under);
  if (python === null)
    console.error('DuckDB is left out: it cannot be installed from the package index here.');
  else ways.set('DuckDB, typed columns', () => runProcess([python, '-c', duckdbScript, folder.path]));
  ways.set('chunks + JSON.parse', peer('chunks'));
  ways.set('readline + JSON.parse', peer('readline'));
  return ways;
}

/** Without what is in memory; empty where that cannot be had. */
function coldOf(ways: Ways, folder: SampleFolder): Ways {
  if (!dropFromMemory(folder.files)) {
    console.error('Nothing is measured cold: files cannot be taken out of the page cache here.');
    return new Map();
  }
  return new Map(
    ['cat', 'index'].map((name) => [
      `${name}, cold`,
      () => {
        dropFromMemory(folder.files);
        return ways.get(name)?.() ?? runProcess(['false']);
      },
    ]),
  );
}

function indexed(folder: SampleFolder, cache: string): ProcessRun {
  const cli = join('dist', 'cli.js');
  const run = runProcess([process.execPath, cli, 'index', folder.path, '--cache', cache, '--json']);
  const { problems, samples } = v.parse(Indexed, JSON.parse(run.output));
  // A document has one line for each of its filters.
  if (problems.length > 0 || samples < 0.9 * folder.lines) throw new Error(run.output);
  return run;
}

function withOneLineMore(folder: SampleFolder, run: () => ProcessRun): ProcessRun {
  const [file = ''] = folder.files;
  const { size, atime, mtime } = statSync(file);
  const line = readFileSync(file, 'utf8').split('\n', 1)[0] ?? '';
  try {
    appendFileSync(file, `${line.replace(/^\{"doc_id": \d+/, '{"doc_id": 900000')}\n`);
    return run();
  } finally {
    truncateSync(file, size);
    utimesSync(file, atime, mtime);
  }
}

function inRounds(ways: Ways, rounds: number, isWarm: boolean): ReadonlyMap<string, readonly ProcessRun[]> {
  mkdirSync(under, { recursive: true });
  const runs = new Map([...ways.keys()].map((way) => [way, [] as ProcessRun[]]));
  // One round more where it only fills the page cache.
  if (isWarm) ways.get('cat')?.();
  for (let round = 0; round < rounds; round++) {
    for (const [way, run] of ways) runs.get(way)?.push(run());
  }
  return runs;
}

type Runs = ReadonlyMap<string, readonly ProcessRun[]>;

function rowsOf(runs: Runs, folder: SampleFolder, limit: string): readonly OutcomeRow[] {
  return [...runs].flatMap(([way, found]) => {
    const seconds = median(found.map((run) => run.seconds));
    const memory = median(found.flatMap((run) => run.rssMb ?? []));
    return [
      { name: `${way}: time`, value: seconds, unit: 's' },
      { name: `${way}: CPU time`, value: median(found.map((run) => run.cpu)), unit: 's' },
      { name: `${way}: speed`, value: folder.bytes / 1e9 / seconds, unit: 'GB/s' },
      { name: `${way}: ratio`, value: ratioOf(runs, way, limit, 'seconds'), unit: `× ${limit}` },
      { name: `${way}: CPU ratio`, value: ratioOf(runs, way, limit, 'cpu'), unit: `× ${limit}` },
      ...(Number.isNaN(memory) ? [] : [{ name: `${way}: memory`, value: memory, unit: 'MB' }]),
    ];
  });
}

/** How much longer another way takes. */
function ratio(runs: Runs, way: string, other: string): readonly OutcomeRow[] {
  if (!runs.has(other)) return [];
  const name = `${other}, beside ${way}`;
  return [{ name, value: ratioOf(runs, other, way, 'seconds'), unit: `× ${way}` }];
}

/** The median over rounds: what was run one after the other was run on an equally busy machine. */
function ratioOf(runs: Runs, way: string, other: string, of: 'seconds' | 'cpu'): number {
  const others = runs.get(other) ?? [];
  return median((runs.get(way) ?? []).map((run, round) => run[of] / (others[round]?.[of] ?? Number.NaN)));
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
