import { expect, test } from 'vitest';
import type { Domain } from '../../../src/core/domain.ts';
import { variants, type ModelTransfer, type Variant } from '../../../src/core/transfer/transfer.ts';
import {
  itemInput,
  numbersIn,
  tableInput,
  transferred,
  transferredWith,
  type ItemTask,
} from './builtInput.ts';

const domains: Readonly<Record<string, Domain>> = {
  AIME24: 'math',
  'MATH-500': 'math',
  HeadQA: 'other',
  ACPBench: 'other',
  CoQA: 'non',
  IFEval: 'non',
};

type Scores = readonly [
  aime: number | null,
  math: number | null,
  head: number | null,
  acp: number | null,
  coqa: number | null,
  ifeval: number | null,
];

const named = (scores: Scores): Record<string, number> =>
  Object.fromEntries(
    Object.keys(domains).flatMap((name, at) => {
      const score = scores[at];
      return score === null || score === undefined ? [] : [[name, score]];
    }),
  );

/** The first tuned model beside others of the same base. */
function tuned(base: Scores, variant: Variant, ...models: readonly Scores[]): ModelTransfer {
  const rows = [
    { model: 'base', base: '', scores: named(base) },
    ...models.map((scores, at) => ({ model: `tuned ${at}`, base: 'base', scores: named(scores) })),
  ];
  const transfer = transferred(tableInput(rows, domains), { variant });
  expect(numbersIn(transfer).filter((value) => !Number.isFinite(value))).toEqual([]);
  return transfer.models[0]!;
}

const before: Scores = [10, 50, 40, 30, 60, 70];
const usual: Scores = [40, 80, 45, 50, 50, 65];

test('v1: a base score of 0 leaves its domain without a value, and is named', () => {
  const zero = tuned([0, 50, 40, 30, 60, 70], 'v1-relative', usual);
  expect(zero.domains.math).toMatchObject({
    di: { value: null },
    delta: { value: 35 },
    benchmarks: 2,
    reason: 'The base scored 0 on AIME24: a relative gain divides by its score.',
  });
  expect(zero.domains.other.di.value).toBeCloseTo((5 / 40 + 20 / 30) / 2, 12);
  for (const ti of [zero.ti.other, zero.ti.non]) {
    expect(ti).toMatchObject({
      value: null,
      status: 'undefined',
      reason: 'Math has no index. The base scored 0 on AIME24: a relative gain divides by its score.',
    });
  }
  const elsewhere = tuned([10, 50, 40, 0, 0, 0], 'v1-relative', usual);
  expect(elsewhere.ti.other.reason).toBe(
    'The base scored 0 on ACPBench: a relative gain divides by its score.',
  );
  expect(elsewhere.ti.non.reason).toBe(
    'The base scored 0 on CoQA, IFEval: a relative gain divides by its score.',
  );
  // The same scores are no trouble in v2.
  expect(tuned([0, 50, 40, 30, 60, 70], 'v2-cohort', usual).ti.other.status).toBe('ok');
});

test('v1: a base that scores 0 in some resamples has no ratio in these', () => {
  const few = Array.from({ length: 60 }, (_, at) => (at === 0 ? 1 : 0));
  const many = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 1 : 0));
  const more = many.map((score, at) => (at < 40 ? 1 : score));
  const input = itemInput(
    [{ model: 't', base: 'b' }],
    [
      { benchmark: 'AIME24', domain: 'math', scores: { b: many, t: more } },
      { benchmark: 'HeadQA', domain: 'other', scores: { b: few, t: more } },
    ],
  );
  const [model] = transferredWith(input, { variant: 'v1-relative' }).models;
  expect(model!.ti.other.status).toBe('ok');
  // (1 − 1/60)^60 of them.
  expect(model!.ti.other.nonfinite).toBeGreaterThan(0.28);
  expect(model!.ti.other.nonfinite).toBeLessThan(0.45);
  expect(model!.ti.other.high).not.toBeNull();
});

test('all gains are 0', () => {
  for (const variant of variants) {
    const same = tuned(before, variant, before);
    expect(same.domains.math.delta.value).toBe(0);
    expect(same.ti.other).toMatchObject({ value: null, status: 'undefined' });
    expect(same.domains.math.reason).toBe(
      variant === 'v1-relative'
        ? null
        : 'All gains here are 0, and so is their spread σ, by which the index divides.',
    );
  }
  // Nor is it said that nothing changed where items did: as many learned as forgotten.
  const swapped = (benchmark: string, domain: ItemTask['domain']): ItemTask => ({
    benchmark,
    domain,
    scores: { b: [1, 1, 0, 0, 1, 0], t: [0, 1, 1, 0, 0, 1] },
  });
  const input = itemInput(
    [{ model: 't', base: 'b' }],
    [swapped('AIME24', 'math'), swapped('MATH-500', 'math')],
  );
  const [model] = transferredWith(input).models;
  expect(model!.benchmarks[0]!.flips).toMatchObject({ learned: 2, forgotten: 2 });
  expect(model!.domains.math.reason).not.toMatch(/nothing changed/i);
  expect(model!.domains.math.reason).toMatch(/^All gains here are 0/);
  // Beside a model that changed it has an index, which is 0.
  const beside = tuned(before, 'v2-cohort', before, usual);
  expect(beside.domains.other.di.value).toBe(0);
  expect(beside.ti.other.reason).toBe(
    'Math did not gain: its index is not above 0, so that nothing can be compared with it.',
  );
});

