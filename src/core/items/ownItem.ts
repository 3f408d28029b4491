import type { JsonObject } from '../json.ts';

/** How the answers to the items of a benchmark of the user's own may be scored; `none`: they are not. */
export const answerKinds = [
  'math',
  'choice',
  'yes-no',
  'exact',
  'normalised',
  'contains',
  'pattern',
  'number',
  'f1',
  'json',
  'judge',
  'none',
] as const;

export type AnswerKind = (typeof answerKinds)[number];

/** What an item of the user's own benchmark is asked and scored by, read out of its record. */
export interface OwnItem {
  readonly answerKind: AnswerKind;
  /** The options of the kind, as the setting has them; absent where there are none. */
  readonly scoring?: JsonObject;
  /** The question with its context, without the options. */
  readonly question: string;
  /** Option texts in the order they are sent; null where there are none. */
  readonly choices: readonly string[] | null;
  /** The item in the fields that the scorer of its kind reads; without `answer` where there is no gold. */
  readonly scored: JsonObject;
  /** Fields of the record, or of the question's own, that give the right answer away. */
  readonly goldFields: readonly string[];
}
