import * as v from 'valibot';

import type { Api, Sampling } from '../endpoint.ts';
import { samplingKey } from '../endpointSettings.ts';
import { type JsonObject, parseJson } from '../json.ts';
import type { TraceFlag } from '../traces/trace.ts';
import type { Sample } from './sample.ts';
import type { SavedSample } from './savedSample.ts';

/** A saved sample without the place it was read from, and what its run knows. */
export interface SampleHead extends Omit<SavedSample, 'file' | 'bytes'> {
  readonly api: Api;
  readonly sampling: Sampling;
  readonly convention: string;
  readonly itemsInFile: number | null;
}

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const flags = [
  'reasoning-unclosed',
  'no-final-answer',
  'finish-missing',
  'empty',
  'content-filter',
  'sampling-ignored',
] as const satisfies readonly TraceFlag[];
const knownFlags: ReadonlySet<string> = new Set(flags);

const errorKinds = [
  'refused',
  'reset',
  'unauthorized',
  'model-not-found',
  'rate-limited',
  'context-overflow',
  'no-chat-template',
  'loading',
  'server-error',
  'bad-request',
  'not-openai',
  'malformed-chunk',
  'stream-error',
  'finish-missing',
  'idle',
  'first-token-timeout',
  'other',
] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const tokens = v.nullable(v.number());
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));
const moment = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not a date'),
);
const pair = v.nullable(v.tuple([count, count]));
const jsonObject = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'not an object',
);
const api = v.picklist(['chat', 'completions']);

const SamplingJson = v.object({
  temperature: v.optional(v.number()),
  top_p: v.optional(v.number()),
  max_tokens: v.optional(v.number()),
  seed: v.optional(v.number()),
  repeats: v.optional(count, 1),
  stop: v.optional(v.array(v.string())),
  system: v.optional(v.string()),
  extra_body: v.optional(jsonObject),
});

const UsageJson = v.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  reasoning_tokens: tokens,
});

const headEntries = {
  items_in_file: v.optional(v.nullable(count), null),
  label: v.string(),
  model: v.string(),
  repeat: count,
  api,
  convention: v.optional(v.string(), ''),
  prompt_hash: v.string(),
  sampling: SamplingJson,
  status: v.picklist(['complete', 'truncated', 'failed', 'cancelled']),
  // A later version may know more flags; those are not worth losing a sample for.
  flags: v.pipe(
    v.array(v.string()),
    v.transform((all) => all.filter((flag): flag is TraceFlag => knownFlags.has(flag))),
  ),
  usage: UsageJson,
  ended_at: moment,
};
const itemEntries = {
  benchmark: v.string(),
  task: v.nullable(v.string()),
  id: v.string(),
  text_hash: v.string(),
};
const scoreEntries = { value: share, extracted: v.nullable(v.string()), reason: v.string() };

const HeadLine = v.object({
  trace: v.object({ ...headEntries, item: v.object(itemEntries), score: v.object(scoreEntries) }),
});

const FullLine = v.object({
  doc: jsonObject,
  trace: v.object({
    ...headEntries,
    prompt: v.object({
      messages: v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })),
      text: v.string(),
      stop: v.array(v.string()),
    }),
    reasoning: v.string(),
    answer: v.string(),
    choices: v.nullable(v.array(v.string())),
    finish_reason: v.nullable(v.string()),
    error: v.nullable(v.object({ kind: v.fallback(v.picklist(errorKinds), 'other'), message: v.string() })),
    timing: v.object({ started_at: v.string(), ttft_ms: tokens, duration_ms: v.number() }),
    sent: v.optional(v.nullable(v.object({ max_tokens: v.number(), base_url: v.string() })), null),
    item: v.object({
      ...itemEntries,
      domain: v.nullable(v.picklist(['math', 'other', 'non'])),
      question: v.string(),
      gold: v.nullable(v.string()),
      file: v.string(),
      line: v.nullable(count),
      bytes: pair,
    }),
    score: v.object({
      ...scoreEntries,
      range: pair,
      rule: v.string(),
      parts: v.optional(v.object({ right: count, of: count })),
    }),
  }),
});

