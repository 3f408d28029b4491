/** The one importer of the language model: a bundle of its own, with its files beside it. */
import { getLIDModel } from 'fasttext.wasm.js';
import type { LanguageGuess } from '../../core/scorers/score.ts';

/** How many languages are told at most. */
const most = 8;

/** Guesses the language of some words; the likeliest first, none where no word says anything. */
export type GuessLanguage = (words: string) => Promise<readonly LanguageGuess[]>;

/**
 * Loads fastText's model for 176 languages (lid.176.ftz, CC BY-SA 3.0; Joulin et al., "Bag of Tricks for Efficient Text
 * Classification", 2017). Rejects where its files cannot be read.
 */
export async function loadLanguageModel(): Promise<GuessLanguage> {
  const model = await getLIDModel();
  await model.load();
  const guess = async (words: string): Promise<readonly LanguageGuess[]> =>
    (await model.identify(words, most)).map(({ alpha2, alpha3, possibility }) => ({
      language: alpha2 ?? alpha3,
      // The model's sums may be a little above 1.
      weight: Math.min(1, possibility),
    }));
  // Where it knows no word, its answer is this one.
  const [blank] = await guess('');
  return async (words) => {
    const guesses = await guess(words);
    const [first] = guesses;
    return first?.language === blank?.language && first?.weight === blank?.weight ? [] : guesses;
  };
}
