import * as v from 'valibot';
import { isJsonObject, parseJson } from '../json.ts';
import { splitReasoning } from '../traces/reasoning.ts';
import type { TraceFlag, TraceStatus } from '../traces/trace.ts';
import { conventions } from '../prompts/conventions.ts';
import { scoreTrace } from './registry.ts';

/** One line of the `score` command's output; a line that could not be read has no `extracted`. */
export type ScoreLineResult =
  | {
      readonly score: number | null;
      readonly extracted: string | null;
      readonly reason: string;
      readonly parts?: { readonly right: number; readonly of: number };
    }
  | { readonly score: null; readonly extracted?: never; readonly reason: string };

const input = v.object({
  benchmark: v.string(),
  item: v.custom<Parameters<typeof scoreTrace>[0]['record']>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object in the published fields',
  ),
  response: v.string(),
  reasoning: v.nullish(v.string()),
  finish_reason: v.nullish(v.string()),
  choices: v.nullish(v.array(v.string())),
});

/** What servers and harnesses write for a response that ran out of tokens. */
const cutOff = new Set(['length', 'max_tokens', 'model_length', 'max_output_tokens']);

/**
 * Scores one line `{"benchmark", "item", "response", "reasoning"?, "finish_reason"?, "choices"?}`. Reasoning
 * inside `response` is split off first. A line that cannot be scored gives a null score and the reason.
 */
export function scoreLine(text: string): ScoreLineResult {
  const json = parseJson(text);
  if (!json.ok) return { score: null, reason: `not JSON: ${json.message}` };
  if (!isJsonObject(json.value)) return { score: null, reason: 'not a JSON object' };
  const parsed = v.safeParse(input, json.value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = issue.path?.map((part) => String(part.key)).join('.') ?? '';
    return { score: null, reason: `\`${field}\`: ${issue.message}` };
  }
  const line = parsed.output;
  if (!conventions.has(line.benchmark)) {
    const known = [...conventions.keys()].join(', ');
    return { score: null, reason: `unknown benchmark "${line.benchmark}"; known are: ${known}` };
  }
  const split = splitReasoning(line.response);
  const reasoning = (line.reasoning ?? '') + split.reasoning;
  const flags: TraceFlag[] = [];
  let status: TraceStatus = 'complete';
  if (split.state === 'open') {
    status = 'truncated';
    flags.push('reasoning-unclosed');
  } else if (cutOff.has(line.finish_reason ?? '')) status = 'truncated';
  else if (split.answer.trim() === '') flags.push(reasoning.trim() === '' ? 'empty' : 'no-final-answer');
  const trace = { status, flags, answer: split.answer };
  const score = scoreTrace({ benchmark: line.benchmark, record: line.item }, trace, line.choices ?? null);
  return {
    score: score.value,
    extracted: score.extracted,
    reason: score.reason,
    ...(score.parts === undefined ? {} : { parts: score.parts }),
  };
}
