import type { JsonObject } from '../json.ts';

/** How the answers to the items of a benchmark are scored; `none`: they are not. */
export type AnswerKind = 'math' | 'choice' | 'yes-no' | 'none';

/** What an item of the user's own benchmark is asked and scored by, read out of its record. */
export interface OwnItem {
  readonly answerKind: AnswerKind;
  /** The question with its context, without the options. */
  readonly question: string;
  /** Option texts in the order they are sent; null where there are none. */
  readonly choices: readonly string[] | null;
  /** The item in the fields that the scorer of its kind reads; without `answer` where there is no gold. */
  readonly scored: JsonObject;
  /** Fields of the record, or of the question's own, that give the right answer away. */
  readonly goldFields: readonly string[];
}
