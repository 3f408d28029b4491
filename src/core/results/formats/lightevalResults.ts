import * as v from 'valibot';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import type { Asked, FileReading, ReportedMetric, RunPart } from './format.ts';
import { readJsonFile } from './jsonFile.ts';
import { lightevalName, lightevalRun, lightevalTask } from './lightevalNames.ts';
import type { ResultSource } from './source.ts';

const number = v.nullish(v.number());
const Sampling = v.fallback(
  v.nullish(
    v.object({
      temperature: v.fallback(number, null),
      top_p: v.fallback(number, null),
      max_new_tokens: v.fallback(number, null),
      seed: v.fallback(number, null),
    }),
  ),
  null,
);
const Model = v.fallback(
  v.nullish(
    v.object({ model_name: v.fallback(v.nullish(v.string()), null), generation_parameters: Sampling }),
  ),
  null,
);
/** `config_general`: the model in it directly, and since v0.11 in `model_config`. */
const General = v.object({
  model_name: v.fallback(v.nullish(v.string()), null),
  model_config: Model,
  generation_parameters: Sampling,
  max_samples: v.fallback(number, null),
});

/** `results_<time>.json`: one run for each task in `results`; the means over tasks are none. */
export async function readLightevalResults(source: ResultSource): Promise<FileReading> {
  const file = source.path;
  const name = lightevalName(file);
  const json = await readJsonFile(source);
  if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
  const { value } = json;
  if (name === null || !isJsonObject(value) || !isJsonObject(value.results)) {
    const message = say`These are no results of lighteval: "results" must be an object. Evaluate again.`;
    return { parts: [], samples: [], problems: [{ file, field: 'results', message }] };
  }
  const general = v.safeParse(General, value.config_general ?? {});
  const config = general.success ? general.output : null;
  const problems: Problem[] = [];
  if (config === null) {
    const message = say`"config_general" must be an object: how the model was asked is not known.`;
    problems.push({ file, field: 'config_general', message });
  }
  const asked = askedOf(config?.model_config?.generation_parameters ?? config?.generation_parameters);
  const model = config?.model_name ?? config?.model_config?.model_name ?? name.model;
  const tasks = isJsonObject(value.config_tasks) ? value.config_tasks : {};
  const parts = Object.entries(value.results).flatMap(([key, metrics]): RunPart[] => {
    const named = lightevalTask(key);
    if (named === null) return [];
    const field = `results.${key}`;
    if (!isJsonObject(metrics)) {
      problems.push({
        file,
        field,
        message: say`The results of ${key} must be an object: they are left out.`,
      });
      return [];
    }
    const counts = countsOf(tasks, key);
    return [
      {
        run: lightevalRun(name, named),
        model,
        task: named.task,
        metrics: metricsOf(metrics, { file, field }, problems),
        n: counts.effective,
        ...(counts.original === null ? {} : { of: counts.original }),
        repeats: null,
        partial: partialOf(counts, config?.max_samples ?? null),
        date: name.date,
        asked: { ...asked, ...(named.shots === null ? {} : { shots: named.shots }) },
      },
    ];
  });
  return { parts, samples: [], problems };
}

function metricsOf(
  metrics: JsonObject,
  place: Pick<Problem, 'file' | 'field'>,
  problems: Problem[],
): ReportedMetric[] {
  return Object.entries(metrics).flatMap(([name, value]) => {
    if (name.endsWith('_stderr') && name.slice(0, -'_stderr'.length) in metrics) return [];
    if (typeof value === 'number') {
      // The tool writes NaN where an aggregate overflowed.
      if (!Number.isFinite(value)) return [];
      const stderr = metrics[`${name}_stderr`];
      return [{ name, value, stderr: typeof stderr === 'number' && Number.isFinite(stderr) ? stderr : null }];
    }
    if (value !== null) {
      problems.push({ ...place, message: say`"${name}" must be a number: it is left out.` });
    }
    return [];
  });
}

interface Counts {
  readonly original: number | null;
  readonly effective: number | null;
}

/** `config_tasks` has a task under its key, or under its key without the shots. */
function countsOf(tasks: JsonObject, key: string): Counts {
  const bare = key.replace(/(?:\|\d+)+$/, '');
  const config = tasks[key] ?? tasks[bare] ?? tasks[`${bare}|0`];
  if (!isJsonObject(config)) return { original: null, effective: null };
  return { original: count(config.original_num_docs), effective: count(config.effective_num_docs) };
}

/** -1 stands for not counted yet. */
function count(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function partialOf({ original, effective }: Counts, maxSamples: number | null): boolean | null {
  if (original !== null && effective !== null) return effective < original;
  return maxSamples === null ? null : true;
}

function askedOf(sampling: v.InferOutput<typeof Sampling> | undefined): Asked {
  const { temperature, top_p, max_new_tokens, seed } = sampling ?? {};
  return {
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(typeof top_p === 'number' ? { topP: top_p } : {}),
    ...(typeof max_new_tokens === 'number' ? { maxTokens: max_new_tokens } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
  };
}
