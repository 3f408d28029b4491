import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { judgeVerdict } from '../../../src/core/scorers/judgeVerdict.ts';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { scorerFor, scoreTrace } from '../../../src/core/scorers/registry.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';
import { decided } from '../../support/decided.ts';

const pieces = [
  ...[
    '\\boxed{',
    '\\fbox{',
    '}',
    '{',
    '(',
    ')',
    '[',
    ']',
    '\\{',
    '\\}',
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '|',
  ],
  ...[
    '\\frac',
    '\\sqrt',
    '\\left',
    '\\right',
    '\\pm',
    '\\cup',
    '\\in',
    '\\le',
    '<',
    '>',
    '=',
    ',',
    ';',
    '\\text{',
    '\\text{ or }',
  ],
  ...[
    '1',
    '23',
    '4.5',
    '0',
    '.',
    '-',
    '+',
    '*',
    '/',
    '^',
    '_',
    '!',
    '%',
    '°',
    '\\circ',
    '\\pi',
    '\\infty',
    'x',
    'n',
    'f(',
    'i',
    'e',
  ],
  ...[
    '\\begin{pmatrix}',
    '\\end{pmatrix}',
    '\\\\',
    '&',
    '\\',
    '\\binom',
    '\\log',
    '\\sin',
    '\\overline',
    '\\lfloor',
    '\\rfloor',
  ],
  ...[
    ' ',
    '\n',
    '\n\n',
    'A',
    '(B)',
    'C.',
    'Answer: ',
    'final answer is ',
    'or',
    'and',
    'lead',
    'cork',
    'yes',
    '😀',
    '\u0000',
  ],
];

