import type { JsonObject } from '../json.ts';
import { itemKeyString } from '../items/item.ts';
import { itemMean, type ItemValues } from './itemMean.ts';
import { metricOf, metricValue } from './metric.ts';
import { pythonJson } from './pythonJson.ts';
import { meanOf } from './questionMeasures.ts';
import type { SampleHead } from './readSampleLine.ts';
import { runMeasures } from './runMeasures.ts';
import { samplingJson } from './sampleLine.ts';
import { taskName } from './taskName.ts';
import { isSettled, winnersOf } from './union.ts';

/** The figures of one samples file. */
export interface RunFigures {
  /** Mean over items of the mean over repeats, in [0, 1], of parts as `itemMean` says; null where no sample counts. */
  readonly value: number | null;
  /** Standard error of `value` over items; null below two items, and for parts. */
  readonly stderr: number | null;
  /** Items with at least one sample that counts. */
  readonly n: number;
  /** Items with at least one sample that ended complete or truncated, scored or not. */
  readonly ended: number;
  readonly repeats: number;
  /** Share of the counting samples that were truncated, in [0, 1]. */
  readonly truncated: number;
  /** Mean completion tokens of the counting samples, where the server said; else null. */
  readonly meanTokens: number | null;
  /** Samples that failed or were cancelled. */
  readonly uncounted: number;
  /** Whether items or repeats have not ended, or that cannot be known. A missing scorer makes no run partial. */
  readonly partial: boolean;
}

/** The figures of the samples of one file, by the rules of counting. */
export function runFigures(samples: readonly SampleHead[]): RunFigures {
  const winners = winnersOf(samples);
  const byItem = new Map<string, ItemValues>();
  const counting: SampleHead[] = [];
  const settled = winners.filter((sample) => isSettled(sample.status));
  for (const sample of settled) {
    const counted = metricValue(sample.item.benchmark, sample);
    if (counted === null) {
      continue;
    }
    counting.push(sample);
    const key = itemKeyString(sample.item);
    byItem.set(key, { values: [...(byItem.get(key)?.values ?? []), counted], parts: sample.parts });
  }
  const mean = byItem.size === 0 ? null : itemMean([...byItem.values()]);
  const tokens = counting.flatMap((sample) => sample.usage.completionTokens ?? []);
  const repeats = Math.max(1, ...samples.map((sample) => sample.sampling.repeats));
  const items = Math.max(0, ...samples.map((sample) => sample.itemsInFile ?? 0));
  return {
    value: mean?.value ?? null,
    stderr: mean?.stderr ?? null,
    n: byItem.size,
    ended: new Set(settled.map((sample) => itemKeyString(sample.item))).size,
    repeats,
    truncated:
      counting.length === 0
        ? 0
        : counting.filter((sample) => sample.status === 'truncated').length / counting.length,
    meanTokens: tokens.length === 0 ? null : meanOf(tokens).value,
    uncounted: winners.length - settled.length,
    partial: items === 0 || settled.length < items * repeats,
  };
}

/**
 * `results_<timestamp>.json` of one samples file, in the keys of lm-evaluation-harness 0.4.13, with
 * `reasoning_transfer` for what that has no key for. Null where there is no sample of ours. What we do not
 * know is null; `date` is the moment of the newest sample, so the text depends on the samples alone.
 * Measures beside the metric (`runMeasures`) are metrics of their own, such as MC-TACO's `em,by-question`.
 *
 * @param folder the name of the folder, which is the sanitised label
 */
export function resultsJson(samples: readonly SampleHead[], folder: string): string | null {
  const first = samples[0];
  if (first === undefined) {
    return null;
  }
  const task = taskName(first.item);
  // Where the way to score changed, what was judged before is in no mean with what rules say now.
  const metric = metricOf(first.item.benchmark, samples.at(-1));
  const alike = samples.filter((sample) => metricOf(first.item.benchmark, sample) === metric);
  const figures = runFigures(alike);
  const original = Math.max(figures.ended, ...samples.map((sample) => sample.itemsInFile ?? 0));
  const source = first.api === 'chat' ? 'local-chat-completions' : 'local-completions';
  const asked = samplingJson(first.sampling);
  delete asked.repeats;
  const shots = first.api === 'chat' ? 0 : null;
  const results: JsonObject = { name: task, alias: task, sample_len: figures.ended };
  if (figures.value !== null) {
    results[`${metric},none`] = figures.value;
    results[`${metric}_stderr,none`] = figures.stderr ?? 'N/A';
  }
  const measures = runMeasures(alike);
  for (const { name, filter, value, stderr } of measures) {
    results[`${name},${filter}`] = value;
    results[`${name}_stderr,${filter}`] = stderr ?? 'N/A';
  }
  const names = [...new Set([metric, ...measures.map(({ name }) => name)])];
  const json: JsonObject = {
    results: { [task]: results },
    group_subtasks: {},
    configs: {
      [task]: {
        task,
        num_fewshot: shots,
        metric_list: names.map((name) => ({ metric: name, aggregation: 'mean', higher_is_better: true })),
        output_type: 'generate_until',
        generation_kwargs: asked,
        repeats: figures.repeats,
        metadata: { version: 1, model: first.model },
      },
    },
    versions: { [task]: 1 },
    'n-shot': { [task]: shots },
    higher_is_better: { [task]: Object.fromEntries(names.map((name) => [name, true])) },
    'n-samples': { [task]: { original, effective: figures.ended } },
    config: {
      model: source,
      model_args: { model: first.model },
      batch_size: 1,
      batch_sizes: [],
      device: null,
      use_cache: null,
      limit: figures.partial ? figures.ended : null,
      bootstrap_iters: 0,
      gen_kwargs: asked,
      random_seed: null,
      numpy_seed: null,
      torch_seed: null,
      fewshot_seed: null,
    },
    git_hash: null,
    date: Math.max(...samples.map((sample) => Date.parse(sample.endedAt))) / 1000,
    pretty_env_info: null,
    transformers_version: null,
    lm_eval_version: null,
    upper_git_hash: null,
    task_hashes: {},
    model_source: source,
    model_name: first.label,
    model_name_sanitized: folder,
    system_instruction: first.sampling.system ?? null,
    system_instruction_sha: null,
    fewshot_as_multiturn: false,
    chat_template: null,
    chat_template_sha: null,
    total_evaluation_time_seconds: null,
    reasoning_transfer: {
      truncated_share: figures.truncated,
      mean_completion_tokens: figures.meanTokens,
      failed_or_cancelled: figures.uncounted,
      partial: figures.partial,
    },
  };
  return `${pythonJson(json, true)}\n`;
}
