import { say } from '../../core/say.ts';
import type { LanguageGuess, LanguageQuestion, Unanswered } from '../../core/scorers/score.ts';
import type { ScoreHelp } from '../../core/scorers/settle.ts';
import type { GuessLanguage } from './languageModel.ts';

/**
 * Says what language a text is in, by a model that is loaded at the first question. A text without a letter has no
 * language; no guesses are for letters that belong to no language, such as one letter over and over. Never rejects.
 */
export function languageAnswerer(
  load: () => Promise<GuessLanguage> = async () => (await import('./languageModel.ts')).loadLanguageModel(),
): ScoreHelp['language'] {
  let loading: Promise<GuessLanguage> | null = null;
  return async ({ text }: LanguageQuestion): Promise<readonly LanguageGuess[] | Unanswered> => {
    if (!/\p{L}/u.test(text)) return { unanswered: say`there is no letter in it` };
    try {
      loading ??= load();
      const guess = await loading;
      return await guess(distinctWords(text));
    } catch {
      // The next question tries again.
      loading = null;
      return { unanswered: say`the language model could not be loaded` };
    }
  };
}

/** Read by the model at most, in UTF-16 units. */
const longest = 100_000;

/**
 * Each word once and in small letters: the model adds up what each word says, so a word that a model repeats to the end
 * of its answer would drown all others, and it has learned no words in capitals.
 */
function distinctWords(text: string): string {
  return [...new Set(text.slice(0, longest).toLowerCase().split(/\s+/))].join(' ');
}
