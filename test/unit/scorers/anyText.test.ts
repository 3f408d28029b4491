import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
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
