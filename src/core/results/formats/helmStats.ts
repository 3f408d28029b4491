import * as v from 'valibot';

import type { JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState } from '../sampleSet.ts';
import type { Asked, FileReading, ReadContext, ReportedMetric } from './format.ts';
import { chosenSplit, helmFolder, helmName, isHelmScore } from './helmNames.ts';
import { InstanceStats, RunSpec, Stat, type HelmStat } from './helmSchema.ts';
import { readJsonFile } from './jsonFile.ts';
import type { ResultSource } from './source.ts';

function nothing(problem: Problem): FileReading {
  return { parts: [], samples: [], problems: [problem] };
}

/** `run_spec.json`: of which model the run is, and how it was asked. */
export async function readRunSpec(source: ResultSource): Promise<FileReading> {
  const file = source.path;
  const json = await readJsonFile(source);
  if (!json.ok) return nothing(json.problem);
  const parsed = v.safeParse(RunSpec, json.value);
  if (!parsed.success) return nothing(wrongShape(file, parsed.issues[0]));
  const { name, adapter_spec: spec } = parsed.output;
  const said = helmName(name);
  const asked: Asked = {
    ...(spec.max_train_instances === null ? {} : { shots: spec.max_train_instances }),
    ...(spec.temperature === null ? {} : { temperature: spec.temperature }),
    ...(spec.max_tokens === null ? {} : { maxTokens: spec.max_tokens }),
    ...(spec.method === null ? {} : { prompt: spec.method }),
  };
  return {
    parts: [
      {
        run: helmFolder(file).run,
        model: spec.model ?? said.model,
        task: said.task,
        metrics: [],
        n: null,
        repeats: spec.num_train_trials ?? null,
        partial: null,
        date: null,
        asked,
      },
    ],
    samples: [],
    problems: [],
  };
}

/** `stats.json`: the means over all instances, of which the mean over trials is reported. */
export async function readStats(source: ResultSource): Promise<FileReading> {
  const file = source.path;
  const list = await listIn(source);
  if (!list.ok) return nothing(list.problem);
  const problems: Problem[] = [];
  const stats = list.values.flatMap((value, at) => readStat(value, file, `${at}`, problems) ?? []);
  const counted = stats.filter(({ name }) => isPlain(name));
  const split = chosenSplit(
    counted.filter(({ name }) => isHelmScore(name.name)).map(({ name }) => name.split),
  );
  const metrics: ReportedMetric[] = [];
  let n: number | null = null;
  for (const { name, mean } of counted) {
    if (name.split !== split || mean === null) continue;
    if (name.name === 'num_instances') n = mean;
    // Some metrics have a scale of their own: they are no shares of anything.
    if (!isHelmScore(name.name) || mean < 0 || mean > 1) continue;
    const known = metrics.find((metric) => metric.name === name.name);
    if (known === undefined) metrics.push({ name: name.name, value: mean, stderr: null });
    else if (known.value !== mean) {
      const message = say`There are two means of "${verbatim(name.name)}", ${known.value} and ${mean}: the first is read.`;
      problems.push({ file, message });
    }
  }
  const { run, model, task } = helmFolder(file);
  const part = { run, model, task, metrics, n, repeats: null, partial: null, date: null, asked: {} };
  return { parts: [part], samples: [], problems };
}

/** `per_instance_stats.json`: several metrics of HELM write an entry each for one instance and trial. */
export async function readInstanceStats(
  source: ResultSource,
  { items, wanted }: ReadContext,
): Promise<FileReading> {
  const file = source.path;
  const { run, model, task } = helmFolder(file);
  const list = await listIn(source);
  if (!list.ok) return nothing(list.problem);
  const problems: Problem[] = [];
  const rows = new Map<
    string,
    { id: string; trial: number; place: number; stats: Map<string, number>; split: string | null }
  >();
  for (const [place, value] of list.values.entries()) {
    if (place % 256 === 0 && !wanted()) break;
    const parsed = v.safeParse(InstanceStats, value);
    if (!parsed.success) {
      problems.push(wrongShape(file, parsed.issues[0], String(place)));
      continue;
    }
    const { instance_id: id, train_trial_index: trial, perturbation, stats } = parsed.output;
    if (perturbation !== null) continue;
    for (const [at, one] of stats.entries()) {
      const stat = readStat(one, file, `${place}.stats.${at}`, problems);
      const mean = stat?.mean ?? null;
      if (stat === null || mean === null || stat.name.perturbation !== null) continue;
      const split = stat.name.split;
      const key = JSON.stringify([id, trial, split]);
      const row = rows.get(key) ?? { id, trial, place, stats: new Map<string, number>(), split };
      rows.set(key, row);
      if (!row.stats.has(stat.name.name)) row.stats.set(stat.name.name, mean);
    }
  }
  const split = chosenSplit([...rows.values()].map((row) => row.split));
  const set = new SampleSetBuilder({ run, model, task });
  for (const row of rows.values()) {
    if (row.split !== split) continue;
    const cut = (row.stats.get('finish_reason_length') ?? 0) > 0;
    const item = items.add(resultItem({ task, id: row.id, record: null }));
    const tokens = row.stats.get('num_completion_tokens') ?? row.stats.get('num_output_tokens') ?? null;
    const state = cut ? sampleState.truncated : sampleState.ended;
    set.add({ item, place: row.place, repeat: row.trial, state, tokens: wholeNumber(tokens) });
    for (const [name, value] of row.stats) if (isHelmScore(name)) set.metric(name, value);
  }
  return { parts: [], samples: set.rows === 0 ? [] : [set.build()], problems };
}

/** A stat whose mean is its sum over its count; another one is damaged, and a problem. */
function readStat(value: unknown, file: string, field: string, problems: Problem[]): HelmStat | null {
  const parsed = v.safeParse(Stat, value);
  if (!parsed.success) {
    problems.push(wrongShape(file, parsed.issues[0], field));
    return null;
  }
  const { count, sum, mean, name } = parsed.output;
  if (mean === null || sum === null || Math.abs(mean * count - sum) <= 1e-6 * Math.max(1, Math.abs(sum)))
    return parsed.output;
  const message = say`The mean of "${verbatim(name.name)}" is ${mean}, but its sum is ${sum} over ${count}: it is left out.`;
  problems.push({ file, field, message });
  return null;
}

function isPlain(name: HelmStat['name']): boolean {
  return name.perturbation === null && name.sub_split === null;
}

function wholeNumber(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && value >= 0 ? value : null;
}

async function listIn(
  source: ResultSource,
): Promise<
  | { readonly ok: true; readonly values: readonly JsonValue[] }
  | { readonly ok: false; readonly problem: Problem }
> {
  const json = await readJsonFile(source);
  if (!json.ok) return json;
  if (Array.isArray(json.value)) return { ok: true, values: json.value };
  const message = say`This is no list, as HELM writes it: run HELM's evaluation again, or copy the file again.`;
  return { ok: false, problem: { file: source.path, message } };
}

/** What is wrong with a part of a file, by the field that has not the shape it should. */
export function wrongShape(file: string, issue: v.BaseIssue<unknown>, inside = ''): Problem {
  const path = [inside, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.');
  const message = say`This is not as HELM writes it (${verbatim(issue.message)}), so it is left out.`;
  return { file, ...(path === '' ? {} : { field: path }), message };
}
