import * as v from 'valibot';

import { addressWords, normaliseBaseUrl } from './baseUrl.ts';
import type { Endpoint, ModelRelation, Sampling } from './endpoint.ts';
import { isClearTextSecret } from './headerSecrets.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { uniqueLabels } from './labels.ts';
import { say } from './say.ts';

export { sanitiseLabel } from './labels.ts';

/** What is wrong with a setting: `field` is its full name, such as `reasoningTransfer.endpoints[2].url`. */
export interface SettingProblem {
  readonly field: string;
  readonly message: string;
}

const prefix = 'reasoningTransfer';
/** The editor's command for keys; settings are the editor's alone. */
const keyCommand = say`run Reasoning Transfer: Set API Key…`;

const Json: v.GenericSchema<JsonValue> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.bigint(), v.string(), v.array(Json), JsonRecord]),
);
const JsonRecord: v.GenericSchema<JsonObject> = v.record(v.string(), Json);

const positive = v.pipe(
  v.number(),
  v.integer(say`must be a whole number`),
  v.minValue(1, say`must be at least 1`),
);
const named = v.pipe(v.string(say`must be text`), v.trim(), v.nonEmpty(say`must not be empty`));

const samplingEntries = {
  temperature: v.optional(v.pipe(v.number(), v.minValue(0, say`must not be negative`))),
  topP: v.optional(
    v.pipe(v.number(), v.gtValue(0, say`must be above 0`), v.maxValue(1, say`must be at most 1`)),
  ),
  maxTokens: v.optional(positive),
  seed: v.optional(v.pipe(v.number(), v.integer(say`must be a whole number`))),
  repeats: v.optional(positive),
  stop: v.optional(v.array(v.string())),
  system: v.optional(v.string()),
};
const SamplingEntry = v.strictObject(samplingEntries);
type SamplingEntry = v.InferOutput<typeof SamplingEntry>;

const EndpointEntry = v.strictObject({
  label: v.optional(named),
  url: named,
  model: named,
  api: v.optional(v.picklist(['chat', 'completions'], say`must be "chat" or "completions"`)),
  sampling: v.optional(SamplingEntry),
  headers: v.optional(v.record(v.string(), v.string(say`must be text`))),
  concurrency: v.optional(positive),
  extraBody: v.optional(JsonRecord),
});

const ModelEntry = v.strictObject({
  model: named,
  base: v.optional(named),
  method: v.optional(v.picklist(['rl', 'sft', 'other'], say`must be "rl", "sft" or "other"`)),
  size: v.optional(named),
  aliases: v.optional(v.array(named)),
});

/** Reads the setting `reasoningTransfer.endpoints`. A bad entry is a problem; the others still count. */
export function parseEndpoints(
  value: unknown,
  defaults: Sampling = { repeats: 1 },
): {
  readonly endpoints: readonly Endpoint[];
  /** The place of each endpoint in the setting's list. */
  readonly places: readonly number[];
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const endpoints: Endpoint[] = [];
  const places: number[] = [];
  for (const [place, { entry, field }] of listEntries(value, `${prefix}.endpoints`, problems).entries()) {
    const endpoint = readEndpoint(entry, field, defaults, problems);
    if (endpoint === null) continue;
    endpoints.push(endpoint);
    places.push(place);
  }
  return { endpoints: uniqueLabels(endpoints), places, problems };
}

/** Reads the setting `reasoningTransfer.models`. */
export function parseModels(value: unknown): {
  readonly models: readonly ModelRelation[];
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const models: ModelRelation[] = [];
  for (const { entry, field } of listEntries(value, `${prefix}.models`, problems)) {
    const result = v.safeParse(ModelEntry, entry);
    if (!result.success) problems.push(...issuesOf(result.issues, field));
    else if (result.output.base === result.output.model) {
      problems.push({ field: `${field}.base`, message: say`A model is not its own base.` });
    } else if (models.some(({ model }) => model === result.output.model)) {
      problems.push({
        field: `${field}.model`,
        message: say`"${result.output.model}" is listed twice; the first counts.`,
      });
    } else models.push(defined(result.output));
  }
  return { models, problems };
}

