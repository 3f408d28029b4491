import { expect, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import {
  type AlignedStep,
  type AlignedTraces,
  roundedSimilarity,
} from '../../../src/core/compare/alignedTraces.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import { packed, unpacked } from '../../../src/core/compare/packedAlignment.ts';
import { NumberReader, NumberWriter } from '../../../src/core/compare/packedNumbers.ts';
import { editedSteps, seeded } from './someTraces.ts';

test('numbers come back as they were, in one character where they are small', () => {
  const wholes = [0, 1, 31, 32, 1023, 1024, 1_000_000, 2 ** 30];
  const signed = [0, -1, 1, -16, 16, -500_000, 500_000];
  const out = new NumberWriter();
  for (const number of wholes) out.whole(number);
  for (const number of signed) out.signed(number);
  const numbers = new NumberReader(out.text());
  expect(wholes.map(() => numbers.whole())).toEqual(wholes);
  expect(signed.map(() => numbers.signed())).toEqual(signed);
  expect([numbers.whole(), numbers.signed()]).toEqual([0, 0]);
  expect(out.text()).toMatch(/^[A-Za-z0-9_-]+$/);
  const small = new NumberWriter();
  for (const number of [0, 31]) small.whole(number);
  expect(small.text()).toHaveLength(2);
});

test.each([2, 3, 6])('%i aligned traces come back as they were', (columns) => {
  const random = seeded(columns);
  const steps = Array.from({ length: 120 }, (_, at) =>
    at % 40 === 9
      ? 'Wait, let me check that again.'
      : `Step ${at}: then $x_${at} = ${at * 7}$ is so, or ${at}.`,
  );
  const traces = Array.from({ length: columns }, (_, at) => ({
    ...comparedText(
      { reasoning: editedSteps(steps, random, at * 25).join('\n\n'), answer: `It is ${at % 2}.` },
      'both',
    ),
    finalAnswer: String(at % 2),
  }));
  const aligned = alignTraces(traces, columns - 1);
  const states = new Set(aligned.rows.flatMap(({ cells }) => cells.flat().map(({ state }) => state)));
  expect(states).toEqual(new Set(['same', 'changed', 'apart', 'moved']));
  expect(unpacked(packed(aligned))).toEqual(aligned);
  expect(unpacked(JSON.parse(JSON.stringify(packed(aligned))) as never)).toEqual(aligned);
});

test('everything a step may be comes back, also what no comparison gives', () => {
  const step = (fields: Partial<AlignedStep>): AlignedStep => ({
    number: 1,
    start: 0,
    end: 5,
    state: 'same',
    notInAll: false,
    marks: [],
    similarity: null,
    disagrees: false,
    label: null,
    partner: null,
    repeats: null,
    ...fields,
  });
  const aligned: AlignedTraces = {
    reference: 1,
    traces: [],
    rows: [
      { same: true, disagrees: true, cells: [[], [step({ number: 7, start: 100, end: 100 })]] },
      {
        same: false,
        disagrees: false,
        cells: [
          [
            step({
              label: 'concluding',
              marks: [
                [3, 4],
                [4, 900_000],
              ],
              similarity: 0.1234,
              notInAll: true,
            }),
          ],
          [
            step({ label: 'setup', state: 'moved', partner: { column: 5, row: 0, number: 9 } }),
            step({ number: 2, start: 2, state: 'apart', disagrees: true, repeats: 77, similarity: 0 }),
          ],
        ],
      },
    ],
  };
  expect(unpacked(packed(aligned))).toEqual(aligned);
  expect(unpacked(packed({ reference: 0, traces: [], rows: [] }))).toEqual({
    reference: 0,
    traces: [],
    rows: [],
  });
});

test('a similarity is rounded to what is sent, and a pair that is not quite the same stays so', () => {
  expect([1 / 3, 0.99, 1, 0].map(roundedSimilarity)).toEqual([0.3333, 0.99, 1, 0]);
  expect([0.999_96, 1 - Number.EPSILON].map(roundedSimilarity)).toEqual([0.9999, 0.9999]);
});
