import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import { instructions } from '../../../src/core/scorers/ifeval/instructions.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import type { LanguageGuess, Score, Unanswered } from '../../../src/core/scorers/score.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';

type Told = readonly LanguageGuess[] | Unanswered;
const english = [{ language: 'en', weight: 1 }];

/** The score of an answer; `told` is the language of every text that is asked about. */
function scored(record: JsonObject, answer: string, told: Told = english): Promise<Score> {
  const help = { ...noHelp, language: () => Promise.resolve(told) };
  return settle(ifEvalAnswer.score({ record, answer, choices: null }), help);
}

const one = (id: string, kwargs: JsonObject = {}) => ({ instruction_id_list: [id], kwargs: [kwargs] });

/** Such as `yes: asked for …`; `loosely` where only a shorter or plainer text follows the instruction. */
async function verdict(id: string, kwargs: JsonObject, answer: string, told?: Told): Promise<string> {
  const { value, checks, measures } = await scored(one(id, kwargs), answer, told);
  const loosely = value === 0 && measures?.inst_level_loose_acc === 1 ? ', loosely yes' : '';
  return `${value === 1 ? 'yes' : 'no'}${loosely}: ${checks?.[0]?.reason ?? ''}`;
}

const threeWords = { num_words: 3, relation: 'at least' };
const paragraphs = { num_paragraphs: 2, nth_paragraph: 2, first_word: 'Then' };