/** Reads the setting `reasoningTransfer.sampling`: the sampling of endpoints that do not set their own. */
export function parseSampling(value: unknown): {
  readonly sampling: Sampling;
  readonly problems: readonly SettingProblem[];
} {
  const result = v.safeParse(SamplingEntry, value ?? {});
  if (result.success) return { sampling: toSampling(result.output, { repeats: 1 }), problems: [] };
  return { sampling: { repeats: 1 }, problems: issuesOf(result.issues, `${prefix}.sampling`) };
}

/**
 * Canonical JSON of a sampling: equal samplings give equal strings. The number of repeats is not in it, since a
 * sample is the same whether it was one of one or one of eight, nor is the order of stop strings.
 */
export function samplingKey(sampling: Sampling): string {
  const stop = sampling.stop?.length ? [...new Set(sampling.stop)].sort() : undefined;
  return canonical(defined({ ...sampling, repeats: undefined, stop }));
}

function readEndpoint(
  entry: unknown,
  field: string,
  defaults: Sampling,
  problems: SettingProblem[],
): Endpoint | null {
  const result = v.safeParse(EndpointEntry, entry);
  if (!result.success) {
    problems.push(...issuesOf(result.issues, field));
    return null;
  }
  const { label, url, model, api, sampling, headers, concurrency, extraBody } = result.output;
  const base = normaliseBaseUrl(url);
  if (!base.ok) {
    const message = addressWords(base.problem, say`${keyCommand}, which keeps keys in the secret storage`);
    problems.push({ field: `${field}.url`, message });
  }
  const refused = Object.entries(headers ?? {}).flatMap(([name, text]) => {
    const message = headerProblem(name, text);
    return message === null ? [] : [{ field: `${field}.headers.${name}`, message }];
  });
  problems.push(...refused);
  if (!base.ok || refused.length > 0) return null;
  return {
    label: label ?? model,
    baseUrl: base.baseUrl,
    model,
    api: api ?? 'chat',
    sampling: { ...toSampling(sampling ?? {}, defaults), ...(extraBody === undefined ? {} : { extraBody }) },
    headers: headers ?? {},
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

function headerProblem(name: string, text: string): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) return say`This is not the name of an HTTP header.`;
  // eslint-disable-next-line no-control-regex -- exactly the characters HTTP forbids in a header's value
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return say`The value holds a control character.`;
  return isClearTextSecret(name, text)
    ? say`The key is in clear text. Take this header out and ${keyCommand}, which sends a bearer key kept in the secret storage, or write \${secret:NAME} in place of the key and set NAME with the same command.`
    : null;
}

/** The entries of a list setting, each with its full name. */
export function listEntries(
  value: unknown,
  field: string,
  problems: SettingProblem[],
): { readonly entry: unknown; readonly field: string }[] {
  if (value === undefined || value === null) return [];
  const list: unknown = value;
  if (!Array.isArray(list)) {
    problems.push({ field, message: say`This must be a list.` });
    return [];
  }
  return list.map((entry: unknown, index) => ({ entry, field: `${field}[${index}]` }));
}

function toSampling(entry: SamplingEntry, defaults: Sampling): Sampling {
  return { ...defaults, ...defined(entry) };
}

/** What valibot calls the kinds, in the words of settings. */
const kinds: Readonly<Record<string, string>> = {
  Object: say`an object`,
  Array: say`a list`,
  string: say`text`,
  number: say`a number`,
};

/** What is wrong with an entry, in the words of settings. */
export function issuesOf(issues: readonly v.BaseIssue<unknown>[], field: string): SettingProblem[] {
  return issues.map((issue) => {
    const path = v.getDotPath(issue);
    const at = path === null ? field : `${field}.${path}`;
    if (issue.type === 'strict_object' && issue.expected === 'never') {
      return { field: at, message: say`There is no such field. Correct its name or take it out.` };
    }
    if (issue.received === 'undefined') return { field: at, message: say`This is missing.` };
    const own = issue.message.startsWith('must ')
      ? issue.message
      : say`must be ${kinds[issue.expected ?? ''] ?? say`of another kind`}`;
    return { field: at, message: say`This ${own}.` };
  });
}

/** The same object without the keys whose value is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // The one cast here: Object.fromEntries forgets the keys' names.
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function canonical(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}
