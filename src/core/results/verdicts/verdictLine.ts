import * as v from 'valibot';
import { isJsonObject, parseJson, stringifyJson, type JsonObject } from '../../json.ts';
import { say, verbatim } from '../../say.ts';
import { scoreEntries, scoreJson, toScore } from '../scoreJson.ts';
import type { JudgedSample, Verdict } from './verdict.ts';

/**
 * A verdict as one line of `.reasoning-transfer/<label>/verdicts_<benchmark>.jsonl`, without its line end.
 *
 * | key | meaning |
 * |---|---|
 * | `version` | 1 |
 * | `kind` | `scorer`, `hand`, or `withdrawn`, which takes the verdict by hand back |
 * | `sample` | what is judged: `file` (relative to the workspace), `place` (byte offset of the line, or another tool's place), `task` of that tool, `repeat`; and what must stand there: `benchmark`, `item`, `text_hash`, `label`, `model`, `tool`; `metric`, `stored` and `stored_answer` are the verdict that was saved with it; `answer_hash` the beginning of the SHA-256 of the answer |
 * | `scorer` | `name`, `version`; of `scorer` |
 * | `score` | as in a sample's `trace.score`, with `checks` and `measures`; of `scorer` |
 * | `value`, `comment` | in [0, 1], and why; of `hand` |
 * | `at` | ISO 8601 |
 */
export function writeVerdictLine(verdict: Verdict): string {
  const { sample, at } = verdict;
  return stringifyJson({
    version: 1,
    kind: verdict.kind,
    sample: sampleJson(sample),
    ...ownJson(verdict),
    at,
  });
}

function ownJson(verdict: Verdict): JsonObject {
  switch (verdict.kind) {
    case 'scorer':
      return { scorer: { ...verdict.scorer }, score: scoreJson(verdict.score) };
    case 'hand':
      return { value: verdict.value, comment: verdict.comment };
    case 'withdrawn':
      return {};
  }
}

function sampleJson({ textHash, storedAnswer, answerHash, ...same }: JudgedSample): JsonObject {
  return { ...same, text_hash: textHash, stored_answer: storedAnswer, answer_hash: answerHash };
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const text = v.string();
const moment = v.pipe(
  text,
  v.check((written) => !Number.isNaN(Date.parse(written)), 'not a date'),
);

const Sample = v.pipe(
  v.object({
    file: text,
    place: count,
    task: v.nullable(text),
    repeat: count,
    benchmark: text,
    item: text,
    text_hash: text,
    label: text,
    model: text,
    tool: v.nullable(text),
    metric: v.nullable(text),
    stored: v.nullable(share),
    stored_answer: v.nullable(text),
    answer_hash: v.optional(v.nullable(text), null),
  }),
  v.transform(({ text_hash, stored_answer, answer_hash, ...same }): JudgedSample => ({
    ...same,
    textHash: text_hash,
    storedAnswer: stored_answer,
    answerHash: answer_hash,
  })),
);

const Line = v.variant('kind', [
  v.object({
    kind: v.literal('scorer'),
    sample: Sample,
    scorer: v.object({ name: text, version: count }),
    score: v.pipe(
      v.object(scoreEntries),
      v.transform((score) => toScore(score)),
    ),
    at: moment,
  }),
  v.object({ kind: v.literal('hand'), sample: Sample, value: share, comment: text, at: moment }),
  v.object({ kind: v.literal('withdrawn'), sample: Sample, at: moment }),
]);

/** A verdict from one line; `why` is a clause naming the field. */
export function readVerdictLine(
  line: string,
): { readonly ok: true; readonly verdict: Verdict } | { readonly ok: false; readonly why: string } {
  const json = parseJson(line);
  if (!json.ok) return { ok: false, why: say`is not JSON` };
  if (!isJsonObject(json.value)) return { ok: false, why: say`is not a verdict` };
  const parsed = v.safeParse(Line, json.value);
  if (parsed.success) return { ok: true, verdict: parsed.output };
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  const why =
    field === null ? say`is not a verdict` : say`has no usable "${field}" (${verbatim(issue.message)})`;
  return { ok: false, why };
}
