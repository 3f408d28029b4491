import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { ModelRelation } from '../../endpoint.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Asked } from './format.ts';
import { numberIn } from './lmEvalValue.ts';

/** The first of these among a model's arguments is its name: an adapter's before that of what it is put on. */
const modelKeys = ['peft', 'delta', 'pretrained', 'model', 'path', 'engine'] as const;

/** `a=b,c=d`, as the command line takes it, or an object, as newer versions write it. */
export function argumentsIn(value: JsonValue | undefined): JsonObject {
  if (isJsonObject(value)) return value;
  if (typeof value !== 'string') return {};
  return Object.fromEntries(
    value.split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );
}

/** Model and, for an adapter, its base, of a whole file of results; null where nothing names it. */
export function modelIn(file: JsonObject): {
  readonly model: string | null;
  readonly relation: ModelRelation | null;
} {
  const config = isJsonObject(file.config) ? file.config : {};
  const named = argumentsIn(config.model_args);
  const [model, base] = modelKeys.flatMap((key) => nameIn(named[key]) ?? []);
  const first = modelKeys.find((key) => nameIn(named[key]) !== null);
  const adapter = first === 'peft' || first === 'delta';
  return {
    model: model ?? nameIn(file.model_name) ?? null,
    relation: adapter && model !== undefined && base !== undefined ? { model, base } : null,
  };
}

function nameIn(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const TaskConfig = v.object({
  output_type: v.optional(v.fallback(v.string(), '')),
  repeats: v.optional(v.fallback(v.number(), 1)),
  filter_list: v.optional(v.unknown()),
});

/** How a task was asked, as far as a file of results says. */
export function askedIn(file: JsonObject, task: string): Asked {
  const config = isJsonObject(file.config) ? file.config : {};
  const taskConfig = configOf(file, task);
  const parsed = v.safeParse(TaskConfig, taskConfig);
  const kind = parsed.success ? (parsed.output.output_type ?? '') : '';
  const generation = {
    ...(isJsonObject(taskConfig.generation_kwargs) ? taskConfig.generation_kwargs : {}),
    ...argumentsIn(config.gen_kwargs),
  };
  const source = `${text(file.model_source)} ${text(config.model)}`;
  const chat = source.includes('chat') || text(file.chat_template) !== '';
  const api =
    kind === 'multiple_choice' || kind.startsWith('loglikelihood')
      ? 'likelihood'
      : chat
        ? 'chat'
        : 'completions';
  const shots = isJsonObject(file['n-shot']) ? numberIn(file['n-shot'][task]) : Number.NaN;
  const tokens = numberIn(
    generation.max_gen_toks ??
      generation.max_new_tokens ??
      generation.max_tokens ??
      argumentsIn(config.model_args).max_gen_toks,
  );
  const prompt = promptHash(taskConfig);
  const system = text(file.system_instruction);
  return {
    ...(Number.isNaN(shots) ? {} : { shots }),
    ...(kind === '' && source === ' ' ? {} : { api }),
    ...number('temperature', generation.temperature),
    ...number('topP', generation.top_p),
    ...(Number.isNaN(tokens) ? {} : { maxTokens: tokens }),
    ...number('seed', generation.seed),
    ...(system === '' ? {} : { system }),
    ...(prompt === null ? {} : { prompt }),
  };
}

/**
 * Repeats that the metrics rest on: without filters of its own a task takes the first of each item's; null where
 * the file does not say.
 */
export function repeatsIn(file: JsonObject, task: string): number | null {
  const parsed = v.safeParse(TaskConfig, configOf(file, task));
  if (!parsed.success || parsed.output.repeats === undefined) return null;
  return Array.isArray(parsed.output.filter_list) ? Math.max(1, parsed.output.repeats) : 1;
}

function configOf(file: JsonObject, task: string): JsonObject {
  const config = isJsonObject(file.configs) ? file.configs[task] : undefined;
  return isJsonObject(config) ? config : {};
}

/** 12 hex digits for what makes the prompt; a function's address in memory, which it is printed with, left out. */
function promptHash(config: JsonObject): string | null {
  const parts = [config.description, config.doc_to_text, config.doc_to_choice, config.target_delimiter];
  if (config.doc_to_text === undefined) return null;
  const whole = JSON.stringify(parts.map((part) => (typeof part === 'string' ? part : null)));
  return createHash('sha256')
    .update(whole.replace(/ at 0x[0-9a-f]+/g, ''))
    .digest('hex')
    .slice(0, 12);
}

function number<K extends string>(key: K, value: JsonValue | undefined): Partial<Record<K, number>> {
  const read = numberIn(value);
  const result: Partial<Record<K, number>> = {};
  if (!Number.isNaN(read)) result[key] = read;
  return result;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