const cases: readonly (readonly [id: string, kwargs: JsonObject, answer: string, verdict: string])[] = [
  [
    'keywords:existence',
    { keywords: ['sun', 'moon'] },
    'Sunny moonlight.',
    'yes: asked for the keywords "sun", "moon"; all found',
  ],
  [
    'keywords:existence',
    { keywords: ['sun', 'c++'] },
    'A sun.',
    'no: asked for the keywords "sun", "c++"; not found: "c++"',
  ],
  [
    'keywords:frequency',
    { keyword: 'sun ', frequency: 2, relation: 'at least' },
    'Sun, sunny',
    'yes: asked for at least 2 times "sun"; 2 found',
  ],
  [
    'keywords:frequency',
    { keyword: 'sun', frequency: 2, relation: 'less than' },
    'sun SUN',
    'no: asked for fewer than 2 times "sun"; 2 found',
  ],
  [
    'keywords:forbidden_words',
    { forbidden_words: ['sun', 'rain'] },
    'Sunny and rainy.',
    'yes: forbidden words "sun", "rain"; none found',
  ],
  [
    'keywords:forbidden_words',
    { forbidden_words: ['sun', 'rain'] },
    'No Rain.',
    'no: forbidden words "sun", "rain"; found: "rain"',
  ],
  [
    'keywords:letter_frequency',
    { letter: 'A', let_frequency: 3, let_relation: 'at least' },
    'Banana',
    'yes: asked for at least 3 times the letter "a"; 3 found',
  ],
  [
    'keywords:letter_frequency',
    { letter: '!', let_frequency: 2, let_relation: 'less than' },
    'Oh!!',
    'no: asked for fewer than 2 times the letter "!"; 2 found',
  ],
  ['length_constraints:number_words', threeWords, 'one-two 3', 'yes: asked for at least 3 words; 3 found'],
  ['length_constraints:number_words', threeWords, 'नमस्ते दुनिया', 'no: asked for at least 3 words; 2 found'],
  [
    'length_constraints:number_words',
    { ...threeWords, relation: 'less than' },
    'a b c',
    'no: asked for fewer than 3 words; 3 found',
  ],
  [
    'length_constraints:number_sentences',
    { num_sentences: 2, relation: 'at least' },
    'Mr. Hill left. He ran!',
    'yes: asked for at least 2 sentences; 2 found',
  ],
  [
    'length_constraints:number_sentences',
    { num_sentences: 2, relation: 'less than' },
    'It is 3.5 m\nor so. no more.',
    'no, loosely yes: asked for fewer than 2 sentences; 2 found',
  ],
  [
    'length_constraints:number_paragraphs',
    { num_paragraphs: 2 },
    'A\n***\nB\n***',
    'yes: asked for exactly 2 paragraphs with *** between; 2 found',
  ],
  [
    'length_constraints:number_paragraphs',
    { num_paragraphs: 2 },
    'A *** *** B',
    'no: asked for 2 paragraphs with *** between; one is empty',
  ],
  [
    'length_constraints:number_paragraphs',
    { num_paragraphs: 2 },
    'A\n\nB',
    'no: asked for exactly 2 paragraphs with *** between; 1 found',
  ],
  [
    'length_constraints:nth_paragraph_first_word',
    paragraphs,
    'First.\n\n"THEN, all."',
    'yes: asked for 2 paragraphs, number 2 beginning with "then"; 2 paragraphs found, that one begins with "then"',
  ],
  [
    'length_constraints:nth_paragraph_first_word',
    paragraphs,
    'First.\n\nNow.',
    'no: asked for 2 paragraphs, number 2 beginning with "then"; 2 paragraphs found, that one begins with "now"',
  ],
  [
    'length_constraints:nth_paragraph_first_word',
    paragraphs,
    'Then',
    'no: asked for 2 paragraphs, number 2 beginning with "then"; 1 paragraphs found',
  ],
  [
    'detectable_content:number_placeholders',
    { num_placeholders: 2 },
    'Dear [name] of [place]',
    'yes: asked for at least 2 placeholders such as [name]; 2 found',
  ],
  [
    'detectable_content:number_placeholders',
    { num_placeholders: 2 },
    '[a\nb] [[c] d]',
    'no: asked for at least 2 placeholders such as [name]; 1 found',
  ],
  [
    'detectable_content:postscript',
    { postscript_marker: 'P.S.' },
    'Bye.\np. s. call',
    'yes: asked for a postscript "P.S."; found',
  ],
  [
    'detectable_content:postscript',
    { postscript_marker: 'P.P.S' },
    'Bye.\nP.S. call',
    'no: asked for a postscript "P.P.S"; not found',
  ],
  [
    'detectable_format:number_bullet_lists',
    { num_bullets: 3 },
    '* a\n  * b\n- c\n**d**',
    'yes: asked for exactly 3 bullet points; 3 found',
  ],
  [
    'detectable_format:number_bullet_lists',
    { num_bullets: 1 },
    '- a\n- b',
    'no, loosely yes: asked for exactly 1 bullet points; 2 found',
  ],
  [
    'detectable_format:constrained_response',
    {},
    'Well. My answer is no.',
    'yes: asked for "My answer is yes.", "… no." or "… maybe."; found "My answer is no."',
  ],
  [
    'detectable_format:constrained_response',
    {},
    'My answer is No.',
    'no: asked for "My answer is yes.", "… no." or "… maybe."; none found',
  ],
  [
    'detectable_format:number_highlighted_sections',
    { num_highlights: 2 },
    '*one* and * * and **two**',
    'yes: asked for at least 2 highlighted parts such as *this*; 2 found',
  ],
  [
    'detectable_format:number_highlighted_sections',
    { num_highlights: 1 },
    '*broken\nline*',
    'no: asked for at least 1 highlighted parts such as *this*; 0 found',
  ],
  [
    'detectable_format:multiple_sections',
    { section_spliter: 'Part', num_sections: 2 },
    'Part 1\na\nPart2 b',
    'yes: asked for at least 2 sections such as "Part 1"; 2 found',
  ],
  [
    'detectable_format:multiple_sections',
    { section_spliter: 'PART', num_sections: 1 },
    'Part 1',
    'no: asked for at least 1 sections such as "PART 1"; 0 found',
  ],
  ['detectable_format:json_format', {}, '```json\n{"a": [1]}\n```', 'yes: asked for JSON; it is JSON'],
  ['detectable_format:title', {}, 'x\n<<Ode>> y', 'yes: asked for a title such as <<this>>; found "Ode"'],
  ['detectable_format:title', {}, '<< >> and <a>', 'no: asked for a title such as <<this>>; none found'],
  [
    'combination:two_responses',
    {},
    'a\n******\nb',
    'yes: asked for two different responses with ****** between; both found',
  ],
  [
    'combination:two_responses',
    {},
    'a ****** a',
    'no: asked for two different responses with ****** between; both are the same',
  ],
  [
    'combination:two_responses',
    {},
    'a',
    'no: asked for two different responses with ****** between; 1 found',
  ],
  [
    'combination:two_responses',
    {},
    'a ****** ****** b',
    'no: asked for two different responses with ****** between; one is empty',
  ],
  [
    'combination:repeat_prompt',
    { prompt_to_repeat: 'Say A. ' },
    ' say a. A',
    'yes: asked to repeat the request first; it does',
  ],
  [
    'combination:repeat_prompt',
    { prompt_to_repeat: 'Say A.' },
    'Sure:\nSay A.',
    'no, loosely yes: asked to repeat the request first, "Say A."; it begins with "Sure: Say A."',
  ],
  [
    'startend:end_checker',
    { end_phrase: 'The end.' },
    '"So it goes. the end."\n',
    'yes: asked to end with "The end."; it does',
  ],
  [
    'startend:end_checker',
    { end_phrase: 'The end.' },
    'The end. Bye',
    'no: asked to end with "The end."; it ends with "The end. Bye"',
  ],
  ['startend:quotation', {}, ' "All." ', 'yes: asked for quotation marks around all; found'],
  ['startend:quotation', {}, '“All.”', 'no: asked for quotation marks around all; none at the start'],
  ['startend:quotation', {}, '"', 'no: asked for quotation marks around all; none at the end'],
  [
    'change_case:capital_word_frequency',
    { capital_frequency: 4, capital_relation: 'at least' },
    "A WELL-KNOWN nasa, NASA. DON'T",
    'yes: asked for at least 4 words in capitals; 5 found',
  ],
  [
    'change_case:capital_word_frequency',
    { capital_frequency: 1, capital_relation: 'less than' },
    'An R2D2',
    'no: asked for fewer than 1 words in capitals; 1 found',
  ],
  ['change_case:english_capital', {}, 'ALL OF IT 5!', 'yes: asked for the language "en"; it is "en"'],
  ['change_case:english_capital', {}, 'ALL but iT', 'no: asked for capital letters only; "but" has others'],
  ['change_case:english_capital', {}, '123', 'no: asked for capital letters only; there is no letter'],
  ['change_case:english_lowercase', {}, 'all of it', 'yes: asked for the language "en"; it is "en"'],
  ['change_case:english_lowercase', {}, 'all But it', 'no: asked for small letters only; "But" has others'],
  ['language:response_language', { language: 'en' }, 'A day', 'yes: asked for the language "en"; it is "en"'],
  ['language:response_language', { language: 'de' }, 'A day', 'no: asked for the language "de"; it is "en"'],
  ['punctuation:no_comma', {}, 'None、at all; no.', 'yes: asked for no commas; 0 found'],
  ['punctuation:no_comma', {}, '1,000', 'no: asked for no commas; 1 found'],
];

