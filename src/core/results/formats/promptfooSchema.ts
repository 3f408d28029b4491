import * as v from 'valibot';

import type { JsonObject } from '../../json.ts';

/** What promptfoo writes, as far as it is read: `EvaluateSummaryV2`, `EvaluateSummaryV3` and `EvaluateResult`. */

const jsonObject = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'not an object',
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const lenientCount = v.fallback(v.nullish(count), null);
const lenientText = v.fallback(v.nullish(v.string()), null);

const TokenUsage = v.fallback(
  v.nullish(
    v.object({
      prompt: lenientCount,
      completion: lenientCount,
      completionDetails: v.fallback(v.nullish(v.object({ reasoning: lenientCount })), null),
    }),
  ),
  null,
);

const Assert = v.object({ type: v.string(), value: v.optional(v.unknown()) });

export const Result = v.object({
  promptIdx: v.optional(count),
  testIdx: v.optional(count),
  promptId: lenientText,
  provider: v.union([v.string(), v.object({ id: lenientText, label: lenientText })]),
  prompt: v.fallback(v.nullish(v.object({ raw: v.optional(v.unknown()), label: lenientText })), null),
  vars: v.fallback(v.nullish(jsonObject), null),
  testCase: v.fallback(
    v.nullish(
      v.object({
        description: lenientText,
        vars: v.fallback(v.nullish(jsonObject), null),
        assert: v.fallback(v.nullish(v.array(v.fallback(v.nullable(Assert), null))), null),
      }),
    ),
    null,
  ),
  response: v.fallback(
    v.nullish(
      v.object({
        output: v.optional(v.unknown()),
        error: lenientText,
        finishReason: lenientText,
        tokenUsage: TokenUsage,
      }),
    ),
    null,
  ),
  error: lenientText,
  failureReason: v.fallback(v.nullish(v.number()), null),
  success: v.boolean(),
  score: v.number(),
  gradingResult: v.fallback(v.nullish(v.object({ reason: lenientText })), null),
});
export type PromptfooResult = v.InferOutput<typeof Result>;

const Prompt = v.object({
  id: lenientText,
  label: lenientText,
  provider: v.string(),
  metrics: v.optional(
    v.object({
      score: v.number(),
      testPassCount: count,
      testFailCount: count,
      testErrorCount: v.optional(count, 0),
    }),
  ),
});
export type PromptfooPrompt = v.InferOutput<typeof Prompt>;

export const Summary = v.object({
  timestamp: lenientText,
  prompts: v.optional(v.array(Prompt)),
  table: v.optional(v.object({ head: v.object({ prompts: v.array(Prompt) }) })),
  results: v.array(v.unknown()),
});

/** A whole file: the summary within what `eval --output` and `export` write, or a summary of its own. */
export const Export = v.object({
  evalId: lenientText,
  config: v.fallback(v.nullish(v.object({ description: lenientText })), null),
  results: Summary,
});
