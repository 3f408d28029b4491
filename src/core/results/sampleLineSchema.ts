import * as v from 'valibot';

import { answerKinds } from '../items/ownItem.ts';
import type { JsonObject } from '../json.ts';
import type { TraceFlag } from '../traces/trace.ts';
import { scoreEntries } from './scoreJson.ts';

/** The lines of a samples file as they are written (sampleLine.ts), parsed as far as they are used. */

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

export const SamplingJson = v.object({
  temperature: v.optional(v.number()),
  top_p: v.optional(v.number()),
  max_tokens: v.optional(v.number()),
  seed: v.optional(v.number()),
  repeats: v.optional(count, 1),
  stop: v.optional(v.array(v.string())),
  system: v.optional(v.string()),
  extra_body: v.optional(jsonObject),
});

export const UsageJson = v.object({
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
  choices: v.optional(v.nullable(v.array(v.string())), null),
  // A later version may know more kinds, too.
  error: v.nullable(v.object({ kind: v.fallback(v.picklist(errorKinds), 'other'), message: v.string() })),
  ended_at: moment,
};
const itemEntries = {
  benchmark: v.string(),
  task: v.nullable(v.string()),
  id: v.string(),
  text_hash: v.string(),
  gold: v.nullable(v.string()),
  answer_kind: v.optional(v.picklist(answerKinds)),
  scoring: v.optional(jsonObject),
};
/** Of a score, what is kept in memory. */
const { value, extracted, reason, measures } = scoreEntries;

/** What is kept in memory of a line. */
export const HeadLine = v.object({
  doc: v.optional(v.unknown()),
  trace: v.object({
    ...headEntries,
    error: v.optional(v.fallback(headEntries.error, null), null),
    item: v.object(itemEntries),
    score: v.object({ value, extracted, reason, measures }),
  }),
});

/** A whole line. */
export const FullLine = v.object({
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
    finish_reason: v.nullable(v.string()),
    timing: v.object({
      started_at: v.string(),
      ttft_ms: tokens,
      duration_ms: v.number(),
      waited_ms: v.optional(v.number()),
      tries: v.optional(count),
    }),
    sent: v.optional(v.nullable(v.object({ max_tokens: v.number(), base_url: v.string() })), null),
    item: v.object({
      ...itemEntries,
      domain: v.nullable(v.picklist(['math', 'other', 'non'])),
      question: v.string(),
      file: v.string(),
      line: v.nullable(count),
      bytes: pair,
    }),
    judge: v.optional(
      v.object({
        label: v.string(),
        model: v.string(),
        prompt: v.string(),
        reasoning: v.string(),
        answer: v.string(),
      }),
    ),
    score: v.object(scoreEntries),
  }),
});
