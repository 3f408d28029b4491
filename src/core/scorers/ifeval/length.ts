import * as v from 'valibot';
import { say, verbatim } from '../../say.ts';
import { strip, words as splitWords } from '../pythonText.ts';
import { count, exactly, instruction, relation, related, words } from './checked.ts';
import { sentencesOf } from './sentences.ts';
import { countOf, shown, space } from './text.ts';

/** Marks count as of nltk 3.10, so that a word of Hindi is one. */
const word = /[\p{L}\p{M}\p{N}_]+/gu;

/** `length_constraints:number_words`: runs of letters, digits and underscores. */
export const numberOfWords = instruction(
  v.object({ num_words: count, relation }),
  ({ num_words: wanted, relation: how }, text) => related(how, wanted, countOf(text, word), say`words`),
);

/** `length_constraints:number_sentences`, as `sentencesOf` finds them. */
export const numberOfSentences = instruction(
  v.object({ num_sentences: count, relation }),
  ({ num_sentences: wanted, relation: how }, text) =>
    related(how, wanted, sentencesOf(text).length, say`sentences`),
);

const divider = new RegExp(`${space}?\\*\\*\\*${space}?`, 'u');

/** `length_constraints:number_paragraphs`: what stands between dividers `***`; an empty one only first or last. */
export const numberOfParagraphs = instruction(
  v.object({ num_paragraphs: count }),
  ({ num_paragraphs: wanted }, text) => {
    const paragraphs = text.split(divider);
    const isEmpty = paragraphs.map((paragraph) => strip(paragraph) === '');
    if (isEmpty.slice(1, -1).includes(true)) {
      return { right: false, reason: say`asked for ${wanted} paragraphs with *** between; one is empty` };
    }
    return exactly(wanted, isEmpty.filter((empty) => !empty).length, say`paragraphs with *** between`);
  },
);

const firstWordArguments = v.pipe(
  v.object({
    num_paragraphs: count,
    nth_paragraph: v.pipe(count, v.minValue(1)),
    first_word: v.pipe(words, v.toLowerCase()),
  }),
  // The reference looks into a random paragraph then.
  v.forward(
    v.check(({ num_paragraphs: all, nth_paragraph: nth }) => nth <= all),
    ['nth_paragraph'],
  ),
);

/**
 * `length_constraints:nth_paragraph_first_word`: exactly so many paragraphs with an empty line between, and the word
 * at the start of one of them, up to a mark. As in the reference, an empty paragraph is none of those that are
 * counted, but keeps its place among them.
 */
export const nthParagraphFirstWord = instruction(
  firstWordArguments,
  ({ num_paragraphs: wanted, nth_paragraph: nth, first_word: first }, text) => {
    const paragraphs = text.split('\n\n');
    const found = paragraphs.filter((paragraph) => strip(paragraph) !== '').length;
    const asked = say`asked for ${wanted} paragraphs, number ${nth} beginning with "${verbatim(first)}"`;
    const begin = nth <= found ? (splitWords(paragraphs[nth - 1] ?? '')[0] ?? '') : null;
    if (begin === null) return { right: false, reason: say`${asked}; ${found} paragraphs found` };
    const bare = begin.replace(/^'+/, '').replace(/^"+/, '');
    const said = (/^[^.,?!'"]*/.exec(bare)?.[0] ?? '').toLowerCase();
    return {
      right: found === wanted && said === first,
      reason: say`${asked}; ${found} paragraphs found, that one begins with "${shown(said)}"`,
    };
  },
);
