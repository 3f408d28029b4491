import { verdictKind } from '../core/results/itemTable.ts';
import { comparableValue, isDifferent } from '../core/results/verdicts/differences.ts';
import type { ScorerVerdict } from '../core/results/verdicts/verdict.ts';
import type { Verdicts } from '../core/results/verdicts/verdictBook.ts';
import type { Judged } from '../protocol.ts';
import { verdictOf } from './traceWords.ts';

/** Of a sample that nothing was said of since it was saved. */
export const notJudged: Judged = { ours: null, hand: null };

/**
 * What was said of a saved sample since, as the panel shows it.
 *
 * @param choices the options in the order they were sent; null where there are none
 */
export function judgedOf({ scorer, hand }: Verdicts, choices: readonly string[] | null): Judged {
  return {
    ours: scorer === null ? null : oursOf(scorer, choices),
    hand: hand === null ? null : { kind: verdictKind(hand.value), value: hand.value, comment: hand.comment },
  };
}

function oursOf(scorer: ScorerVerdict, choices: readonly string[] | null): Judged['ours'] {
  const { score } = scorer;
  // The saved verdict may be of another measure than our main one: ours is set beside it in the same.
  const value = score.value === null ? null : comparableValue(scorer);
  return { ...verdictOf({ ...score, value }, null, choices), differs: isDifferent(scorer) };
}
