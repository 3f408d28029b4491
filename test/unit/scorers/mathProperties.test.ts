import { describe, expect, it } from 'vitest';
import { mathAnswer } from '../../../src/core/scorers/math.ts';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { isUndecided, type FormulaQuestion } from '../../../src/core/scorers/score.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';
import { splitReasoning } from '../../../src/core/traces/reasoning.ts';
import { algebraThread } from '../workspace/algebraThread.ts';
import { nearMisses } from './mathNearMisses.ts';

const newClient = algebraThread('mathProperties');
/** Gold answers of every form that there is, each also with a wrong answer. */
const pairs = Object.values(nearMisses)
  .flat()
  .filter(([, , hints]) => hints === undefined);

const score = (response: string, gold: string) => {
  const { answer, state } = splitReasoning(response);
  const ended = state !== 'open';
  return settle(
    scoreTrace(
      { benchmark: 'MATH-500', record: { answer: gold } },
      {
        status: ended ? 'complete' : 'truncated',
        flags: ended ? [] : ['reasoning-unclosed'],
        answer,
      },
      null,
    ),
    noHelp,
  );
};

/** A small generator with a fixed seed (Lehmer), so that a failure is seen again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48271) % 0x7fffffff;
    yield state;
  }
}

describe('what does not change a verdict', () => {
  const boxed = (answer: string): string => `\\boxed{${answer}}`;
  const ways: Readonly<Record<string, (answer: string) => string>> = {
    'prose before': (answer) =>
      `First we try 17. That is $x = 17$, and wrong.\n\nSo it is $${boxed(answer)}$`,
    'prose behind': (answer) =>
      `$${boxed(answer)}$\n\nI hope that this helps; note that $x > 0$ and $y = 17$.`,
    'an earlier box': (answer) => `At first \\boxed{17}, but then:\n\n\\[${boxed(answer)}\\]`,
    'white space': (answer) => `\n\n \t$$\n ${boxed(`  ${answer} `)} \n$$\r\n \n`,
    Markdown: (answer) => `### Answer\n\n> **$${boxed(answer)}$**\n\n---\n`,
    'a block of reasoning': (answer) => `<think>Maybe \\boxed{17}? No.</think>\n\n${boxed(answer)}`,
    'a closed block without its beginning': (answer) => `Maybe \\boxed{17}?\n</think>\n${boxed(answer)}`,
    'other sizes of brackets': (answer) =>
      boxed(
        answer
          .replace(/^\(([^()]*)\)$/, '\\left($1\\right)')
          .replaceAll('\\frac', '\\dfrac')
          .replaceAll(', ', ',\\, '),
      ),
  };

  it.each(Object.keys(ways))('%s', async (name) => {
    const changed: string[] = [];
    for (const [wrong, gold] of pairs) {
      for (const answer of [wrong, gold]) {
        const [plain, other] = [
          await score(boxed(answer), gold),
          await score(ways[name]?.(answer) ?? '', gold),
        ];
        if (plain.value !== other.value) changed.push(`${answer} for ${gold}`);
      }
    }
    expect(changed).toEqual([]);
  });

  it('the right answer in reasoning that never ends is none', async () => {
    for (const [, gold] of pairs) {
      const { value, extracted } = await score(`<think>So it is ${boxed(gold)}, but wait`, gold);
      expect([gold, value, extracted]).toEqual([gold, null, null]);
    }
  });
});

describe('random text', () => {
  const random = numbers(20261122);
  const next = (below: number): number => random.next().value % below;
  const texts = pairs.flatMap(([answer, gold]) => [answer, gold]);
  const bits = [
    '\\boxed{',
    '}',
    '{',
    '$',
    '\\(',
    '\\)',
    '\\[',
    ',',
    '=',
    '\\sum_{',
    '^',
    '\\int',
    'x',
    '9',
    '!!',
    ' or ',
  ];
  /** Pieces of formulas, cut anywhere. */
  const text = (): string =>
    Array.from({ length: 1 + next(8) }, () => {
      const whole = texts[next(texts.length)] ?? '';
      return next(3) === 0
        ? (bits[next(bits.length)] ?? '')
        : whole.slice(next(4), 1 + next(whole.length + 4));
    }).join('');
  const made = Array.from({ length: 4000 }, () => [text(), text()] as const);

  it('has a score in time, never a right one without an answer, and the same again', async () => {
    let slowest = 0;
    for (const [answer, gold] of made) {
      const input = { record: { answer: gold }, answer, choices: null };
      const start = performance.now();
      const found = mathAnswer.score(input);
      slowest = Math.max(slowest, performance.now() - start);
      const settled = await settle(found, noHelp);
      if (settled.value === 1) expect(settled.extracted).not.toBeNull();
      if (settled.range !== null) expect(answer.slice(...settled.range)).toBe(settled.extracted);
      expect(await settle(mathAnswer.score(input), noHelp)).toEqual(settled);
    }
    // One that is slow on a busy machine is still far from the second that a formula has.
    expect(slowest).toBeLessThan(1000);
  });

  it('is answered by the algebra system too, or unanswered, and is no crash', async () => {
    const client = newClient({ answerMs: 1000 });
    const questions = made.flatMap(([left, right]): FormulaQuestion[] => {
      const verdict = sameMath(left, right);
      return verdict.equal || verdict.open === null ? [] : [verdict.open];
    });
    const raw = made.slice(0, 40).map(([left, right]) => ({ left, right }));
    expect(questions.length).toBeGreaterThan(0);
    for (const question of [...questions.slice(0, 40), ...raw]) {
      const same = await client.same(question);
      if (typeof same !== 'boolean') expect(same.unanswered).toMatch(/in time|neither way/);
    }
    expect(await client.same({ left: '\\sum_{k=1}^{3} k', right: '6' })).toBe(true);
  });
});

describe('one thing over and over', () => {
  const pieces = [
    '\\text{',
    '1, ',
    '1 and ',
    '1',
    '1,',
    '100,',
    '1 ',
    ' ',
    ',',
    '.',
    '*',
    '$',
    '(',
    '\\frac{1}{',
    '9^{',
    '1+',
  ];
  const more = [
    '\\sqrt',
    'x_',
    'x=',
    'x\\le ',
    'ab cd ',
    '\\sum_{k=1}^{3} k+',
    '\\{',
    '|',
    '\\\\',
    '\\pm ',
    '%',
    '5 million ',
  ];

  it.each([...pieces, ...more])('%j has a score in time', async (piece) => {
    for (const count of [250, 2000, 20_000]) {
      for (const answer of [`\\boxed{${piece.repeat(count)}}`, `\\boxed{5${piece.repeat(count)}x}`]) {
        const start = performance.now();
        const { value } = await score(answer, '5');
        expect([count, value, performance.now() - start < 1000]).toEqual([count, 0, true]);
      }
    }
  });
});

it('a scorer asks one question at most, and has a score for every answer', () => {
  const found = mathAnswer.score({
    record: { answer: '6' },
    answer: '$\\boxed{\\sum_{k=1}^{3} k}$',
    choices: null,
  });
  if (!isUndecided(found) || found.waitsFor !== 'formula') throw new Error('nothing is asked');
  const values = [true, false, { unanswered: 'it was not decided in time' }].map((answer) => {
    const score = found.decide(answer);
    return isUndecided(score) ? 'asks again' : score.value;
  });
  expect(values).toEqual([1, 0, 0]);
});