/** A small generator with a fixed seed (Lehmer), so that a failure is seen again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48271) % 0x7fffffff;
    yield state;
  }
}

it('any text at all gets a score whose range is what was extracted', async () => {
  const random = numbers(20260730);
  const next = (): number => random.next().value;
  const text = (): string =>
    Array.from({ length: 1 + (next() % 24) }, () => pieces[next() % pieces.length]).join('');
  const gpqa = {
    'Correct Answer': 'lead',
    'Incorrect Answer 1': 'cork',
    'Incorrect Answer 2': '4.5',
    'Incorrect Answer 3': 'x',
  };
  const order = ['cork', 'lead', '4.5', 'x'];
  let scored = 0;
  for (let round = 0; round < 2000; round += 1) {
    const answer = text();
    const cases = [
      { item: { benchmark: 'MATH-500', record: { answer: text() } }, choices: null },
      { item: { benchmark: 'GPQA-Diamond', record: gpqa }, choices: round % 2 === 0 ? order : null },
      { item: { benchmark: 'ACPBench', record: { answer: 'yes' } }, choices: null },
    ];
    for (const { item, choices } of cases) {
      const score = await settle(
        scoreTrace(item, { status: 'complete', flags: [], answer }, choices),
        noHelp,
      );
      expect([0, 1, null]).toContain(score.value);
      if (score.range !== null) expect(answer.slice(...score.range)).toBe(score.extracted);
      scored += score.value === null ? 0 : 1;
    }
    if (answer.trim() !== '' && sameMath(answer, answer).equal) scored += 1;
  }
  expect(scored).toBeGreaterThan(2000);
});

it('an expression is the same as itself in another spelling, and not as itself and one', () => {
  for (const text of [
    '\\frac{x}{2}',
    'n^{2}-1',
    '(3,4]',
    '1 \\pm \\sqrt{19}',
    '\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}',
    '4210_5',
  ]) {
    expect([text, sameMath(`$${text}$`, text).equal]).toEqual([text, true]);
    expect([text, sameMath(`${text}+1`, text).equal]).toEqual([text, false]);
  }
});

it('a long answer of nothing but beginnings ends', () => {
  const options = { text: ['lead', 'cork'], label: ['A', 'B'] };
  for (const piece of [
    '\\boxed{',
    '$ ',
    '\\( ',
    '\\[',
    'final answer is ',
    '$a',
    '\\fbox{1',
    '}',
    'Answer: ',
  ]) {
    const answer = piece.repeat(30_000);
    const score = (benchmark: string, record: JsonObject) => {
      const scorer = scorerFor(benchmark);
      return scorer && decided(scorer.score({ record, answer, choices: null })).value;
    };
    expect(score('MATH-500', { answer: '5' })).toBe(0);
    expect(score('ACPBench', { answer: 'A', choices: options })).toBe(0);
  }
});

const metals = ['cork', 'lead', 'foam', 'dry air'];
const read: readonly { readonly benchmark: string; readonly record: JsonObject }[] = [
  {
    benchmark: 'GPQA-Diamond',
    record: {
      'Correct Answer': 'lead',
      'Incorrect Answer 1': 'cork',
      'Incorrect Answer 2': 'foam',
      'Incorrect Answer 3': 'dry air',
    },
  },
  { benchmark: 'HeadQA', record: { ra: 2, answers: metals.map((atext) => ({ atext })) } },
  {
    benchmark: 'ACPBench',
    record: { answer: 'B', choices: { text: metals, label: ['A', 'B', 'C', 'D'] } },
  },
  { benchmark: 'ACPBench', record: { answer: 'yes' } },
  { benchmark: 'MC-TACO', record: { label: 1 } },
  { benchmark: 'HaluEval', record: { hallucination: 'yes' } },
  { benchmark: 'CoQA', record: { answers: ['the roof'], additional_answers: { 0: ['a roof'] } } },
];
const runs = [
  ...[' ', '\n', '\t', '\n ', '*', '_', '>', '-', '(', '[', '"', '.', '$', '\\text', '\n* '],
  ...['A ', 'Answer: ', 'the answer is ', 'Verdict: ', 'really ', 'yes '],
];

// Nothing is timed: what takes the square of the length would not end.
it.each(runs)('a run of 100,000 %j ends, wherever it stands', { timeout: 120_000 }, (piece) => {
  const long = piece.repeat(100_000);
  for (const answer of [long, `x${long}x`, `x\n${long}B`, `Answer: ${long}x`, `A. ${long} wrong`]) {
    for (const { benchmark, record } of read) {
      const trace = { status: 'complete', flags: [], answer } as const;
      const score = decided(
        scoreTrace({ benchmark, record }, trace, benchmark.startsWith('GPQA') ? metals : null),
      );
      expect([0, 1]).toContain(Math.ceil(score.value ?? -1));
      if (score.range !== null) expect(answer.slice(...score.range) === score.extracted).toBe(true);
    }
    expect([0, 1, null]).toContain(judgeVerdict(answer)?.value ?? null);
  }
});

it('a long run hides no answer, and moves no range', () => {
  const verdict = (at: number, answer: string) => {
    const { benchmark, record } = read[at] ?? { benchmark: '', record: {} };
    const trace = { status: 'complete', flags: [], answer } as const;
    const { value, range } = decided(scoreTrace({ benchmark, record }, trace, null));
    return [value, range];
  };
  for (const gap of [
    ' '.repeat(5000),
    '\n'.repeat(5000),
    ` ${'*'.repeat(5000)}\n `,
    `\n${'😀'.repeat(500)}\n`,
  ]) {
    const start = 'One moment.'.length + gap.length + 'Answer: '.length;
    expect(verdict(2, `One moment.${gap}Answer: B`)).toEqual([1, [start, start + 1]]);
    expect(verdict(2, `One moment.${gap}Answer: C`)).toEqual([0, [start, start + 1]]);
    expect(verdict(3, `One moment.${gap}Answer: yes${gap}`)).toEqual([1, [start, start + 3]]);
  }
  expect(verdict(2, `Answer: ${' '.repeat(5000)}B`)).toEqual([1, [5008, 5009]]);
  // The line break in a gap is one still: "B" has a line of its own.
  expect(verdict(2, `A floats${' '.repeat(300)}\n${' '.repeat(300)}B`)).toEqual([1, [609, 610]]);
});