describe('each instruction', () => {
  it.each(cases)('%s %j %j', async (id, kwargs, answer, expected) => {
    expect(await verdict(id, kwargs, answer)).toBe(expected);
  });

  it('of the 25 has a text that follows it', () => {
    const right = cases.filter(([, , , expected]) => expected.startsWith('yes'));
    expect(new Set(right.map(([id]) => id))).toEqual(new Set(instructions.keys()));
    expect(instructions.size).toBe(25);
  });

  it('JSON says what is wrong with it', async () => {
    expect(await verdict('detectable_format:json_format', {}, '{a: 1}')).toMatch(
      /^no: asked for JSON; it is none: ./,
    );
    expect(await verdict('detectable_format:json_format', {}, 'Here:\n{"a": 1}')).toMatch(
      /^no, loosely yes: /,
    );
    expect(await verdict('detectable_format:json_format', {}, '```JSON\n[]')).toMatch(/^yes/);
  });
});

describe('a language', () => {
  const german = { language: 'de' };
  it('is the likeliest one; Norwegian and Chinese have several names', async () => {
    const in_ = (wanted: string, ...found: string[]) =>
      verdict(
        'language:response_language',
        { language: wanted },
        'x',
        found.map((language) => ({ language, weight: 0.5 })),
      );
    expect(await in_('de', 'de', 'nl')).toMatch(/^yes/);
    expect(await in_('de', 'nl', 'de')).toMatch(/^no/);
    expect(await in_('no', 'nb')).toMatch(/^yes/);
    expect(await in_('zh-cn', 'zh')).toMatch(/^yes/);
    // Sundanese is none of those that the reference tells apart.
    expect(await in_('sw', 'su', 'sw')).toMatch(/^yes/);
    expect(await in_('su', 'su', 'sw')).toMatch(/^yes/);
    expect(await in_('de')).toBe('no: asked for the language "de"; the text is in none that is known');
  });

  it('that nobody could tell counts as the one wanted, and the reason says so', async () => {
    const nobody = { unanswered: 'it is not available here' };
    expect(await verdict('language:response_language', german, 'Ein Tag', nobody)).toBe(
      'yes: asked for the language "de"; it could not be recognised, which counts as followed: it is not available here',
    );
    expect(await verdict('change_case:english_capital', {}, 'TAG', nobody)).toMatch(/^yes/);
    expect(await verdict('change_case:english_capital', {}, 'Tag', nobody)).toMatch(/^no/);
  });

  it('is asked once for each text, and not where the letters decide', async () => {
    const texts: string[] = [];
    const help = {
      ...noHelp,
      language: ({ text }: { text: string }) => {
        texts.push(text);
        return Promise.resolve([{ language: 'fr', weight: 1 }]);
      },
    };
    const record = {
      instruction_id_list: [
        'language:response_language',
        'change_case:english_capital',
        'change_case:english_lowercase',
      ],
      kwargs: [german, {}, {}],
    };
    const score = await settle(ifEvalAnswer.score({ record, answer: 'un\n*deux*', choices: null }), help);
    expect(texts).toEqual(['un\n*deux*', '*deux*', 'un', 'un\ndeux', 'deux']);
    expect(score.parts).toEqual({ right: 0, of: 3 });
  });
});

