import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** What one run of a whole process took. */
export interface ProcessRun {
  readonly seconds: number;
  /** Of the process and its threads, user and system. */
  readonly cpu: number;
  /** Peak of its resident memory, where it says so. */
  readonly rssMb: number | null;
  readonly output: string;
}

const Reported = v.object({ rss_mb: v.number() });

/** Runs a command by way of bash, which says what CPU time it took. Other exits than 0 are errors. */
export function runProcess(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ProcessRun {
  const script = `TIMEFORMAT='%R %U %S'; time "$@"`;
  const child = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...env, LC_ALL: 'C' },
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0)
    throw new Error(`${command.slice(0, 3).join(' ')} failed: ${child.stderr.slice(-2000)}`);
  const times = child.stderr.trimEnd().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  const [seconds = Number.NaN, user = Number.NaN, system = Number.NaN] = times;
  const report = child.stdout.startsWith('{') ? v.safeParse(Reported, JSON.parse(child.stdout)) : null;
  return {
    seconds,
    cpu: user + system,
    rssMb: report?.success ? report.output.rss_mb : null,
    output: child.stdout,
  };
}

/** Takes files out of the page cache; false where that cannot be done here. */
export function dropFromMemory(files: readonly string[]): boolean {
  // Pages that were not written yet stay.
  spawnSync('sync');
  const script = 'for f in "$@"; do dd if="$f" iflag=nocache count=0 status=none || exit 1; done';
  return spawnSync('bash', ['-c', script, 'bash', ...files]).status === 0;
}

/** The Python of an environment of its own that has DuckDB, made at the first call; null where it cannot be had. */
export function pythonWithDuckdb(folder: string): string | null {
  const python = join(folder, 'duckdb', 'bin', 'python');
  const has = (): boolean => spawnSync(python, ['-c', 'import duckdb']).status === 0;
  if (existsSync(python) && has()) return python;
  spawnSync('python3', ['-m', 'venv', join(folder, 'duckdb')]);
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'duckdb']);
  return has() ? python : null;
}

/** What an index is made of, by types, so that nothing is guessed and the texts are passed over. */
export const duckdbScript = `
import duckdb, json, resource, sys
verdicts = "exact_match acc em f1 math_verify prompt_level_strict_acc prompt_level_loose_acc".split()
columns = {"doc_id": "BIGINT", "doc_hash": "VARCHAR", "filter": "VARCHAR", **{name: "DOUBLE" for name in verdicts},
           "inst_level_strict_acc": "BOOLEAN[]", "inst_level_loose_acc": "BOOLEAN[]"}
connection = duckdb.connect()
connection.execute("SET threads = 2")
values = "coalesce(" + ", ".join(verdicts) + ")"
counted = connection.execute(
    f"SELECT count(*), count(DISTINCT doc_hash), sum(CASE WHEN isnan({values}) THEN 0 ELSE {values} END), "
    "count(inst_level_strict_acc), count(inst_level_loose_acc), count(DISTINCT filter || filename), max(doc_id) "
    "FROM read_json(?, format = 'newline_delimited', filename = true, columns = ?)",
    [sys.argv[1] + "/*/*.jsonl", columns]).fetchone()
print(json.dumps({"lines": counted[0], "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;
