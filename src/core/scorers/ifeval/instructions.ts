import type { Instruction } from './checked.ts';
import { repeatPrompt, twoResponses } from './combination.ts';
import { numberOfPlaceholders, postscript } from './content.ts';
import {
  constrainedResponse,
  jsonFormat,
  numberOfBullets,
  numberOfHighlights,
  numberOfSections,
  title,
} from './format.ts';
import { forbiddenWords, keywordFrequency, keywordsExist, letterFrequency } from './keywords.ts';
import { capitalWords, englishCapital, englishLowercase, responseLanguage } from './languages.ts';
import { nthParagraphFirstWord, numberOfParagraphs, numberOfSentences, numberOfWords } from './length.ts';
import { noComma } from './punctuation.ts';
import { endPhrase, quotation } from './startEnd.ts';

/** The 25 instructions by their published ids. */
export const instructions: ReadonlyMap<string, Instruction> = new Map([
  ['keywords:existence', keywordsExist],
  ['keywords:frequency', keywordFrequency],
  ['keywords:forbidden_words', forbiddenWords],
  ['keywords:letter_frequency', letterFrequency],
  ['language:response_language', responseLanguage],
  ['length_constraints:number_sentences', numberOfSentences],
  ['length_constraints:number_paragraphs', numberOfParagraphs],
  ['length_constraints:number_words', numberOfWords],
  ['length_constraints:nth_paragraph_first_word', nthParagraphFirstWord],
  ['detectable_content:number_placeholders', numberOfPlaceholders],
  ['detectable_content:postscript', postscript],
  ['detectable_format:number_bullet_lists', numberOfBullets],
  ['detectable_format:constrained_response', constrainedResponse],
  ['detectable_format:number_highlighted_sections', numberOfHighlights],
  ['detectable_format:multiple_sections', numberOfSections],
  ['detectable_format:json_format', jsonFormat],
  ['detectable_format:title', title],
  ['combination:two_responses', twoResponses],
  ['combination:repeat_prompt', repeatPrompt],
  ['startend:end_checker', endPhrase],
  ['startend:quotation', quotation],
  ['change_case:capital_word_frequency', capitalWords],
  ['change_case:english_capital', englishCapital],
  ['change_case:english_lowercase', englishLowercase],
  ['punctuation:no_comma', noComma],
]);
