import { isJsonObject, kindInWords, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import type { FileReading, ReportedMetric, RunPart } from './format.ts';
import { readJsonFile } from './jsonFile.ts';
import { askedIn, modelIn, repeatsIn } from './lmEvalConfig.ts';
import { resultsStamp, runOf } from './lmEvalPath.ts';
import { numberIn } from './lmEvalValue.ts';
import type { ResultSource } from './source.ts';

/** A file of results: a part for each task that has metrics. */
export async function readLmEvalResults(source: ResultSource): Promise<FileReading> {
  const { path: file } = source;
  const json = await readJsonFile(source);
  if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
  const { value } = json;
  if (!isJsonObject(value) || !isJsonObject(value.results)) {
    const message = say`This is no file of results of lm-evaluation-harness: "results" is missing, or no object.`;
    return { parts: [], samples: [], problems: [{ file, field: 'results', message }] };
  }
  const problems: Problem[] = [];
  const parts = tasksIn(value).flatMap((task) => {
    const row = isJsonObject(value.results) ? value.results[task] : undefined;
    if (isJsonObject(row)) {
      problems.push(...wrongMetrics(file, task, row));
      return partOf(file, value, task, row) ?? [];
    }
    problems.push({
      file,
      field: `results.${task}`,
      message: say`The results of ${verbatim(task)} must be an object, not ${kindInWords(row)}: they are left out.`,
    });
    return [];
  });
  return { parts, samples: [], problems };
}

/**
 * The tasks of a file. A group is none: its value is made of those of its tasks, or it has none and is only a
 * heading. Where none of its tasks is in the file, it is all that is known of them, and stands for itself.
 */
function tasksIn(file: JsonObject): readonly string[] {
  const rows = isJsonObject(file.results) ? file.results : {};
  const members = isJsonObject(file.group_subtasks) ? file.group_subtasks : {};
  const within = (group: string, seen: ReadonlySet<string>): boolean => {
    const under = members[group];
    return (
      Array.isArray(under) &&
      under.some(
        (task) =>
          typeof task === 'string' &&
          !seen.has(task) &&
          (task in rows || within(task, new Set([...seen, task]))),
      )
    );
  };
  return Object.keys(rows).filter((task) => !within(task, new Set([task])));
}

/** What a file of results says of one task; null for a heading without metrics. */
export function partOf(path: string, file: JsonObject, task: string, row: JsonObject): RunPart | null {
  const metrics = metricsIn(row);
  if (metrics.length === 0) return null;
  const { model, relation } = modelIn(file);
  const { n, of, partial } = countOf(file, task, row);
  return {
    run: runOf(path, resultsStamp(path), task),
    model,
    task,
    metrics,
    n,
    ...(of === null ? {} : { of }),
    repeats: repeatsIn(file, task),
    partial,
    date: dateIn(file, path),
    asked: askedIn(file, task),
    ...(relation === null ? {} : { relation }),
  };
}

/** `"<metric>,<filter>"` with `"<metric>_stderr,<filter>"` beside it, `"N/A"` where it has none. */
function metricsIn(row: JsonObject): readonly ReportedMetric[] {
  const whole = isSquad(row) ? 100 : 1;
  return Object.entries(row).flatMap(([name, saved]) => {
    const [metric = '', ...filter] = name.split(',');
    if (filter.length === 0 || metric.endsWith('_stderr')) return [];
    const value = numberIn(saved) / whole;
    if (!Number.isFinite(value)) return [];
    const stderr = numberIn(row[[`${metric}_stderr`, ...filter].join(',')]) / whole;
    return [{ name, value, stderr: Number.isFinite(stderr) ? stderr : null }];
  });
}

/** The official script of SQuAD 2.0, which alone has a best threshold, gives all of its metrics in percent. */
function isSquad(row: JsonObject): boolean {
  return Object.keys(row).some((name) => /^best_(?:exact|f1),/.test(name));
}

/** Metrics whose value is neither a number nor what stands for none: `"N/A"`, `NaN` and null. */
function wrongMetrics(file: string, task: string, row: JsonObject): readonly Problem[] {
  return Object.entries(row).flatMap(([name, saved]) => {
    const [metric = '', ...filter] = name.split(',');
    if (filter.length === 0 || metric.endsWith('_stderr')) return [];
    const isNone =
      saved === null || saved === 'N/A' || (typeof saved === 'number' && !Number.isFinite(saved));
    if (isNone || Number.isFinite(numberIn(saved))) return [];
    const message = say`This must be a number, not ${kindInWords(saved)}: it is left out.`;
    return [{ file, field: `results.${task}.${name}`, message }];
  });
}

/** `n-samples` says how many of how many; before it, only a limit says that there are more. */
function countOf(
  file: JsonObject,
  task: string,
  row: JsonObject,
): { readonly n: number | null; readonly of: number | null; readonly partial: boolean | null } {
  const all = isJsonObject(file['n-samples']) ? file['n-samples'][task] : undefined;
  const [original, effective] = isJsonObject(all)
    ? [numberIn(all.original), numberIn(all.effective)]
    : [Number.NaN, Number.NaN];
  const length = numberIn(row.sample_len);
  // A limit that is a share of all is written there as it was given.
  const n = Number.isInteger(effective) && effective >= 1 ? effective : length;
  const config = isJsonObject(file.config) ? file.config : {};
  const limited = config.limit !== undefined && config.limit !== null;
  const partial = Number.isNaN(original + effective)
    ? limited || ('limit' in config ? false : null)
    : effective < original;
  return {
    n: Number.isInteger(n) && n >= 0 ? n : null,
    of: Number.isInteger(original) && original >= 1 ? original : null,
    partial,
  };
}

/** Seconds since 1970 under `date`; else by the stamp, which says no time zone and is read as UTC. */
export function dateIn(file: JsonObject, path: string): number | null {
  const seconds = numberIn(file.date);
  if (Number.isFinite(seconds) && seconds > 0) return Math.round(seconds * 1000);
  const stamp = resultsStamp(path);
  if (stamp === null) return null;
  const [day = '', time = ''] = stamp.split('T');
  const parsed = Date.parse(`${day}T${time.replaceAll('-', ':').slice(0, 12)}Z`);
  return Number.isNaN(parsed) ? null : parsed;
}
