import * as v from 'valibot';
import { say, verbatim } from '../../say.ts';
import { isUnanswered } from '../score.ts';
import { count, instruction, plainInstruction, relation, related, words } from './checked.ts';
import type { Asks, Checked, LanguageOf } from './checked.ts';
import { isLower, isUpper, wordWith } from './text.ts';
import { wordTokens } from './wordTokens.ts';

/**
 * Whether a text is in a language. One that was not recognised since nobody could be asked, or since there is nothing
 * to recognise it by, counts as followed, as a failed detection does in the reference.
 */
function inLanguage(wanted: string, text: string, languageOf: LanguageOf): Checked | Asks {
  const guesses = languageOf(text);
  if (guesses === undefined) return { asks: text };
  const asked = say`asked for the language "${verbatim(wanted)}"`;
  if (isUnanswered(guesses)) {
    return {
      right: true,
      reason: say`${asked}; it could not be recognised, which counts as followed: ${guesses.unanswered}`,
    };
  }
  const likeliest = guesses.find(
    ({ language }) => known.has(code(language)) || code(language) === code(wanted),
  );
  if (likeliest === undefined)
    return { right: false, reason: say`${asked}; the text is in none that is known` };
  return {
    right: code(likeliest.language) === code(wanted),
    reason: say`${asked}; it is "${verbatim(likeliest.language)}"`,
  };
}

/** Detectors differ in how they call Norwegian, and in whether they tell the scripts of Chinese apart. */
function code(language: string): string {
  const primary = language.toLowerCase().split(/[-_]/)[0] ?? '';
  return primary === 'nb' || primary === 'nn' ? 'no' : primary;
}

/** Languages that the reference's detector tells apart (langdetect); a text in another is taken for one of these. */
const known: ReadonlySet<string> = new Set(
  (
    'af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ne nl no pa pl pt ro ' +
    'ru sk sl so sq sv sw ta te th tl tr uk ur vi zh'
  ).split(' '),
);

/** `language:response_language`: all of the answer, by its likeliest language. */
export const responseLanguage = instruction(v.object({ language: words }), ({ language }, text, languageOf) =>
  inLanguage(language, text, languageOf),
);

/** `change_case:english_capital`: English, and no letter that is not capital. */
export const englishCapital = plainInstruction((text, languageOf) => {
  if (isUpper(text)) return inLanguage('en', text, languageOf);
  const other = wordWith(text, /[\p{Lowercase}\p{Lt}]/u);
  return {
    right: false,
    reason:
      other === null
        ? say`asked for capital letters only; there is no letter`
        : say`asked for capital letters only; "${other}" has others`,
  };
});

/** `change_case:english_lowercase`: English, and no letter that is not small. */
export const englishLowercase = plainInstruction((text, languageOf) => {
  if (isLower(text)) return inLanguage('en', text, languageOf);
  const other = wordWith(text, /[\p{Uppercase}\p{Lt}]/u);
  return {
    right: false,
    reason:
      other === null
        ? say`asked for small letters only; there is no letter`
        : say`asked for small letters only; "${other}" has others`,
  };
});

/** `change_case:capital_word_frequency`: words all in capitals, as `wordTokens` finds words. */
export const capitalWords = instruction(
  v.object({ capital_frequency: count, capital_relation: relation }),
  ({ capital_frequency: wanted, capital_relation: how }, text) =>
    related(how, wanted, wordTokens(text).filter(isUpper).length, say`words in capitals`),
);
