import * as v from 'valibot';
import type { AnswerKind } from '../../items/ownItem.ts';
import { say } from '../../say.ts';
import { judgeFields, judgePlaceholders } from '../judgePrompt.ts';

/** Where in the response the answer is looked for; see `partOf`. */
export const answerParts = ['whole', 'last line', 'boxed', 'stated'] as const;
export type AnswerPart = (typeof answerParts)[number];

const from = v.optional(v.picklist(answerParts, say`must be "whole", "last line", "boxed" or "stated"`));
const flag = v.optional(v.boolean(say`must be true or false`));
const texts = v.strictObject({ from, ignoreCase: flag });
const atLeast0 = v.pipe(
  v.number(),
  v.finite(say`must be a number`),
  v.minValue(0, say`must not be negative`),
);

const pattern = v.strictObject({
  from,
  /** As linearPattern.ts takes them. */
  pattern: v.pipe(v.string(), v.nonEmpty(say`must not be empty`)),
  match: v.optional(v.picklist(['first', 'last'], say`must be "first" or "last"`)),
  ignoreCase: flag,
});

const judge = v.strictObject({
  endpoint: v.pipe(v.string(), v.trim(), v.nonEmpty(say`must not be empty`)),
  prompt: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => judgePlaceholders(text).includes('answer'),
        say`must hold ${'{{answer}}'}: without it every answer would be judged alike`,
      ),
      v.check(
        (text) => judgePlaceholders(text).every((name) => judgeFields.some((known) => known === name)),
        say`must hold no placeholders but ${'{{question}}'}, ${'{{gold}}'} and ${'{{answer}}'}`,
      ),
    ),
  ),
  maxTokens: v.optional(
    v.pipe(v.number(), v.integer(say`must be a whole number`), v.minValue(1, say`must be at least 1`)),
  ),
});

/** What `scoring` may hold, by the kind of answer; the kinds that are not here have no options. */
export const scoringOptions = {
  exact: texts,
  normalised: v.strictObject({ from }),
  contains: texts,
  pattern,
  number: v.strictObject({ from, tolerance: v.optional(atLeast0), relative: flag }),
  f1: v.strictObject({ from }),
  json: v.strictObject({ from }),
  judge,
} as const;

export type ScoredKind = keyof typeof scoringOptions;

export type ScoringOptions<Kind extends ScoredKind> = v.InferOutput<(typeof scoringOptions)[Kind]>;

export function hasOptions(kind: AnswerKind): kind is ScoredKind {
  return kind in scoringOptions;
}
