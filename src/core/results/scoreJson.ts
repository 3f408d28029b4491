import * as v from 'valibot';

import type { JsonObject } from '../json.ts';
import type { Score } from '../scorers/score.ts';

/** A score with all it says, as samples and verdicts keep it. */
export function scoreJson(score: Score): JsonObject {
  const { value, extracted, range, rule, reason, parts, checks, measures } = score;
  return {
    value,
    extracted,
    range: range === null ? null : [...range],
    rule,
    reason,
    ...(parts === undefined ? {} : { parts: { right: parts.right, of: parts.of } }),
    ...(checks === undefined ? {} : { checks: checks.map((check) => ({ ...check })) }),
    ...(measures === undefined ? {} : { measures: { ...measures } }),
  };
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const text = v.string();

/** A score as `scoreJson` writes it. */
export const scoreEntries = {
  value: v.nullable(share),
  extracted: v.nullable(text),
  range: v.nullable(v.tuple([count, count])),
  rule: text,
  reason: text,
  parts: v.optional(v.object({ right: count, of: count })),
  checks: v.optional(v.array(v.object({ name: text, right: v.boolean(), reason: text }))),
  measures: v.optional(v.record(text, share)),
};

/** A score as it was read. */
export function toScore({
  parts,
  checks,
  measures,
  ...score
}: v.InferOutput<v.ObjectSchema<typeof scoreEntries, undefined>>): Score {
  return {
    ...score,
    ...(parts === undefined ? {} : { parts }),
    ...(checks === undefined ? {} : { checks }),
    ...(measures === undefined ? {} : { measures }),
  };
}
