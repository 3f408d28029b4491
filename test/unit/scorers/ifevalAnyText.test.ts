import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import { sentencesOf } from '../../../src/core/scorers/ifeval/sentences.ts';
import { wordTokens } from '../../../src/core/scorers/ifeval/wordTokens.ts';
import { words } from '../../../src/core/scorers/pythonText.ts';
import { scoreLine } from '../../../src/core/scorers/scoreLine.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';

const n = { relation: 'at least', capital_relation: 'at least', let_relation: 'at least' };
/** Every instruction with arguments it can be checked with. */
const all: readonly (readonly [string, JsonObject])[] = [
  ['keywords:existence', { keywords: ['sun', '(a|b)+$'] }],
  ['keywords:frequency', { ...n, keyword: 'a', frequency: 2 }],
  ['keywords:forbidden_words', { forbidden_words: ['sun', '.*'] }],
  ['keywords:letter_frequency', { ...n, letter: 'a', let_frequency: 2 }],
  ['language:response_language', { language: 'de' }],
  ['length_constraints:number_sentences', { ...n, num_sentences: 2 }],
  ['length_constraints:number_paragraphs', { num_paragraphs: 2 }],
  ['length_constraints:number_words', { ...n, num_words: 4 }],
  ['length_constraints:nth_paragraph_first_word', { num_paragraphs: 1, nth_paragraph: 1, first_word: 'sun' }],
  ['detectable_content:number_placeholders', { num_placeholders: 1 }],
  ['detectable_content:postscript', { postscript_marker: 'P.S.' }],
  ['detectable_format:number_bullet_lists', { num_bullets: 1 }],
  ['detectable_format:constrained_response', {}],
  ['detectable_format:number_highlighted_sections', { num_highlights: 1 }],
  ['detectable_format:multiple_sections', { section_spliter: 'Section', num_sections: 1 }],
  ['detectable_format:json_format', {}],
  ['detectable_format:title', {}],
  ['combination:two_responses', {}],
  ['combination:repeat_prompt', { prompt_to_repeat: 'sun' }],
  ['startend:end_checker', { end_phrase: 'sun' }],
  ['startend:quotation', {}],
  ['change_case:capital_word_frequency', { ...n, capital_frequency: 1 }],
  ['change_case:english_capital', {}],
  ['change_case:english_lowercase', {}],
  ['punctuation:no_comma', {}],
];
const record = { instruction_id_list: all.map(([id]) => id), kwargs: all.map(([, kwargs]) => kwargs) };

const pieces = [
  ...[
    'sun',
    'Sun',
    'SUN',
    'Mr.',
    'U.S.',
    "DON'T",
    '3.5',
    '1.',
    'A.',
    'P.S.',
    'Section 1',
    'My answer is yes.',
  ],
  ...[
    '*',
    '**',
    '***',
    '******',
    '-',
    '--',
    '[',
    ']',
    '<<',
    '>>',
    '"',
    "'",
    '“',
    '”',
    '```',
    '```json',
    '{}',
    '#',
  ],
  ...[
    '.',
    '?',
    '!',
    '...',
    ',',
    ';',
    ':',
    ' ',
    ' ',
    '\n',
    '\n\n',
    '\t',
    '\u00a0',
    '\u0000',
    '\ud800',
    '😀',
    'é',
    '你',
  ],
];

/** A small generator with a fixed seed (Lehmer), so that a failure is seen again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48271) % 0x7fffffff;
    yield state;
  }
}

it('any text gets a share, and what is followed strictly is followed loosely', async () => {
  const random = numbers(20261122);
  const next = (): number => random.next().value;
  const shares = new Set<number | null>();
  for (let round = 0; round < 1500; round += 1) {
    const answer = Array.from({ length: 1 + (next() % 30) }, () => pieces[next() % pieces.length]).join('');
    const { value, parts, checks, measures } = await settle(
      ifEvalAnswer.score({ record, answer, choices: null }),
      noHelp,
    );
    const right = checks?.filter((check) => check.right).length ?? -1;
    expect([parts, value]).toEqual([{ right, of: 25 }, right / 25]);
    const strict = measures?.inst_level_strict_acc ?? 2;
    const loose = measures?.inst_level_loose_acc ?? -1;
    expect([answer, loose >= strict, strict === value]).toEqual([answer, true, true]);
    // What surrounds the sentences and words is all that they leave out.
    const bare = (text: string): string => words(text.replaceAll('\ufeff', '')).join('');
    expect(bare(sentencesOf(answer).join(''))).toBe(bare(answer));
    expect(bare(wordTokens(answer).join(''))).toBe(bare(answer));
    shares.add(value);
  }
  expect(shares.size).toBeGreaterThan(8);
});

it('a long answer of one thing over and over ends', async () => {
  for (const piece of [...pieces, '* ', '\n ', 'a.b', '([', '>', '<<a', '"a', 'U.S.A.', "'s", ' .', 'A A ']) {
    const answer = piece.repeat(Math.ceil(100_000 / piece.length));
    const begin = performance.now();
    await settle(ifEvalAnswer.score({ record, answer, choices: null }), noHelp);
    expect([piece, performance.now() - begin < 5000]).toEqual([piece, true]);
  }
});

it('a block of reasoning changes nothing', async () => {
  const judged = async (response: string) =>
    (await scoreLine(JSON.stringify({ benchmark: 'IFEval', item: record, response }), noHelp)).result;
  const plain = await judged('"Sun, <<sun>> *sun* [sun]"');
  expect(plain).toMatchObject({ parts: { of: 25 } });
  for (const reasoning of [
    '<think>P.S. A, b. [c] SUN</think>\n\n',
    'No comma, none.</think>',
    '<think></think>',
  ]) {
    expect(await judged(`${reasoning}"Sun, <<sun>> *sun* [sun]"`)).toEqual(plain);
  }
});

it.each([
  ['Dr. Hill met Mrs. Ray in the U.S. in Jan. 1990. She left.', 2],
  ['J. K. Hill came. John F. Ray did not.', 2],
  ['It costs 3.50. no more!', 1],
  ['It costs 3.50. No more!', 2],
  ['1. First thing\n2. second thing', 2],
  ['A. Describe it\nB. Name it', 3],
  ['A heading\n\nand a text without an end', 1],
  ['He said "Go." Then he went.', 2],
  ['He said “Go.” Then he went.', 2],
  ['Wait... what? Yes!', 2],
  ['He came at 5 p.m. The door was shut.', 2],
  ['See example.com for all (it is free). Ok', 2],
  ['I don’t. You do.', 2],
  ['', 0],
])('sentences of %j', (text, count) => {
  expect([count, sentencesOf(text)]).toEqual([count, expect.objectContaining({ length: count })]);
});

it('words are taken apart as in the Penn Treebank', () => {
  expect(wordTokens("I CAN'T, we're WELL-KNOWN (R&D). It's 1,000 at 10:30; cannot \"go\"...").join(' ')).toBe(
    "I CA N'T , we 're WELL-KNOWN ( R & D ) . It 's 1,000 at 10:30 ; can not \" go \" ...",
  );
});