test('gains that are all the same have no spread, and v1 is offered', () => {
  const same = tuned([10, 50, 40, 30, 60, 70], 'v2-cohort', [20.1, 60.1, 45, 50, 50, 65]);
  expect(same.domains.math).toMatchObject({
    di: { value: null },
    sigma: 0,
    reason: 'All gains are the same, so that their spread σ is 0: read the gains, or choose v1.',
  });
  expect(same.domains.math.delta.value).toBeCloseTo(10.1, 9);
  expect(same.benchmarks.map(({ terms }) => terms === null)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(same.ti.non).toMatchObject({ value: null, status: 'undefined' });
});

test('one benchmark a domain: one model has no σ, two have', () => {
  const one: Scores = [10, null, 40, null, 60, null];
  const alone = tuned(before, 'v2-cohort', one);
  expect(alone.domains.math).toMatchObject({
    sigma: null,
    di: { value: null },
    benchmarks: 1,
    of: 2,
    reason: 'σ is the spread of the gains, and it takes at least two of them: read the gains, or choose v1.',
  });
  const two = tuned(before, 'v2-cohort', [20, null, 50, null, 60, null], [30, null, 40, null, 65, null]);
  expect(two.ti.other.status).toBe('ok');
  expect(tuned(before, 'v2-per-model', [20, null, 50, null, 60, null], usual).ti.other.status).toBe(
    'undefined',
  );
  expect(tuned(before, 'v1-relative', [20, null, 50, null, 60, null]).ti.other.value).toBeCloseTo(25, 9);
});

test('one domain alone', () => {
  const math = tuned(before, 'v2-cohort', [40, 60, null, null, null, null]);
  expect(math.domains.math.di.value).toBeGreaterThan(0);
  expect(math.domains.other).toMatchObject({
    delta: { value: null },
    di: { value: null },
    benchmarks: 0,
    of: 2,
    reason: 'No benchmark of this domain can be compared.',
  });
  expect(math.ti.other).toMatchObject({
    value: null,
    status: 'undefined',
    reason: 'No benchmark of this domain can be compared.',
  });
});

test('a base at 100 everywhere has no weights', () => {
  const full = tuned([100, 100, 40, 30, 60, 70], 'v2-cohort', [90, 95, 45, 50, 50, 65]);
  expect(full.domains.math).toMatchObject({
    di: { value: null },
    reason:
      'The base scored 100 on each benchmark here, so that none has a weight (100 − base): read the gains, or choose v1.',
  });
  // Where only one is full, the other has all the weight.
  const half = tuned([100, 50, 40, 30, 60, 70], 'v2-cohort', [90, 95, 45, 50, 50, 65]);
  expect(half.benchmarks.slice(0, 2).map(({ terms }) => terms!.share)).toEqual([0, 1]);
  expect(half.domains.math.di.value).toBeGreaterThan(0);
});

test('scores that are none are left out and named; the others are unharmed', () => {
  const wrong = tuned([10, 50, 140, 30, NaN, 70], 'v2-per-model', [40, 90, 45, 50, 50, -1]);
  expect(wrong.benchmarks.map(({ benchmark }) => benchmark)).toEqual(['AIME24', 'MATH-500', 'ACPBench']);
  expect(wrong.excluded).toEqual([
    { benchmark: 'HeadQA', reason: 'A score of 140 is not from 0 to 100 percent.' },
    { benchmark: 'CoQA', reason: 'One of its scores is not a number.' },
    { benchmark: 'IFEval', reason: 'A score of -1 is not from 0 to 100 percent.' },
  ]);
  expect(wrong.domains.math.di.value).not.toBeNull();
  const items = [1, NaN, 0];
  const input = itemInput(
    [{ model: 't', base: 'b' }],
    [{ benchmark: 'AIME24', domain: 'math', scores: { b: items, t: [1, 1, 0] } }],
  );
  const [model] = transferredWith(input).models;
  expect(model!.excluded).toEqual([{ benchmark: 'AIME24', reason: 'One of its scores is not a number.' }]);
  expect(model!.benchmarks).toEqual([]);
});

test('items of which nothing differs have an interval of no width, and no ratio on it', () => {
  const items = Array.from({ length: 60 }, (_, at) => at % 2);
  const input = itemInput(
    [{ model: 't', base: 'b' }],
    Object.entries(domains).map(([benchmark, domain]) => ({
      benchmark,
      domain,
      scores: { b: items, t: items },
    })),
  );
  for (const variant of variants) {
    const transfer = transferredWith(input, { variant });
    expect(numbersIn(transfer).filter((value) => !Number.isFinite(value))).toEqual([]);
    const [model] = transfer.models;
    expect(model!.benchmarks[0]).toMatchObject({ delta: { value: 0, low: 0, high: 0 }, p: 1, stderr: 0 });
    expect(model!.benchmarks[0]!.detectable).toMatchObject({ worstCase: true });
    expect(model!.ti.other).toMatchObject({ value: null, status: 'undefined', nonfinite: 1 });
  }
});
