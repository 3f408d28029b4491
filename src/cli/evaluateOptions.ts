import { parseArgs } from 'node:util';

import type { Api, Endpoint, Sampling } from '../core/endpoint.ts';
import { isJsonObject, type JsonObject, parseJson } from '../core/json.ts';
import { endpointArguments, judgeArguments } from './endpointArguments.ts';
import { UsageError } from './io.ts';

/** Which items of the file are asked. */
export type Selection =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** 1-based. */
  | { readonly kind: 'lines'; readonly lines: readonly number[] }
  | { readonly kind: 'first'; readonly count: number }
  | { readonly kind: 'all' };

export interface EvaluateOptions {
  readonly file: string;
  readonly selection: Selection;
  readonly endpoints: readonly Endpoint[];
  /** The endpoints as they were given, `URL#MODEL`, by position. */
  readonly given: readonly string[];
  /** The endpoints given to judge answers; their labels are those that benchmarks know them by (judges.ts). */
  readonly judges: readonly Endpoint[];
  /** The folder that holds, or will hold, `.reasoning-transfer`; null is the current one. */
  readonly out: string | null;
  /** A file that describes benchmarks of the user's own, or null. */
  readonly benchmarks: string | null;
  /** Silence allowed before the first token and between chunks; null is the usual limits. */
  readonly idleSeconds: number | null;
  /** Whether programs that models wrote are run. */
  readonly runCode: boolean;
  readonly json: boolean;
}

/** A timer takes no more than 2^31 - 1 ms; beyond that it would fire at once. */
const mostSeconds = Math.floor((2 ** 31 - 1) / 1000);

/** Reads the arguments of `evaluate`. Throws a `UsageError` that names the option. */
export function evaluateOptions(args: readonly string[]): EvaluateOptions {
  const { values, positionals } = parseArgs({
    args: joinNegative(args),
    allowPositionals: true,
    options: {
      item: { type: 'string', multiple: true, default: [] },
      line: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string' },
      all: { type: 'boolean', default: false },
      endpoint: { type: 'string', multiple: true, default: [] },
      name: { type: 'string', multiple: true, default: [] },
      judge: { type: 'string', multiple: true, default: [] },
      api: { type: 'string', default: 'chat' },
      out: { type: 'string' },
      benchmarks: { type: 'string' },
      temperature: { type: 'string' },
      'top-p': { type: 'string' },
      'max-tokens': { type: 'string' },
      seed: { type: 'string' },
      repeats: { type: 'string' },
      stop: { type: 'string', multiple: true },
      system: { type: 'string' },
      extra: { type: 'string' },
      'idle-timeout': { type: 'string' },
      'run-code': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError('Give one file of items.');
  }
  const sampling: Sampling = {
    repeats: number('--repeats', values.repeats, { least: 1, whole: true }) ?? 1,
    ...present('temperature', number('--temperature', values.temperature, { least: 0 })),
    ...present('topP', number('--top-p', values['top-p'], { least: 0, most: 1 })),
    ...present('maxTokens', number('--max-tokens', values['max-tokens'], { least: 1, whole: true })),
    ...present('seed', number('--seed', values.seed, { whole: true })),
    ...present('stop', stops(values.stop)),
    ...present('system', values.system),
    ...present('extraBody', extraBody(values.extra)),
  };
  const idle = number('--idle-timeout', values['idle-timeout'], { least: 0.001, most: mostSeconds });
  return {
    file,
    selection: selection(values.item, values.line, values.limit, values.all),
    endpoints: endpointArguments(values.endpoint, values.name, apiOf(values.api), sampling),
    given: values.endpoint,
    judges: judgeArguments(values.judge, values.endpoint.length),
    out: values.out ?? null,
    benchmarks: values.benchmarks ?? null,
    idleSeconds: idle ?? null,
    runCode: values['run-code'],
    json: values.json,
  };
}

/**
 * Joins an option and a value that begins like a negative number, which `parseArgs` would refuse as ambiguous:
 * ids are often such numbers, and no option of ours begins with a digit.
 */
export function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const [arg = '', next = ''] = args.slice(i, i + 2);
    if (arg === '--') {
      return [...joined, ...args.slice(i)];
    }
    const joins = /^--[a-z-]+$/.test(arg) && /^-\.?\d/.test(next);
    joined.push(joins ? `${arg}=${next}` : arg);
    i += joins ? 1 : 0;
  }
  return joined;
}

function stops(texts: readonly string[] | undefined): readonly string[] | undefined {
  if (texts?.includes('') === true) {
    throw new UsageError('--stop: a stop string must not be empty.');
  }
  return texts;
}

function selection(
  ids: readonly string[],
  lines: readonly string[],
  limit: string | undefined,
  all: boolean,
): Selection {
  const kinds = [ids.length > 0, lines.length > 0, limit !== undefined, all].filter(Boolean).length;
  if (kinds !== 1) {
    throw new UsageError(
      'Say which items: --item ID …, --line N …, --limit K or --all, and only one of these.',
    );
  }
  if (ids.length > 0) {
    return { kind: 'ids', ids };
  }
  if (lines.length > 0) {
    return {
      kind: 'lines',
      lines: lines.map((line) => number('--line', line, { least: 1, whole: true }) ?? 1),
    };
  }
  const count = number('--limit', limit, { least: 1, whole: true });
  return count === undefined ? { kind: 'all' } : { kind: 'first', count };
}

function apiOf(text: string): Api {
  if (text !== 'chat' && text !== 'completions') {
    throw new UsageError(`--api ${text}: it is either chat or completions.`);
  }
  return text;
}

function extraBody(text: string | undefined): JsonObject | undefined {
  if (text === undefined) {
    return undefined;
  }
  const json = parseJson(text);
  if (!json.ok || !isJsonObject(json.value)) {
    throw new UsageError(
      `--extra must be a JSON object, such as '{"top_k": 20}'${json.ok ? '' : `: ${json.message}`}.`,
    );
  }
  const { value } = json;
  const ours = ['model', 'stream'].find((name) => name in value);
  if (ours !== undefined) {
    throw new UsageError(
      ours === 'model'
        ? '--extra: the model is that of --endpoint URL#MODEL; take "model" out.'
        : '--extra: answers are always streamed; take "stream" out.',
    );
  }
  return value;
}

interface Bounds {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

function number(option: string, text: string | undefined, bounds: Bounds): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { least = -Infinity, most = Infinity, whole = false } = bounds;
  const right = whole ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!right || value < least || value > most) {
    const kind = whole ? 'a whole number' : 'a number';
    const range =
      most < Infinity ? ` from ${least} to ${most}` : least > -Infinity ? ` of at least ${least}` : '';
    throw new UsageError(`${option} ${text}: it must be ${kind}${range}.`);
  }
  return value;
}

function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const result: Partial<Record<K, V>> = {};
  if (value !== undefined) {
    result[key] = value;
  }
  return result;
}
