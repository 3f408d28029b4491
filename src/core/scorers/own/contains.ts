import { say, verbatim } from '../../say.ts';
import { ownScorer, quotedGolds } from './ownAnswer.ts';

/**
 * A benchmark of the user's own: right where one of the gold answers stands in the response as whole words, with any
 * white space between its words. What is said about it there does not matter, so `not Paris` holds `Paris`.
 */
export const containsAnswer = ownScorer('contains', 'whole', ({ part, golds }, { ignoreCase }) => {
  const places = golds.flatMap((gold) => lastPlace(part.text, gold, ignoreCase === true) ?? []);
  const last = places.toSorted((a, b) => b.range[0] - a.range[0])[0];
  return last === undefined
    ? {
        value: 0,
        extracted: null,
        reason: say`no answer found: ${verbatim(quotedGolds(golds))} is not in it`,
      }
    : { value: 1, range: last.range, reason: say`it contains ${verbatim(quotedGolds([last.gold]))}` };
});

interface Place {
  readonly gold: string;
  readonly range: readonly [number, number];
}

function lastPlace(text: string, gold: string, ignoreCase: boolean): Place | null {
  const words = gold.trim().split(/\s+/);
  if (words[0] === undefined || words[0] === '') return null;
  const pattern = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('\\s+');
  // A letter or digit at its end must be the word's last.
  const begin = /^[\p{L}\p{N}_]/u.test(words[0]) ? '(?<![\\p{L}\\p{N}_])' : '';
  const end = /[\p{L}\p{N}_]$/u.test(words.at(-1) ?? '') ? '(?![\\p{L}\\p{M}\\p{N}_])' : '';
  const all = text.matchAll(new RegExp(begin + pattern + end, ignoreCase ? 'giu' : 'gu'));
  const match = [...all].at(-1);
  return match === undefined ? null : { gold, range: [match.index, match.index + match[0].length] };
}
