import * as v from 'valibot';
import { isJsonObject, parseJson } from '../json.ts';
import { finishOf, judgeText } from '../traces/ending.ts';
import { splitReasoning } from '../traces/reasoning.ts';
import { conventions } from '../prompts/conventions.ts';
import { scoreTrace } from './registry.ts';
import { settle, type ScoreHelp } from './settle.ts';

/** One line of the `score` command's output; a line that could not be read has no `extracted`. */
export type ScoreLineResult =
  | {
      readonly score: number | null;
      readonly extracted: string | null;
      readonly reason: string;
      readonly parts?: { readonly right: number; readonly of: number };
    }
  | { readonly score: null; readonly extracted?: never; readonly reason: string };

const text = v.string('must be text');
const input = v.object({
  benchmark: text,
  item: v.custom<Parameters<typeof scoreTrace>[0]['record']>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object in the published fields',
  ),
  response: text,
  reasoning: v.nullish(text),
  finish_reason: v.nullish(text),
  choices: v.nullish(v.array(text, 'must be a list of texts')),
});

/** What a line gives, and whether it is a problem: a bad line, or one whose answer cannot be scored. */
export interface JudgedLine {
  readonly result: ScoreLineResult;
  readonly isProblem: boolean;
}

const bad = (reason: string): JudgedLine => ({ result: { score: null, reason }, isProblem: true });

/** Rules of null scores that are no verdict on an answer; a truncated one counts as 0 and is none of them. */
const unscorable: ReadonlySet<string> = new Set(['no gold', 'no scorer', 'failed', 'not run']);

/**
 * Scores one line `{"benchmark", "item", "response", "reasoning"?, "finish_reason"?, "choices"?}`. Reasoning
 * inside `response` is split off first. A line that cannot be scored gives a null score and the reason.
 */
export async function scoreLine(text: string, help: ScoreHelp, signal?: AbortSignal): Promise<JudgedLine> {
  const json = parseJson(text);
  if (!json.ok) return bad(`not JSON: ${json.message}`);
  if (!isJsonObject(json.value)) return bad('not a JSON object');
  const parsed = v.safeParse(input, json.value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = issue.path?.map((part) => String(part.key)).join('.') ?? '';
    return bad(`\`${field}\`: ${issue.input === undefined ? 'is missing' : issue.message}`);
  }
  const line = parsed.output;
  if (!conventions.has(line.benchmark)) {
    const known = [...conventions.keys()].join(', ');
    return bad(`unknown benchmark "${line.benchmark}"; known are: ${known}`);
  }
  const split = splitReasoning(line.response);
  const reason = line.finish_reason ?? 'stop';
  const inField = line.reasoning ?? '';
  const arrived = {
    reasoning: inField + split.reasoning,
    answer: split.answer,
    state: split.state,
    separateReasoning: inField !== '',
  };
  const ended =
    finishOf(reason) === 'broken' ? { status: 'failed' as const, flags: [] } : judgeText(reason, arrived);
  const trace = { ...ended, answer: split.answer };
  const item = { benchmark: line.benchmark, record: line.item };
  const score = await settle(scoreTrace(item, trace, line.choices ?? null), help, signal);
  return {
    result: {
      score: score.value,
      extracted: score.extracted,
      reason: score.reason,
      ...(score.parts === undefined ? {} : { parts: score.parts }),
    },
    isProblem: unscorable.has(score.rule),
  };
}
