import type { JsonObject, JsonValue } from '../../../../src/core/json.ts';
import type { AnswerKind } from '../../../../src/core/items/ownItem.ts';
import type { Score } from '../../../../src/core/scorers/score.ts';
import { scoreTrace } from '../../../../src/core/scorers/registry.ts';
import { decided } from '../../../support/decided.ts';
import { entry, itemOf } from '../../items/ownEntries.ts';

/** The score of an answer to an item of a benchmark of one's own, from its setting and record on. */
export function ownScore(kind: AnswerKind, gold: JsonValue, answer: string, scoring?: JsonObject): Score {
  const setting = entry(
    { question: 'q', answer: 'a' },
    { answerKind: kind, ...(scoring === undefined ? {} : { scoring }) },
  );
  const item = itemOf({ q: 'Q?', a: gold }, setting);
  return decided(scoreTrace(item, { status: 'complete', flags: [], answer }, null));
}

/** Such as `1 Paris`: the value and what was extracted, which must be what stands at its range. */
export function shown(...of: Parameters<typeof ownScore>): string {
  const { value, extracted, range } = ownScore(...of);
  const answer = of[2];
  if (range !== null && answer.slice(...range) !== extracted) {
    return `the range holds ${JSON.stringify(answer.slice(...range))}, not ${JSON.stringify(extracted)}`;
  }
  return `${value} ${extracted ?? 'none'}`;
}
