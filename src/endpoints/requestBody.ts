import type { Endpoint } from '../core/endpoint.ts';
import type { JsonValue } from '../core/json.ts';
import type { Prompt } from '../core/prompts/prompt.ts';

export interface BodyOptions {
  readonly maxTokens: number;
  /** 0-based; added to the seed. */
  readonly repeat: number;
  /** Whether the server takes `stream_options`, which asks for the tokens it counted. */
  readonly includeUsage: boolean;
}

/** The stop strings that are sent: the prompt's, then the sampling's. */
export function stopsOf({ sampling }: Endpoint, prompt: Prompt): readonly string[] {
  return [...new Set([...prompt.stop, ...(sampling.stop ?? [])])];
}

/** Fields of the request beside the model and the prompt. `extraBody` wins over sampling. */
export function requestFields(
  endpoint: Endpoint,
  prompt: Prompt,
  options: BodyOptions,
): Record<string, unknown> {
  const { temperature, topP, seed, extraBody } = endpoint.sampling;
  const stops = stopsOf(endpoint, prompt);
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    max_tokens: options.maxTokens,
    ...(seed === undefined ? {} : { seed: seed + options.repeat }),
    ...(stops.length === 0 ? {} : { stop: stops }),
    ...(options.includeUsage ? { stream_options: { include_usage: true } } : {}),
    ...Object.fromEntries(Object.entries(extraBody ?? {}).map(([name, value]) => [name, plain(value)])),
  };
}

/** JSON has no big integers of its own; what does not fit a double is sent as the nearest one. */
function plain(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((entry) => plain(entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]));
}
