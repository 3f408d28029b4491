import type { JsonObject } from '../json.ts';

/** What a scorer says of an answer. */
export interface Score {
  /** In [0, 1]; null where there is no score, and `reason` says why. */
  readonly value: number | null;
  /** The answer as found in the text; null where none was found. */
  readonly extracted: string | null;
  /** Half-open UTF-16 offsets of `extracted` in the answer text; null where it was not found there. */
  readonly range: readonly [number, number] | null;
  /** Short name of the rule that decided, such as `boxed · string`. */
  readonly rule: string;
  /** Why, in words. */
  readonly reason: string;
  /** For answers made of parts (IFEval instructions): how many were right, of how many. */
  readonly parts?: { readonly right: number; readonly of: number };
}

export interface ScorerInput {
  /** The item in its benchmark's published fields; a scorer reads only those it needs. */
  readonly record: JsonObject;
  /** The answer, without the reasoning. */
  readonly answer: string;
  /** Option texts in the order they were sent; null where unknown. */
  readonly choices: readonly string[] | null;
}

/** Pure and deterministic; cites its source. */
export interface Scorer {
  readonly name: string;
  readonly score: (input: ScorerInput) => Score;
}
