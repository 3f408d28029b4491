import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import { instructions } from '../../../src/core/scorers/ifeval/instructions.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import type { LanguageGuess, Score, Unanswered } from '../../../src/core/scorers/score.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';
import { cases } from './ifevalCases.ts';

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
          reason: 'words: asked for at least 4; 6 found',
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
