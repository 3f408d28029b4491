import type { JsonObject } from '../../json.ts';
import type { Asked, ReportedMetric, RunPart } from './format.ts';
import { scoresOf, unqualified, type MetricNames } from './inspectNames.ts';
import type { InspectHeader, InspectResults } from './inspectSchema.ts';

/** What is known of the samples of a log. */
export interface InspectCount {
  /** Distinct items that neither failed nor were cancelled; null where the log holds no samples. */
  readonly items: number | null;
  /** Those of them with a number from any scorer; null where no scorer gives numbers. */
  readonly scored: number | null;
}

/**
 * Joins the samples of a log to what it reports. A log is one file with all of its run, so the file is part of it: a
 * copy in the other format (`inspect log convert`) is a run of its own, and so is each retry of a task.
 */
export function inspectRun(path: string, { eval: { run_id, task_id } }: InspectHeader): string {
  return `inspect:${run_id ?? ''}:${task_id ?? ''}:${path}`;
}

export function inspectPart(
  path: string,
  header: InspectHeader,
  results: InspectResults | null,
  names: MetricNames,
  { items, scored }: InspectCount,
): RunPart {
  const { eval: spec } = header;
  const epochs = spec.config?.epochs ?? 1;
  const counted = results?.completed_samples ?? null;
  return {
    run: inspectRun(path, header),
    model: spec.model ?? null,
    task: unqualified(spec.task),
    metrics: reportedMetrics(results, names),
    n:
      scored ??
      items ??
      scoredOf(results) ??
      (counted === null ? null : Math.round(counted / Math.max(1, epochs))),
    ...ofHow(header, results),
    repeats: epochs,
    partial: isPartial(header, results, items),
    date: dateOf(spec.created) ?? dateOf(header.stats?.completed_at),
    asked: askedOf(header),
  };
}

/** Of a log without samples: the items that its leading score rests on, where it says so. */
function scoredOf(results: InspectResults | null): number | null {
  const scores = scoresOf(results);
  const leading = scores.find(({ name }) => name === results?.headline?.score) ?? scores[0];
  return leading?.scored_samples ?? null;
}

/** The metric that Inspect leads with comes first. Standard errors stand with the mean they are of. */
function reportedMetrics(results: InspectResults | null, names: MetricNames): readonly ReportedMetric[] {
  const leading: ReportedMetric[] = [];
  const others: ReportedMetric[] = [];
  for (const score of scoresOf(results)) {
    const own = new Map(Object.entries(score.metrics).map(([name, { value }]) => [unqualified(name), value]));
    const stderr = ['stderr', 'bootstrap_stderr', 'bootstrap_std'].map((name) => number(own.get(name)));
    for (const [name, value] of own) {
      const fraction = number(value);
      if (fraction === null || /^(?:bootstrap_)?std(?:err)?$/.test(name)) continue;
      const ofMean = name === 'accuracy' || name === 'mean';
      const metric: ReportedMetric = {
        name: names.reported(score, name),
        value: fraction,
        stderr: ofMean ? (stderr.find((one) => one !== null) ?? null) : null,
      };
      const { headline } = results ?? {};
      const leads = headline?.score === score.name && unqualified(headline.metric) === name;
      (leads ? leading : others).push(metric);
    }
  }
  return [...leading, ...others];
}

function number(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

/** Items there are: those of the dataset, whatever was chosen of it; else as many as the run was to evaluate. */
function ofHow(
  { eval: { dataset, config } }: InspectHeader,
  results: InspectResults | null,
): { of?: number } {
  const total = (results?.total_samples ?? 0) / Math.max(1, config?.epochs ?? 1);
  const limit = typeof config?.limit === 'number' ? config.limit : 0;
  const of = [dataset?.samples ?? 0, total, limit].find((one) => Number.isInteger(one) && one > 0);
  return of === undefined ? {} : { of };
}

/** Null only where a log says neither how it ended nor how many samples there are. */
function isPartial(
  header: InspectHeader,
  results: InspectResults | null,
  items: number | null,
): boolean | null {
  if (header.status !== null && header.status !== undefined && header.status !== 'success') return true;
  const { dataset, config } = header.eval;
  const [completed, total] = [results?.completed_samples ?? null, results?.total_samples ?? null];
  if (completed !== null && total !== null && completed < total) return true;
  const of = dataset?.samples ?? null;
  const evaluated = dataset?.sample_ids?.length ?? items;
  const chosen = (config?.limit ?? config?.sample_id ?? null) !== null;
  if (chosen && (of === null || evaluated === null || evaluated < of)) return true;
  return header.status === 'success' ? false : null;
}

/** A time without a zone is taken as UTC, so that it is the same everywhere. */
function dateOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

/** Inspect always asks by chat messages. What the evaluation set counts before what its model was made with. */
function askedOf({ eval: { model_generate_config, task_args }, plan }: InspectHeader): Asked {
  const config: JsonObject = { ...model_generate_config, ...plan?.config };
  const args = task_args ?? {};
  const steps = plan?.steps ?? [];
  const numberIn = (record: JsonObject, ...fields: readonly string[]): number | undefined => {
    const value = fields.map((field) => record[field]).find((one) => typeof one === 'number');
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const template = steps.find(({ solver }) => unqualified(solver) === 'system_message')?.params?.template;
  const system = [config.system_message, template].find((one) => typeof one === 'string');
  const asked = {
    api: 'chat' as const,
    shots: numberIn(args, 'num_fewshot', 'fewshot', 'n_shots', 'shots', 'k_shot'),
    temperature: numberIn(config, 'temperature'),
    topP: numberIn(config, 'top_p'),
    maxTokens: numberIn(config, 'max_tokens'),
    seed: numberIn(config, 'seed'),
    system: typeof system === 'string' ? system : undefined,
    prompt: steps.length === 0 ? undefined : steps.map(stepName).join(' + '),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function stepName({ solver, params }: { solver: string; params?: JsonObject | null | undefined }): string {
  return params?.cot === true ? `${unqualified(solver)} (cot)` : unqualified(solver);
}
