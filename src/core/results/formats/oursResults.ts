import * as v from 'valibot';

import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import type { FileReading, ReportedMetric, RunPart } from './format.ts';
import { readJsonFile } from './jsonFile.ts';
import { ourAsked, ourRun } from './oursRun.ts';
import type { ResultSource } from './source.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Kwargs = v.object({
  temperature: v.optional(v.number()),
  top_p: v.optional(v.number()),
  max_tokens: v.optional(v.number()),
  seed: v.optional(v.number()),
  system: v.optional(v.string()),
});
const Results = v.object({
  results: v.record(v.string(), v.record(v.string(), v.unknown())),
  configs: v.record(v.string(), v.object({ repeats: count, generation_kwargs: Kwargs })),
  'n-samples': v.fallback(v.record(v.string(), v.object({ original: count, effective: count })), {}),
  config: v.object({ model: v.string() }),
  date: v.number(),
  model_name: v.string(),
  reasoning_transfer: v.object({ partial: v.boolean() }),
});

/** What `results_<timestamp>.json` says (resultsJson.ts), which is derived from the samples file of that name. */
export async function readOurResults(source: ResultSource): Promise<FileReading> {
  const file = source.path;
  const nothing = (problem: Problem): FileReading => ({ parts: [], samples: [], problems: [problem] });
  const json = await readJsonFile(source);
  if (!json.ok) return nothing(json.problem);
  const parsed = v.safeParse(Results, json.value);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]);
    const message = say`This is no summary of ours. It is made of the samples beside it: delete it, and evaluate again to have it written anew.`;
    return nothing({ file, ...(field === null ? {} : { field }), message });
  }
  const {
    results,
    configs,
    config,
    date,
    model_name,
    reasoning_transfer,
    'n-samples': counts,
  } = parsed.output;
  const problems: Problem[] = [];
  const parts = Object.entries(results).map(([task, figures]): RunPart => {
    const asked = configs[task];
    const kwargs = asked?.generation_kwargs ?? {};
    const ended = v.safeParse(count, figures.sample_len);
    const { original = 0, effective = 0 } = counts[task] ?? {};
    return {
      run: ourRun(file, task),
      model: model_name,
      task,
      metrics: metricsOf(file, task, figures, problems),
      n: ended.success ? ended.output : null,
      // Equal numbers are written too where it is not known how many there are.
      ...(original > effective ? { of: original } : {}),
      repeats: asked?.repeats ?? null,
      partial: reasoning_transfer.partial,
      date: date * 1000,
      asked: ourAsked(
        config.model === 'local-chat-completions' ? 'chat' : 'completions',
        {
          ...(kwargs.temperature === undefined ? {} : { temperature: kwargs.temperature }),
          ...(kwargs.top_p === undefined ? {} : { topP: kwargs.top_p }),
          ...(kwargs.max_tokens === undefined ? {} : { maxTokens: kwargs.max_tokens }),
          ...(kwargs.seed === undefined ? {} : { seed: kwargs.seed }),
          ...(kwargs.system === undefined ? {} : { system: kwargs.system }),
        },
        null,
      ),
    };
  });
  return { parts, samples: [], problems };
}

function metricsOf(
  file: string,
  task: string,
  figures: Readonly<Record<string, unknown>>,
  problems: Problem[],
): readonly ReportedMetric[] {
  return Object.entries(figures).flatMap(([key, value]): ReportedMetric[] => {
    const [, metric = '', filter = ''] = /^(.+),([^,]*)$/.exec(key) ?? [];
    if (metric === '' || metric.endsWith('_stderr')) return [];
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
      const message = say`The value of "${key}" is no number from 0 to 1: it is left out.`;
      problems.push({ file, field: `results.${task}.${key}`, message });
      return [];
    }
    const stderr = figures[`${metric}_stderr,${filter}`];
    return [
      { name: key, value, stderr: typeof stderr === 'number' && Number.isFinite(stderr) ? stderr : null },
    ];
  });
}
