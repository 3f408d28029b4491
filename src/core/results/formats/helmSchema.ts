import * as v from 'valibot';

/** The files of a HELM run as far as they are read: dataclasses of stanford-crfm/helm, those without a value left out. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.nullish(v.string(), null);
const something = v.nullish(
  v.custom<object>((value) => typeof value === 'object', 'not an object'),
  null,
);

/** `MetricName` and `Stat`. */
export const Stat = v.object({
  name: v.object({ name: v.string(), split: text, sub_split: text, perturbation: something }),
  count,
  sum: v.nullish(v.number(), null),
  mean: v.nullish(v.number(), null),
  stddev: v.nullish(v.number(), null),
});
export type HelmStat = v.InferOutput<typeof Stat>;

/** `PerInstanceStats`. */
export const InstanceStats = v.object({
  instance_id: v.string(),
  train_trial_index: count,
  perturbation: something,
  stats: v.array(v.unknown()),
});

const AdapterSpec = v.object({
  model: text,
  method: text,
  num_train_trials: v.nullish(count, null),
  max_train_instances: v.nullish(count, null),
  max_tokens: v.nullish(count, null),
  temperature: v.nullish(v.number(), null),
});

export const RunSpec = v.object({ name: v.string(), adapter_spec: AdapterSpec });

const Reference = v.object({
  output: v.object({ text: v.string() }),
  tags: v.optional(v.array(v.string()), []),
});

const Completion = v.object({
  text: v.string(),
  tokens: v.fallback(v.nullish(v.array(v.unknown()), null), null),
  finish_reason: v.fallback(v.nullish(v.object({ reason: text }), null), null),
  thinking: v.fallback(v.nullish(v.object({ text }), null), null),
});

/** `RequestState`. */
export const RequestState = v.object({
  instance: v.object({
    id: v.string(),
    input: v.object({ text: v.string() }),
    references: v.optional(v.array(Reference), []),
    split: text,
    sub_split: text,
    perturbation: something,
  }),
  train_trial_index: count,
  reference_index: v.nullish(v.number(), null),
  request_mode: text,
  output_mapping: v.fallback(v.nullish(v.record(v.string(), v.string()), null), null),
  request: v.fallback(v.nullish(v.object({ prompt: text }), null), null),
  result: v.nullish(
    v.object({
      success: v.boolean(),
      error: text,
      completions: v.optional(v.array(Completion), []),
    }),
  ),
});
export type HelmRequest = v.InferOutput<typeof RequestState>;

export const ScenarioState = v.object({
  adapter_spec: v.fallback(v.nullish(AdapterSpec), null),
  request_states: v.array(v.unknown()),
});