/** What is kept in memory of one line, without its large texts. `why` is a clause naming the field. */
export function readSampleHead(line: string): Reading<SampleHead> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, why: 'is not JSON' };
  }
  const parsed = v.safeParse(HeadLine, json);
  if (!parsed.success) {
    return { ok: false, why: whyNot(parsed.issues[0]) };
  }
  const { trace } = parsed.output;
  const sampling = toSampling(trace.sampling);
  return {
    ok: true,
    value: {
      item: { benchmark: trace.item.benchmark, task: trace.item.task, id: trace.item.id },
      textHash: trace.item.text_hash,
      label: trace.label,
      model: trace.model,
      repeat: trace.repeat,
      api: trace.api,
      convention: trace.convention,
      itemsInFile: trace.items_in_file,
      promptHash: trace.prompt_hash,
      sampling,
      samplingKey: samplingKey(sampling),
      status: trace.status,
      flags: trace.flags,
      value: trace.score.value,
      extracted: trace.score.extracted,
      reason: trace.score.reason,
      usage: toUsage(trace.usage),
      endedAt: trace.ended_at,
    },
  };
}

/** A whole sample from one line, with every digit of its item. `why` is a clause naming the field. */
export function readSampleLine(line: string): Reading<Sample> {
  const json = parseJson(line);
  if (!json.ok) {
    return { ok: false, why: 'is not JSON' };
  }
  const parsed = v.safeParse(FullLine, json.value);
  if (!parsed.success) {
    return { ok: false, why: whyNot(parsed.issues[0]) };
  }
  const { doc, trace } = parsed.output;
  const { item, score } = trace;
  const sampling = toSampling(trace.sampling);
  return {
    ok: true,
    value: {
      item: {
        benchmark: item.benchmark,
        task: item.task,
        id: item.id,
        domain: item.domain,
        record: doc,
        question: item.question,
        gold: item.gold,
        textHash: item.text_hash,
        location: { file: item.file, line: item.line, bytes: item.bytes },
      },
      label: trace.label,
      model: trace.model,
      repeat: trace.repeat,
      api: trace.api,
      prompt: {
        api: trace.api,
        messages: trace.prompt.messages,
        text: trace.prompt.text,
        stop: trace.prompt.stop,
        choices: trace.choices,
        hash: trace.prompt_hash,
      },
      sampling,
      trace: {
        status: trace.status,
        flags: trace.flags,
        reasoning: trace.reasoning,
        answer: trace.answer,
        finishReason: trace.finish_reason,
        usage: toUsage(trace.usage),
        timing: {
          startedAt: trace.timing.started_at,
          ttftMs: trace.timing.ttft_ms,
          durationMs: trace.timing.duration_ms,
        },
        sent: trace.sent === null ? null : { maxTokens: trace.sent.max_tokens, baseUrl: trace.sent.base_url },
        error: trace.error,
      },
      score: {
        value: score.value,
        extracted: score.extracted,
        range: score.range,
        rule: score.rule,
        reason: score.reason,
        ...(score.parts === undefined ? {} : { parts: score.parts }),
      },
      endedAt: trace.ended_at,
    },
  };
}

function toSampling(json: v.InferOutput<typeof SamplingJson>): Sampling {
  return {
    repeats: json.repeats,
    ...(json.temperature === undefined ? {} : { temperature: json.temperature }),
    ...(json.top_p === undefined ? {} : { topP: json.top_p }),
    ...(json.max_tokens === undefined ? {} : { maxTokens: json.max_tokens }),
    ...(json.seed === undefined ? {} : { seed: json.seed }),
    ...(json.stop === undefined ? {} : { stop: json.stop }),
    ...(json.system === undefined ? {} : { system: json.system }),
    ...(json.extra_body === undefined ? {} : { extraBody: json.extra_body }),
  };
}

function toUsage(json: v.InferOutput<typeof UsageJson>): SavedSample['usage'] {
  return {
    promptTokens: json.prompt_tokens,
    completionTokens: json.completion_tokens,
    reasoningTokens: json.reasoning_tokens,
  };
}

function whyNot(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? 'is not a sample' : `has no usable "${path}" (${issue.message})`;
}
