import { expect, it, test } from 'vitest';
import type { AnswerKind } from '../../../../src/core/items/ownItem.ts';
import type { JsonObject, JsonValue } from '../../../../src/core/json.ts';
import { scoreLine } from '../../../../src/core/scorers/scoreLine.ts';
import { noHelp } from '../../../../src/core/scorers/settle.ts';
import { splitReasoning } from '../../../../src/core/traces/reasoning.ts';
import { ownScore } from './scoring.ts';

const kinds: readonly (readonly [AnswerKind, JsonValue, JsonObject?])[] = [
  ['exact', ['Paris', '42']],
  ['exact', 'Paris', { from: 'stated', ignoreCase: true }],
  ['exact', 'Paris', { from: 'boxed' }],
  ['exact', 'Paris', { from: 'last line' }],
  ['normalised', 'The Paris!'],
  ['contains', ['Paris', '42'], { ignoreCase: true }],
  ['pattern', '42', { pattern: '(?:is|:) *(\\S+)', ignoreCase: true }],
  ['pattern', '42', { pattern: '\\d*', match: 'first' }],
  ['number', 42],
  ['number', '42%', { tolerance: 0.1, relative: true, from: 'last line' }],
  ['f1', 'Paris is 42'],
  ['json', { a: [1, '2'], b: null }],
  ['json', 'Paris'],
];
// prettier-ignore
const pieces = [
  'Paris', 'the ', '42', '-', '−', '–', '%', '\\%', '$', '€', '1,000', '.5', '1e9', 'e', '\\times 10^{', '^', '{', '}', '[',
  ']', '"', '\\"', ':', ',', '{"a": [1, "2"], "b": null}', '```json\n', '```', '\n', '\n\n', '\\boxed{', '\\text{', 'Answer: ',
  'the answer is ', '**', '_', '`', '(', ')', '.', '...', '!', ' ', '\t', '\u00a0', '😀', '\ud83d', '\u0000', 'İ', 'ß',
  '\u0301', '北京', 'ﬁ', '<think>', '</think>', 'null', 'true', 'NaN', '__proto__',
];

/** A small generator with a fixed seed (Lehmer), so that a failure is seen again. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48271) % 0x7fffffff;
    yield state;
  }
}

it('any text at all gets a score whose range is what was extracted', () => {
  const random = numbers(20261122);
  const next = (): number => random.next().value;
  const seen = new Map<string, Set<number | null>>();
  for (let round = 0; round < 1500; round += 1) {
    const answer = Array.from({ length: 1 + (next() % 16) }, () => pieces[next() % pieces.length]).join('');
    for (const [kind, gold, scoring] of kinds) {
      const { value, extracted, range, reason, rule } = ownScore(kind, gold, answer, scoring);
      if (value === null || !(value >= 0 && value <= 1)) throw new Error(`${kind}: ${value}`);
      if (value > 0 && extracted === null) throw new Error(`${kind}: right without an answer`);
      if (range !== null && answer.slice(...range) !== extracted) {
        throw new Error(`${kind}, ${JSON.stringify(answer)}: ${String(range)} is not ${extracted}`);
      }
      expect(reason.length).toBeLessThan(400);
      expect(rule).not.toBe('');
      seen.set(kind, (seen.get(kind) ?? new Set()).add(value));
    }
  }
  for (const kind of ['contains', 'pattern', 'number', 'f1', 'json', 'exact', 'normalised']) {
    expect([kind, seen.get(kind)?.has(0), [...(seen.get(kind) ?? [])].some((value) => value! > 0)]).toEqual([
      kind,
      true,
      true,
    ]);
  }
});

test('a long answer of nothing but beginnings ends', () => {
  const began = performance.now();
  for (const piece of pieces) {
    for (const [kind, gold, scoring] of kinds) ownScore(kind, gold, piece.repeat(8000), scoring);
  }
  expect(performance.now() - began).toBeLessThan(60_000);
}, 90_000);

const right: [kind: AnswerKind, gold: JsonValue, answer: string, scoring?: JsonObject][] = [
  ['exact', 'Paris', 'Paris'],
  ['exact', 'Paris', 'Answer: Paris', { from: 'stated' }],
  ['exact', 'Paris', '\\boxed{Paris}', { from: 'boxed' }],
  ['exact', 'Paris', 'Paris', { from: 'last line' }],
  ['normalised', 'Paris', 'paris.'],
  ['contains', 'Paris', 'It is Paris.'],
  ['pattern', 'Paris', 'town: Paris', { pattern: 'town: (\\w+)' }],
  ['number', 42, 'The answer is 42'],
  ['f1', 'Paris', 'Paris'],
  ['json', [1], '[1]'],
];

test.each(right)(
  '%s of %j: white space and reasoning before %j change no verdict',
  (kind, gold, answer, scoring) => {
    const { value } = ownScore(kind, gold, answer, scoring);
    expect(value).toBe(1);
    for (const space of ['\n', '  ', '\r\n\r\n', '\t']) {
      expect(ownScore(kind, gold, `${space}${answer}${space}`, scoring).value).toBe(1);
    }
    const { answer: left } = splitReasoning(`<think>Answer: Rome, 7, [2], town: Rome</think>\n\n${answer}`);
    expect(ownScore(kind, gold, left, scoring).value).toBe(1);
  },
);

const looksInside = right.filter(
  ([kind, , , scoring]) => ['contains', 'pattern', 'number', 'json'].includes(kind) || scoring !== undefined,
);

test.each(looksInside)('%s of %j: prose before %j changes no verdict', (kind, gold, answer, scoring) => {
  for (const prose of [
    'I looked at 3 towns: Rome, Oslo and Bonn.',
    'Let me see [2].',
    '**Step 1.** $1+1=2$',
  ]) {
    expect([prose, ownScore(kind, gold, `${prose}\n\n${answer}`, scoring).value]).toEqual([prose, 1]);
  }
});

test('the command line scores no benchmark of these kinds by a published name', async () => {
  const line = JSON.stringify({ benchmark: 'Mine', item: { answer: ['x'] }, response: 'x' });
  expect((await scoreLine(line, noHelp)).result).toEqual({
    score: null,
    reason: expect.any(String) as string,
  });
});
