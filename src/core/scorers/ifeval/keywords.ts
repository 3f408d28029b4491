import * as v from 'valibot';
import { say } from '../../say.ts';
import { count, instruction, relation, related, words } from './checked.ts';
import { countOf, literally, wordSign } from './text.ts';

const list = v.pipe(v.array(words), v.minLength(1));

const listed = (found: readonly string[]): string => found.map((word) => `"${word}"`).join(', ');

/** `keywords:existence`: each keyword somewhere, inside of words too, in capitals or not. */
export const keywordsExist = instruction(v.object({ keywords: list }), ({ keywords }, text) => {
  const missing = keywords.filter((keyword) => !new RegExp(literally(keyword), 'iu').test(text));
  if (missing.length === 0)
    return { right: true, reason: say`asked for the keywords ${listed(keywords)}; all found` };
  return {
    right: false,
    reason: say`asked for the keywords ${listed(keywords)}; not found: ${listed(missing)}`,
  };
});

/** `keywords:frequency`: how often a keyword stands there, inside of words too. */
export const keywordFrequency = instruction(
  v.object({ keyword: words, frequency: count, relation }),
  ({ keyword, frequency, relation: how }, text) => {
    const found = countOf(text, new RegExp(literally(keyword.trim()), 'giu'));
    return related(how, frequency, found, say`the word "${keyword.trim()}"`);
  },
);

/** `\b` of a `str` pattern. */
const edge = `(?:(?<=${wordSign})(?!${wordSign})|(?<!${wordSign})(?=${wordSign}))`;

/** `keywords:forbidden_words`: none of them as a word of its own, in capitals or not. */
export const forbiddenWords = instruction(
  v.object({ forbidden_words: list }),
  ({ forbidden_words: forbidden }, text) => {
    const found = forbidden.filter((word) => new RegExp(`${edge}${literally(word)}${edge}`, 'iu').test(text));
    if (found.length === 0)
      return { right: true, reason: say`forbidden words ${listed(forbidden)}; none found` };
    return { right: false, reason: say`forbidden words ${listed(forbidden)}; found: ${listed(found)}` };
  },
);

const oneSign = v.pipe(v.string(), v.toLowerCase(), v.regex(/^.$/su));

/**
 * `keywords:letter_frequency`: how often a letter stands there, capital or small. For a sign that is no letter from a
 * to z, such as `#`, the reference looks for a random letter instead; here the sign is counted, as the prompt asks.
 */
export const letterFrequency = instruction(
  v.object({ letter: oneSign, let_frequency: count, let_relation: relation }),
  ({ letter, let_frequency: wanted, let_relation: how }, text) =>
    related(how, wanted, text.toLowerCase().split(letter).length - 1, say`the letter "${letter}"`),
);
