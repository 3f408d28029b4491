import * as v from 'valibot';
import { isJsonObject, kindInWords, type JsonObject, type JsonValue } from '../../json.ts';
import { say, verbatim } from '../../say.ts';
import type { ReportedMetric } from './format.ts';
import { numberIn } from './lmEvalValue.ts';

/** One item of a benchmark, with what the model made of it. */
export interface Example {
  /** 0-based place in the list. */
  readonly place: number;
  readonly id: string;
  /** The item's own fields. */
  readonly record: JsonObject;
  readonly gold: string | null;
  /** By repeat. */
  readonly attempts: readonly Attempt[];
}

/** One response. */
export interface Attempt {
  readonly repeat: number;
  /** Null where the file does not hold it. */
  readonly output: string | null;
  /** What the tool took for the answer; empty where it found none. */
  readonly answer: string;
  /** The tool's own verdict and the reason for it, where it saves one (LiveCodeBench). */
  readonly verdict: { readonly right: boolean; readonly reason: string } | null;
}

const scalar = v.pipe(
  v.union([v.string(), v.number(), v.bigint()]),
  v.transform((value) => value.toString()),
);
const absent = v.nullish(scalar, null);
const Ids = v.object({
  id: v.fallback(absent, null),
  unique_id: v.fallback(absent, null),
  'Record ID': v.fallback(absent, null),
  expected_answer: v.fallback(absent, null),
  answer: v.fallback(absent, null),
});
/** What was found of an answer may be null, too. */
const answer = v.pipe(
  v.nullish(scalar),
  v.transform((value) => value ?? ''),
);
const Several = v.object({
  model_outputs: v.array(v.nullable(v.string())),
  model_answers: v.array(v.union([answer, v.array(v.string())])),
});
const Once = v.object({
  model_output: v.nullable(v.string()),
  model_answer: v.union([answer, v.array(v.string())]),
});
const Graded = v.object({
  content: v.nullish(v.array(v.string()), null),
  correctness: v.boolean(),
  reason: v.nullish(v.string(), null),
});
const responseKeys: ReadonlySet<string> = new Set([
  'model_outputs',
  'model_answers',
  'model_output',
  'model_answer',
  'content',
  'correctness',
  'reason',
]);

/** Whether an element of `examples` says anything of a response. */
export function hasResponse(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).some((key) => responseKeys.has(key));
}

/**
 * One element of `examples`; why it is none, as a clause.
 *
 * @param repeats of the whole benchmark: where verdicts are saved they are those of the last one
 */
export function exampleIn(value: JsonValue, place: number, repeats: number): Example | string {
  if (!isJsonObject(value)) return say`is no object, but ${kindInWords(value)}`;
  const record = Object.fromEntries(Object.entries(value).filter(([key]) => !responseKeys.has(key)));
  const ids = v.parse(Ids, value);
  const base = {
    place,
    id: ids.id ?? ids.unique_id ?? ids['Record ID'] ?? String(place),
    record,
    gold: ids.expected_answer ?? ids.answer,
  };
  const graded = v.safeParse(Graded, value);
  if (graded.success) {
    const { content, correctness: right, reason } = graded.output;
    const output = (content ?? []).join('\n\n');
    const verdict = { right, reason: reason ?? '' };
    return { ...base, attempts: [{ repeat: repeats - 1, output, answer: '', verdict }] };
  }
  const several = v.safeParse(Several, value);
  if (several.success) {
    const { model_outputs: outputs, model_answers: answers } = several.output;
    if (outputs.length !== answers.length) {
      return say`has ${outputs.length} "model_outputs" and ${answers.length} "model_answers"`;
    }
    const attempts = outputs.map((output, repeat) => attempt(repeat, output, answers[repeat]));
    return { ...base, attempts };
  }
  const once = v.safeParse(Once, value);
  if (once.success) {
    return { ...base, attempts: [attempt(0, once.output.model_output, once.output.model_answer)] };
  }
  const [issue] = ('model_outputs' in value ? several : once).issues;
  return say`has no usable "${verbatim(v.getDotPath(issue) ?? '')}"`;
}

function attempt(repeat: number, output: string | null, answer: string | readonly string[] = ''): Attempt {
  return { repeat, output, answer: typeof answer === 'string' ? answer : answer.join('\n'), verdict: null };
}

/** Counts and settings among the metrics, and lists that these are means of. */
const notMetrics =
  /^(?:num_|total_|max_|count_|solved_|sample_)|(?:^|\/)(?:name|alias|completion_rate|benchmark_version|examples|run_stats|raw_metrics|error)(?:\/|$)|_(?:std_err|stderr)$/;

/** Every number of a benchmark that is no count; of what is in an object, with its name before a `/`, as the tool has it. */
export function evalchemyMetrics(row: JsonObject, before = ''): readonly ReportedMetric[] {
  return Object.entries(row).flatMap(([key, saved]): readonly ReportedMetric[] => {
    const name = `${before}${key}`;
    if (notMetrics.test(name)) return [];
    if (isJsonObject(saved)) return evalchemyMetrics(saved, `${name}/`);
    const value = typeof saved === 'number' ? saved : Number.NaN;
    if (!Number.isFinite(value)) return [];
    const bare = key.replace(/_avg$/, '');
    const stderr = numberIn(row[`${bare}_std_err`] ?? row[`${key}_stderr`] ?? row[`${key}_std_err`]);
    return [{ name, value, stderr: Number.isFinite(stderr) ? stderr : null }];
  });
}
