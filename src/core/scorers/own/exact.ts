import { say, verbatim } from '../../say.ts';
import { ownScorer, quoted, quotedGolds } from './ownAnswer.ts';

/** Texts under one case where case does not matter. */
export const cased = (text: string, ignoreCase: boolean | undefined): string =>
  ignoreCase === true ? text.normalize('NFC').toLowerCase() : text.normalize('NFC');

/**
 * A benchmark of the user's own: right where the answer (all of the response unless `from` says otherwise), without
 * white space around it, is one of the gold answers, character by character in Unicode's NFC, or without regard to case
 * under `ignoreCase`.
 */
export const exactAnswer = ownScorer('exact', 'whole', ({ part, golds }, { ignoreCase }) => {
  const found = cased(part.text, ignoreCase);
  const gold = golds.find((each) => cased(each.trim(), ignoreCase) === found);
  return gold === undefined
    ? { value: 0, reason: say`\`${quoted(part.text)}\` is not the same as ${verbatim(quotedGolds(golds))}` }
    : { value: 1, reason: say`\`${quoted(part.text)}\` is the gold answer` };
});