describe('a score', () => {
  const record = {
    instruction_id_list: [
      'punctuation:no_comma',
      'detectable_format:title',
      'length_constraints:number_words',
    ],
    // As in tables, where each row has the arguments of all instructions.
    kwargs: [
      { num_words: null, keywords: null },
      null,
      { num_words: 4, relation: 'at least', keywords: null },
    ],
  };

  it('is the share of instructions followed, with each one and the four measures', async () => {
    expect(await scored(record, 'Well, yes.\nA <<b>> c *d*')).toEqual({
      value: 2 / 3,
      extracted: null,
      range: null,
      rule: 'instructions · strict',
      reason: '2 of 3 instructions are followed; not punctuation:no_comma',
      parts: { right: 2, of: 3 },
      checks: [
        { name: 'punctuation:no_comma', right: false, reason: 'asked for no commas; 1 found' },
        {
          name: 'detectable_format:title',
          right: true,
          reason: 'asked for a title such as <<this>>; found "b"',
        },
        {
          name: 'length_constraints:number_words',
          right: true,
          reason: 'asked for at least 4 words; 6 found',
        },
      ],
      measures: {
        prompt_level_strict_acc: 0,
        inst_level_strict_acc: 2 / 3,
        prompt_level_loose_acc: 1,
        inst_level_loose_acc: 1,
      },
    });
    expect((await scored(record, 'A <<b>> c d')).reason).toBe('all 3 instructions are followed');
  });

  it('is never of the reasoning, and of nothing after it 0', () => {
    const trace = (answer: string) => ({ status: 'complete' as const, flags: [], answer });
    const item = { benchmark: 'IFEval', record };
    expect(scoreTrace(item, trace(' \n'), null)).toMatchObject({ value: 0, rule: 'none' });
    expect(scoreTrace(item, { ...trace('A <<b>> c d'), status: 'truncated' }, null)).toMatchObject({
      value: null,
    });
  });

  it.each([
    [{ prompt: 'x' }, 'the item has no usable `instruction_id_list`'],
    [{ instruction_id_list: [], kwargs: [] }, 'the item has no usable `instruction_id_list`'],
    [{ instruction_id_list: ['punctuation:no_comma'] }, 'the item has no usable `kwargs`'],
    [
      { instruction_id_list: ['punctuation:no_comma'], kwargs: [] },
      'the item has 1 instructions, but `kwargs` for 0',
    ],
    [one('punctuation:no_dash'), 'the instruction punctuation:no_dash is not known'],
    [
      one('length_constraints:number_words', { num_words: 3 }),
      'the instruction length_constraints:number_words has no usable `relation`',
    ],
    [
      one('length_constraints:number_words', { num_words: -1, relation: 'at least' }),
      'the instruction length_constraints:number_words has no usable `num_words`',
    ],
    [
      one('length_constraints:number_words', { num_words: 3, relation: 'at most' }),
      'the instruction length_constraints:number_words has no usable `relation`',
    ],
    [
      one('length_constraints:nth_paragraph_first_word', {
        num_paragraphs: 1,
        nth_paragraph: 2,
        first_word: 'a',
      }),
      'the instruction length_constraints:nth_paragraph_first_word has no usable `nth_paragraph`',
    ],
    [
      one('keywords:existence', { keywords: ['a', 5] }),
      'the instruction keywords:existence has no usable `keywords.1`',
    ],
    [
      one('keywords:existence', { keywords: [] }),
      'the instruction keywords:existence has no usable `keywords`',
    ],
    [
      one('keywords:letter_frequency', { letter: 'ab', let_frequency: 1, let_relation: 'at least' }),
      'the instruction keywords:letter_frequency has no usable `letter`',
    ],
  ])('of an item that cannot be checked is null: %j', async (broken, reason) => {
    expect(await scored(broken, 'A text.')).toEqual({
      value: null,
      extracted: null,
      range: null,
      rule: 'no gold',
      reason,
    });
  });

  it('takes whole numbers as files hold them', async () => {
    const bound = (num_words: number | bigint) =>
      scored(one('length_constraints:number_words', { num_words, relation: 'at least' }), 'a b');
    expect([(await bound(2n)).value, (await bound(2)).value, (await bound(2.5)).value]).toEqual([1, 1, null]);
  });
});
