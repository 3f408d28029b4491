import { taskBenchmark } from '../taskBenchmark.ts';

/**
 * What lm-evaluation-harness says in the names of its files (lm_eval/loggers/evaluation_tracker.py):
 *
 * - `<folder>/results_<stamp>.json` and `<folder>/samples_<task>_<stamp>.jsonl`, since v0.4.3;
 * - `<folder>/<name>_<stamp>.json` with those samples beside it, where `--output_path` names a file;
 * - `<folder>/results.json` (or the file named) and `<folder>/<model arguments>_<task>.jsonl`, v0.4.0 to v0.4.2.
 *
 * A stamp is Python's `isoformat` with `-` for `:`.
 */
const stamp = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?`;
const packed = String.raw`(?:\.gz|\.zst)?`;
const stampedResults = new RegExp(`^(.*)_(${stamp})\\.json${packed}$`, 's');
const stampedSamples = new RegExp(`^samples_(.*)_(${stamp})\\.jsonl${packed}$`, 's');
const endings = /\.(?:jsonl?|gz|zst)$/;

/** A path's folder, without a `/` at its end, and its last part. */
export function folderAndName(path: string): readonly [folder: string, name: string] {
  const cut = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
}

/** The stamp of a results file; null where its name has none. */
export function resultsStamp(path: string): string | null {
  return stampedResults.exec(folderAndName(path)[1])?.[2] ?? null;
}

/** Whether the name alone is one that this harness gives its results. */
export function isNamedResults(path: string): boolean {
  return stampedResults.exec(folderAndName(path)[1])?.[1] === 'results';
}

/** Whether the name alone is one that this harness gives its samples. */
export function isNamedSamples(path: string): boolean {
  return stampedSamples.test(folderAndName(path)[1]);
}

/** Task and stamp of a samples file by its name; no stamp where the name has none. */
export function samplesName(path: string): { readonly task: string; readonly stamp: string | null } {
  const [, name] = folderAndName(path);
  const stamped = stampedSamples.exec(name);
  if (stamped) return { task: stamped[1] ?? '', stamp: stamped[2] ?? null };
  let bare = name;
  while (endings.test(bare)) bare = bare.replace(endings, '');
  if (bare.startsWith('samples_')) return { task: bare.slice('samples_'.length), stamp: null };
  return { task: taskOfOldName(bare), stamp: null };
}

/**
 * Before v0.4.3 a samples file is called by its model's arguments, `/` and `=` as `__`, and the task. A model's name
 * may have `_` of its own, so the longest end that is a task we know is taken, else all behind the first `_` of the
 * last argument.
 */
function taskOfOldName(bare: string): string {
  const last = bare.slice(bare.lastIndexOf('__') + (bare.includes('__') ? 2 : 0));
  const ends: string[] = [];
  for (let at = last.indexOf('_'); at >= 0; at = last.indexOf('_', at + 1)) ends.push(last.slice(at + 1));
  return ends.find((end) => taskBenchmark(end) !== null) ?? ends[0] ?? last;
}

/**
 * What joins results and samples: folder, stamp and task. Samples are named by their task alone, so that results
 * of one task and its samples have one `run`, and those of another time another.
 */
export function runOf(path: string, stampOrNull: string | null, task: string): string {
  return [folderAndName(path)[0], stampOrNull ?? '', task].join('\n');
}

/**
 * The model by the folder of a file, as the harness makes it safe for a file's name (`org__name`); for samples
 * without results, since those say the name as it is, and win. Before v0.4.3 it stands in the samples' own name.
 * Null where neither says.
 */
export function modelOfFolder(path: string): string | null {
  const [folder, name] = folderAndName(path);
  const old = /^(?:.*,)?(?:peft|delta|pretrained|model|path|engine)__(.+?)(?:,.*)?\.jsonl?$/.exec(name);
  if (old && !isNamedSamples(path)) {
    const { task } = samplesName(path);
    const model = old[1] ?? '';
    return model.endsWith(`_${task}`) ? model.slice(0, -task.length - 1) : model;
  }
  return folderAndName(folder)[1] || null;
}
