import * as v from 'valibot';
import type { JsonObject } from '../../json.ts';

/**
 * What Inspect writes (UKGovernmentBEIS/inspect_ai, src/inspect_ai/log/_log.py and model/), as far as it is read here.
 * Fields that only describe count as absent where they are of another type; those that make a verdict must be right.
 */
const object = v.custom<JsonObject>((it) => typeof it === 'object' && it !== null && !Array.isArray(it));
const id = v.union([v.string(), v.number(), v.bigint()]);
const text = v.string();

function soft<T extends v.GenericSchema>(schema: T) {
  return v.fallback(v.nullish(schema), null);
}

const spec = v.object({
  task: text,
  task_id: soft(text),
  run_id: soft(text),
  created: soft(text),
  model: soft(text),
  dataset: soft(v.object({ samples: soft(v.number()), sample_ids: soft(v.array(v.unknown())) })),
  config: soft(
    v.object({ epochs: soft(v.number()), limit: soft(v.unknown()), sample_id: soft(v.unknown()) }),
  ),
  task_args: soft(object),
  model_generate_config: soft(object),
  scorers: soft(v.array(v.object({ name: text, metrics: soft(v.unknown()) }))),
});

/** `header.json`, `_journal/start.json`, or a whole log in JSON. */
export const headerSchema = v.object({
  version: soft(v.number()),
  status: soft(text),
  eval: spec,
  plan: soft(
    v.object({
      config: soft(object),
      steps: soft(v.array(v.object({ solver: text, params: soft(object) }))),
    }),
  ),
  results: v.optional(v.unknown()),
  stats: soft(v.object({ completed_at: soft(text) })),
});
export type InspectHeader = v.InferOutput<typeof headerSchema>;

/** Python's NaN and infinities are numbers here (json.ts). */
const number = v.union([v.number(), v.nan()]);
const metric = v.object({ value: v.nullable(number) });
const score = v.object({
  name: text,
  scorer: v.nullish(text),
  reducer: v.nullish(text),
  /** After the epochs of an item were reduced to one; newer versions alone say it. */
  scored_samples: soft(v.pipe(v.number(), v.integer(), v.minValue(0))),
  metrics: v.optional(v.record(text, metric), {}),
});
export type InspectScore = v.InferOutput<typeof score>;

/** `results`: of version 2 with `scores`, of version 1 with one `scorer` and its `metrics` beside it. */
export const resultsSchema = v.object({
  total_samples: v.nullish(v.number()),
  completed_samples: v.nullish(v.number()),
  scores: v.nullish(v.array(score)),
  scorer: v.nullish(v.object({ name: text })),
  metrics: v.nullish(v.record(text, metric)),
  headline: soft(v.object({ score: text, metric: text })),
});
export type InspectResults = v.InferOutput<typeof resultsSchema>;

const part = v.object({
  type: text,
  text: soft(text),
  reasoning: soft(text),
  summary: soft(text),
  redacted: soft(v.boolean()),
});
export type InspectPart = v.InferOutput<typeof part>;

const content = v.union([text, v.array(part)]);
const message = v.object({ role: text, content, reasoning: soft(text) });
export type InspectMessage = v.InferOutput<typeof message>;

const usage = v.object({
  input_tokens: soft(v.number()),
  output_tokens: soft(v.number()),
  reasoning_tokens: soft(v.number()),
});
const choice = v.object({ message, stop_reason: soft(text) });
const scalar = v.union([number, v.string(), v.boolean(), v.bigint(), v.null()]);
const sampleScore = v.object({
  /** As `Value` of scorer/_metric.py, and null, which older versions wrote for NaN. */
  value: v.union([scalar, v.array(v.unknown()), v.record(text, v.unknown())]),
  answer: soft(text),
  explanation: soft(text),
});
export type InspectSampleScore = v.InferOutput<typeof sampleScore>;

/** One sample: `samples/<id>_epoch_<n>.json`, or an element of `samples`. */
export const sampleSchema = v.object({
  id,
  epoch: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  input: v.union([text, v.array(message)]),
  choices: soft(v.array(text)),
  target: soft(v.union([id, v.array(id)])),
  messages: soft(v.array(message)),
  output: soft(
    v.object({
      choices: soft(v.array(choice)),
      completion: soft(text),
      usage: soft(usage),
      error: soft(text),
    }),
  ),
  scores: v.nullish(v.record(text, sampleScore)),
  /** Of version 1, where there was one scorer. */
  score: v.nullish(sampleScore),
  metadata: soft(object),
  error: v.nullish(v.union([text, v.object({ message: text })])),
  limit: v.nullish(v.union([text, v.object({ type: text })])),
});
export type InspectSample = v.InferOutput<typeof sampleSchema>;
