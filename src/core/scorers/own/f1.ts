import { say, verbatim } from '../../say.ts';
import { likeWords } from './likeWords.ts';
import { ownScorer, quotedGolds } from './ownAnswer.ts';

/**
 * A benchmark of the user's own: SQuAD's F1 over the words of the answer and of the gold answer that is the nearest,
 * normalised (`likeWords`); in [0, 1]. `measures.em` is 1 where they are the same.
 */
export const f1Answer = ownScorer('f1', 'whole', ({ part, golds }) => {
  const all = golds.map((gold) => ({ gold, ...likeWords(gold, part.text) }));
  const best = all.reduce((most, each) => (each.f1 > most.f1 ? each : most));
  const measures = { em: all.some(({ exact }) => exact) ? 1 : 0 };
  const near = verbatim(quotedGolds([best.gold]));
  return {
    value: best.f1,
    measures,
    reason:
      best.shared === 0 && best.f1 === 0
        ? say`no word in common with ${verbatim(quotedGolds(golds))}`
        : say`words of the answer: ${best.saidWords}, of ${near}: ${best.goldWords}, in both: ${best.shared}`,
  };
});
