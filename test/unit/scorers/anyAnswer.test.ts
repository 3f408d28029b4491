import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { scoreLine } from '../../../src/core/scorers/scoreLine.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { decided } from '../../support/decided.ts';

/** An item a benchmark, with an answer that is right and one that is not, and what may stand around them. */
interface Case {
  readonly benchmark: string;
  readonly record: JsonObject;
  readonly choices?: readonly string[];
  readonly right: string;
  readonly wrong: string;
  /** Whether prose may stand before it; behind it a line of prose may always stand. */
  readonly proseBefore: boolean;
}

const metals = ['cork', 'lead', 'foam', 'dry air'];
const gpqa = Object.fromEntries(
  ['Correct Answer', 'Incorrect Answer 1', 'Incorrect Answer 2', 'Incorrect Answer 3'].map((name, at) => [
    name,
    ['lead', 'cork', 'foam', 'dry air'][at] ?? '',
  ]),
);
const cases: readonly Case[] = [
  {
    benchmark: 'CoQA',
    record: { answers: ['the roof'], additional_answers: { 0: ['a roof'] } },
    right: 'roof',
    wrong: 'barn',
    proseBefore: false,
  },
  { benchmark: 'HaluEval', record: { hallucination: 'yes' }, right: 'Yes', wrong: 'No', proseBefore: true },
  { benchmark: 'HaluEval', record: { label: 'no' }, right: 'No', wrong: 'Yes', proseBefore: true },
  {
    benchmark: 'MC-TACO',
    record: { label: 1 },
    right: 'Answer: yes',
    wrong: 'Answer: no',
    proseBefore: true,
  },
  {
    benchmark: 'ACPBench',
    record: { answer: 'no' },
    right: 'Answer: no',
    wrong: 'Answer: yes',
    proseBefore: true,
  },
  {
    benchmark: 'ACPBench',
    record: { answer: 'B', choices: { text: metals, label: ['A', 'B', 'C', 'D'] } },
    right: 'Answer: B',
    wrong: 'Answer: C',
    proseBefore: true,
  },
  {
    benchmark: 'GPQA-Diamond',
    record: gpqa,
    choices: metals,
    right: '\\boxed{B}',
    wrong: '\\boxed{A}',
    proseBefore: true,
  },
  {
    benchmark: 'HeadQA',
    record: { ra: 2, answers: metals.map((atext) => ({ atext })) },
    right: 'Answer: 2',
    wrong: 'Answer: 3',
    proseBefore: true,
  },
];
const prose = [
  'Let us see what is asked here.',
  'A first look at the text says little (see above).',
  'The sentence speaks of a farmer, whose goat sat somewhere.',
  '**Reasoning**: it depends on the weight, e.g. of 5 kg.',
  '- one thing\n- another thing',
  'If so, then so be it.',
];
const blanks = ['', ' ', '\n', '\n\n', '\t', '\r\n', ' \n \n'];

/** A small generator with a fixed seed (Lehmer), so that a failure is seen again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}

const valueOf = async ({ benchmark, record, choices }: Case, response: string): Promise<number | null> => {
  const line = { benchmark, item: record, response, ...(choices === undefined ? {} : { choices }) };
  return (await scoreLine(JSON.stringify(line), noHelp)).result.score;
};

describe.each(cases)('$benchmark, $right', (one) => {
  const next = chance(20261122);
  const any = (texts: readonly string[]): string => texts[next(texts.length)] ?? '';

  it('keeps its verdict whatever prose, white space and reasoning stand around it', async () => {
    for (let round = 0; round < 60; round += 1) {
      const before = one.proseBefore && next(2) === 0 ? `${any(prose)}\n${any(blanks)}` : any(blanks);
      const after = next(2) === 0 ? `\n${any(blanks)}${any(prose)}` : any(blanks);
      const thought = `${any(prose)} ${any([one.right, one.wrong])} ${any(prose)}`;
      const reasoning = any(['', '<think></think>', `<think>${thought}</think>`, `${thought}</think>`]);
      const around = (answer: string): string => `${reasoning}${before}${answer}${after}`;
      expect([around(one.right), await valueOf(one, around(one.right))]).toEqual([around(one.right), 1]);
      expect([around(one.wrong), await valueOf(one, around(one.wrong))]).toEqual([around(one.wrong), 0]);
    }
  });

  it('is never scored by reasoning that was not closed, or from a trace that was cut off', async () => {
    expect(await valueOf(one, `<think>${one.right}`)).toBeNull();
    for (const [status, flags] of [
      ['truncated', []],
      ['complete', ['reasoning-unclosed']],
      ['failed', []],
    ] as const) {
      const { benchmark, record, choices = null, right } = one;
      expect(
        decided(scoreTrace({ benchmark, record }, { status, flags, answer: right }, choices)).value,
      ).toBeNull();
    }
    expect(await valueOf(one, `<think>${one.right}</think>`)).toBe(0);
  });

  it('any text gets a score in time, none above 0 without what was extracted', () => {
    const pieces = [
      ...metals,
      ...[
        'Yes',
        'No',
        'yes',
        'no',
        'Note',
        'or',
        'and',
        'not',
        'Answer: ',
        'Answer: yes',
        'A',
        'B',
        '(C)',
        'D.',
        '2',
        '\\boxed{',
        '}',
      ],
      ...[
        '**',
        '`',
        '\n',
        '\n\n',
        ' ',
        '\r',
        '\t',
        '.',
        ',',
        'the',
        'a',
        'roof',
        '’',
        'é',
        '😀',
        '\ud83d',
        '\u0000',
        '\u00a0',
        'İ',
      ],
    ];
    const { benchmark, record, choices = null } = one;
    for (let round = 0; round < 1000; round += 1) {
      const answer = Array.from({ length: 1 + next(20) }, () => any(pieces)).join(any(['', ' ']));
      const score = decided(
        scoreTrace({ benchmark, record }, { status: 'complete', flags: [], answer }, choices),
      );
      expect(score.value).not.toBeNull();
      expect(score.value).toBeGreaterThanOrEqual(0);
      expect(score.value).toBeLessThanOrEqual(1);
      if (score.extracted === null) expect([answer, score.value]).toEqual([answer, 0]);
      if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
      expect(score.reason).not.toBe('');
    }
    for (const piece of [...pieces, 'the a an ', 'Yes No ', 'yes or ', 'A: ', 'No']) {
      const answer = piece.repeat(30_000);
      const started = performance.now();
      decided(scoreTrace({ benchmark, record }, { status: 'complete', flags: [], answer }, choices));
      expect([piece, performance.now() - started < 2000]).toEqual([piece, true]);
    }
  });
});
