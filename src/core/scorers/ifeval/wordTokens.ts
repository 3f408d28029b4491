import { words } from '../pythonText.ts';
import { sentencesOf } from './sentences.ts';

/** Signs that are words of their own. */
const sign = /[;@#$%&?!*[\](){}<>"«»“”‘’„`]|\.{2,}|--|''/gu;
/** A comma or colon that no digit follows; a final one too. */
const pause = /[,:](?!\d)/g;
const lastStop = /(?<!\.)\.(?=[\])}>"'»”’ ]*\s*$)/u;

/**
 * The words of an English text as nltk's `word_tokenize` takes them apart, by the conventions of the Penn Treebank
 * (nltk, tokenize/destructive.py): signs apart, words with hyphens whole, `don't` as `do` and `n't`, `cannot` as
 * `can` and `not`.
 */
export function wordTokens(text: string): readonly string[] {
  return sentencesOf(text).flatMap(tokensOf);
}

function tokensOf(sentence: string): readonly string[] {
  const apart = sentence.replace(lastStop, ' . ').replace(sign, ' $& ').replace(pause, ' $& ');
  return words(apart).flatMap(parts);
}

/** Words that are two, by where the second begins. */
const contracted: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ["d'ye", 1],
  ['gimme', 3],
  ['lemme', 3],
  ['gonna', 3],
  ['wanna', 3],
  ['gotta', 3],
  ["more'n", 4],
  ["'tis", 2],
  ["'twas", 2],
]);
const clitic = /^([^']*[^'])('(?:s|m|d|ll|re|ve|)|n't)$/i;

/** A token between spaces, taken apart at what English joins to words. */
function parts(token: string): readonly string[] {
  const second = contracted.get(token.toLowerCase());
  if (second !== undefined) return [token.slice(0, second), token.slice(second)];
  const match = clitic.exec(token);
  if (match?.[1] !== undefined && match[2] !== undefined) return [...parts(match[1]), match[2]];
  return [token];
}
