import { say, verbatim } from '../../say.ts';
import { likeWords } from './likeWords.ts';
import { ownScorer, quoted, quotedGolds } from './ownAnswer.ts';

/**
 * A benchmark of the user's own: right where the answer is one of the gold answers once case, punctuation, articles and
 * white space are taken out of both (`likeWords`).
 */
export const normalisedAnswer = ownScorer('normalised', 'whole', ({ part, golds }) =>
  golds.some((gold) => likeWords(gold, part.text).exact)
    ? {
        value: 1,
        reason: say`\`${quoted(part.text)}\` is the gold answer, but for case, punctuation and articles`,
      }
    : {
        value: 0,
        reason: say`\`${quoted(part.text)}\` is not the same as ${verbatim(quotedGolds(golds))}, without case, punctuation and articles either`,
      },
);
