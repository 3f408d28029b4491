import path from 'node:path';
import { parseArgs } from 'node:util';

import { stringifyJson } from '../core/json.ts';
import type { IndexData } from '../core/results/index/indexData.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { noNames } from '../core/results/resultsNames.ts';
import { cacheFile, defaultCacheFolder } from '../workspace/results/indexCache.ts';
import { readFolders } from '../workspace/results/resultsFolder.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { problemLine } from './problemLine.ts';
import { resultFolders } from './resultFolders.ts';

/** `index DIR`: builds or brings up to date the index of a folder of results, and says what that took. */
export const index: Command = {
  summary: 'index a folder of results',
  usage: `Usage: reasoning-transfer index DIR [--cache DIR] [--json]

Reads the results under a folder into an index, or brings it up to date: a second call reads only what changed. The
index is a cache: deleting it loses nothing.

  --cache  where the index is kept; default $XDG_CACHE_HOME/reasoning-transfer, or the platform's like
  --json   one JSON object: {"files", "bytes", "samples", "read_bytes", "seconds", "rss_mb", "problems"}; bytes of
           all indexed files, read_bytes of them in this call, rss_mb the peak`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, cache: { type: 'string' } },
  });
  if (positionals.length > 1) throw new UsageError('Give one folder of results.');
  const folders = await resultFolders(positionals, io);
  if (folders === null) return 2;
  const started = performance.now();
  const place =
    values.cache === undefined ? defaultCacheFolder(io.env) : path.resolve(io.folder, values.cache);
  const cache = cacheFile(place, folders.paths);
  const draw = io.draw;
  const read = await readFolders(folders.paths, {
    cache,
    wanted: () => !io.signal.aborted,
    ...(draw === null ? {} : { onProgress: (done, of) => draw(`${done} of ${of} files`) }),
  });
  draw?.('');
  const { problems: found } = new ResultsIndex(read.data, noNames);
  const problems = [...read.problems, ...found].map((problem) => ({
    ...problem,
    file: folders.shown(problem.file),
  }));
  const seconds = (performance.now() - started) / 1000;
  const { files, bytes, samples } = sizes(read.data);
  const rss = process.resourceUsage().maxRSS / 1024;
  if (values.json) {
    io.print(
      stringifyJson({
        files,
        bytes,
        samples,
        read_bytes: read.readBytes,
        seconds: Number(seconds.toFixed(3)),
        rss_mb: Number(rss.toFixed(1)),
        problems,
      }),
    );
  } else {
    io.print(
      `${files} files, ${megabytes(bytes)}, ${samples} samples; read ${megabytes(read.readBytes)} in ${seconds.toFixed(2)} s; ${Math.round(rss)} MB of memory at most`,
    );
    for (const problem of problems) io.say(problemLine(problem));
  }
  return problems.length > 0 ? 1 : 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What an index holds. A sample under several filters is one. */
function sizes({ files }: IndexData): { files: number; bytes: number; samples: number } {
  let [count, bytes, samples] = [0, 0, 0];
  for (const { reading, size } of files) {
    if (reading === null || reading.format === 'model-files') continue;
    count += 1;
    bytes += size;
    const byRun = new Map<string, number>();
    for (const set of reading.samples) byRun.set(set.run, Math.max(byRun.get(set.run) ?? 0, set.rows));
    for (const rows of byRun.values()) samples += rows;
  }
  return { files: count, bytes, samples };
}
