import { expect, test } from 'vitest';
import { randomWords } from '../../../src/core/transfer/randomWords.ts';
import { variants, type Transfer } from '../../../src/core/transfer/transfer.ts';
import type { TransferInput } from '../../../src/core/transfer/transferInput.ts';
import {
  itemInput,
  numbersIn,
  transferred,
  transferredWith,
  type ItemScores,
  type ItemTask,
} from './builtInput.ts';

const models = [
  { model: 'a1', base: 'a' },
  { model: 'a2', base: 'a' },
  { model: 'b1', base: 'b' },
];

function scores(seed: number, rate: number, items = 80): ItemScores {
  const word = randomWords(seed);
  return Array.from({ length: items }, () => (word() / 2 ** 32 < rate ? 1 : 0));
}

function task(
  benchmark: string,
  domain: ItemTask['domain'],
  seed: number,
  rates: readonly number[],
): ItemTask {
  const own = ['a', 'a1', 'a2', 'b', 'b1'].map(
    (model, at) => [model, scores(seed + at, rates[at]!)] as const,
  );
  return { benchmark, domain, single: true, scores: Object.fromEntries(own) };
}

const tasks: ItemTask[] = [
  task('AIME24', 'math', 100, [0.2, 0.6, 0.5, 0.3, 0.8]),
  task('MATH-500', 'math', 200, [0.5, 0.8, 0.9, 0.4, 0.6]),
  task('HeadQA', 'other', 300, [0.4, 0.5, 0.3, 0.5, 0.7]),
  task('ACPBench', 'other', 400, [0.5, 0.7, 0.6, 0.2, 0.6]),
  task('CoQA', 'non', 500, [0.6, 0.4, 0.5, 0.7, 0.2]),
  task('IFEval', 'non', 600, [0.7, 0.6, 0.7, 0.5, 0.4]),
];
const input = itemInput(models, tasks);

const one = (transfer: Transfer, model: string) => transfer.models.find((each) => each.model === model)!;

/** By model and benchmark, sorted, so that orders can be compared. */
function sorted({ models: all, cohort, sigma, ...rest }: Transfer): unknown {
  return {
    ...rest,
    sigma,
    cohort: cohort.toSorted(),
    models: all
      .map((model) => ({
        ...model,
        benchmarks: model.benchmarks.toSorted((a, b) => (a.benchmark < b.benchmark ? -1 : 1)),
        domains: Object.entries(model.domains).map(([name, domain]) => [
          name,
          { ...domain, shrunk: domain.shrunk.toSorted() },
        ]),
      }))
      .toSorted((a, b) => (a.model < b.model ? -1 : 1)),
  };
}

/** Numbers equal but for the last digits, since sums are made in another order. */
function expectSame(left: unknown, right: unknown): void {
  const rounded = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, each: unknown) =>
        typeof each === 'number' ? Number(each.toPrecision(10)) : each,
      ),
    );
  expect(rounded(left)).toEqual(rounded(right));
}

test.each(variants)('the order of models and benchmarks changes nothing: %s', (variant) => {
  const reversed: TransferInput = {
    ...input,
    tasks: input.tasks.toReversed(),
    models: input.models.toReversed(),
    comparisons: input.comparisons.toReversed().map((comparison) => ({
      ...comparison,
      benchmarks: comparison.benchmarks.toReversed().map((paired) => ({
        ...paired,
        tasks: paired.tasks!.map((each) => ({ ...each, task: input.tasks.length - 1 - each.task })),
      })),
    })),
  };
  expectSame(sorted(transferredWith(reversed, { variant })), sorted(transferredWith(input, { variant })));
});

test('a model out of the cohort changes σ and the index, but no gain and no interval of one', () => {
  const all = transferredWith(input);
  const without = transferredWith(input, { cohort: ['a1', 'a2'] });
  expect(without.cohort).toEqual(['a1', 'a2']);
  expect(without.models.map(({ inCohort }) => inCohort)).toEqual([true, true, false]);
  expect(without.sigma!.math).not.toBeCloseTo(all.sigma!.math!, 3);
  expect(one(without, 'a1').ti.other.value).not.toBeCloseTo(one(all, 'a1').ti.other.value!, 3);
  for (const [at, model] of all.models.entries()) {
    const other = without.models[at]!;
    expect(other.benchmarks.map(({ terms: _, ...rest }) => rest)).toEqual(
      model.benchmarks.map(({ terms: _, ...rest }) => rest),
    );
    for (const domain of ['math', 'other', 'non'] as const) {
      expect(other.domains[domain].delta).toEqual(model.domains[domain].delta);
    }
  }
});

test('of a single model σ of the cohort is its own, so that the first two variants agree', () => {
  const alone = itemInput([models[1]!], tasks);
  const cohort = transferred(alone);
  const perModel = transferred(alone, { variant: 'v2-per-model' });
  expect(perModel.sigma).toBeNull();
  expect(cohort.models).toEqual(perModel.models);
  expect(cohort.models[0]!.ti.non.value).not.toBeNull();
});

test('of a training run the last checkpoint alone is in the default cohort', () => {
  const run = (model: string, step: number) => ({ model, base: 'a', checkpoint: { run: 'grpo', step } });
  const checkpoints = itemInput([run('a1', 100), run('a2', 1000), models[2]!], tasks);
  expect(transferred(checkpoints).cohort).toEqual(['a2', 'b1']);
  expect(transferred(checkpoints, { cohort: ['a1', 'nobody'] }).cohort).toEqual(['a1']);
});

test('before there are resamples there are values, terms and flips, and a word for what is missing', () => {
  const values = transferred(input);
  const whole = transferredWith(input);
  expect(values).toMatchObject({ resamples: 0, seed: 250_700_432 });
  expect(whole).toMatchObject({ resamples: 400, seed: 7 });
  for (const [at, model] of values.models.entries()) {
    const later = whole.models[at]!;
    expect([model.interval, later.interval]).toEqual(['none', 'bootstrap']);
    for (const [place, each] of model.benchmarks.entries()) {
      const { delta, p, pAdjusted, test, smoothed } = later.benchmarks[place]!;
      expect(each).toMatchObject({ p: null, pAdjusted: null, test: null, delta: { low: null, high: null } });
      // What came with the resamples apart, nothing has changed.
      expect({ ...each, delta, p, pAdjusted, test, smoothed }).toEqual(later.benchmarks[place]);
      expect(delta.low).toBeLessThanOrEqual(each.delta.value);
      expect(delta.high).toBeGreaterThanOrEqual(each.delta.value);
      expect(p).toBeLessThanOrEqual(pAdjusted!);
      expect(test).toBe('mcnemar');
      const { learned, forgotten, better, worse, right, wrong } = each.flips!;
      expect(learned + forgotten + better + worse + right + wrong).toBe(80);
      expect((100 * (learned - forgotten)) / 80).toBeCloseTo(each.delta.value, 9);
    }
    expect(model.ti.other).toMatchObject({
      low: null,
      nonfinite: null,
      reason: 'The interval is not computed yet.',
    });
    expect(later.ti.other).toMatchObject({ status: 'ok', reason: null, nonfinite: 0 });
  }
});

test('p-values are adjusted over all models of a base, whatever the cohort', () => {
  const transfer = transferredWith(input, { cohort: ['a1'] });
  const family = transfer.models.filter(({ base }) => base === 'a').flatMap(({ benchmarks }) => benchmarks);
  expect(family).toHaveLength(12);
  for (const { p, pAdjusted } of family) {
    // Benjamini & Hochberg by their definition: the least p·m/rank of all that are not below.
    const adjusted = family
      .filter((other) => other.p! >= p!)
      .map((other) => (other.p! * 12) / family.filter((each) => each.p! <= other.p!).length);
    expect(pAdjusted).toBeCloseTo(Math.min(1, ...adjusted), 12);
  }
});

test("a gain on math that cannot be told from 0 makes the index undefined: Fieller's gate", () => {
  const gate = (gained: number, level: number) => {
    const base: number[] = Array.from({ length: 100 }, (_, at) => (at < 50 ? 1 : 0));
    // 10 items are forgotten, and `gained` more than that learned.
    const tuned = base.map((score, at) => (at < 10 ? 0 : at < 60 + gained && at >= 50 ? 1 : score));
    const other = base.map((score, at) => (at === 99 || (at >= 80 && at < 90) ? 1 : score));
    const math = { benchmark: 'MATH-500', domain: 'math' as const, scores: { a: base, a1: tuned } };
    const elsewhere = { benchmark: 'HeadQA', domain: 'other' as const, scores: { a: base, a1: other } };
    const second = { ...elsewhere, benchmark: 'ACPBench', scores: { a: base, a1: tuned } };
    const third = { ...math, benchmark: 'AIME24', scores: { a: base, a1: tuned.with(99, 1) } };
    return one(transferredWith(itemInput([models[0]!], [math, third, elsewhere, second]), { level }), 'a1');
  };
  const close = gate(3, 95);
  expect(close.domains.math.di.value).toBeGreaterThan(0);
  expect(close.ti.other).toMatchObject({
    value: null,
    low: null,
    high: null,
    status: 'undefined',
    reason: 'The gain on math cannot be told from 0 at 95 %: compare the gains themselves.',
  });
  expect(close.ti.other.nonfinite).not.toBeNull();
  const clear = gate(35, 95);
  expect(clear.ti.other).toMatchObject({ status: 'ok', reason: null });
  expect(clear.ti.other.low).toBeLessThan(clear.ti.other.value!);
  const lost = gate(-5, 95);
  expect(lost.domains.math.di.value).toBeLessThan(0);
  expect(lost.ti.other).toMatchObject({
    value: null,
    status: 'undefined',
    reason: 'Math did not gain: its index is not above 0, so that nothing can be compared with it.',
  });
  // The same gain at a level that asks for less.
  expect(gate(3, 50).ti.other.status).toBe('ok');
});

test('a gain below two standard errors is said to pull its domain towards 0, but not in v1', () => {
  const transfer = transferredWith(input);
  const all = transfer.models.flatMap(({ benchmarks, domains }) =>
    benchmarks.map(({ benchmark, domain, delta, stderr }) => [
      domains[domain].shrunk.includes(benchmark),
      Math.abs(delta.value) < 2 * stderr!,
    ]),
  );
  for (const [said, isSmall] of all) expect(said).toBe(isSmall);
  expect(new Set(all.map(([said]) => said)).size).toBe(2);
  const v1 = transferredWith(input, { variant: 'v1-relative' });
  expect(v1.models.flatMap(({ domains }) => Object.values(domains).flatMap(({ shrunk }) => shrunk))).toEqual(
    [],
  );
});

test('a benchmark without scores of single items takes the interval of its domain, and names itself', () => {
  const [first, ...rest] = input.comparisons;
  const mixed: TransferInput = {
    ...input,
    comparisons: [
      {
        ...first!,
        benchmarks: first!.benchmarks.map((each) =>
          each.benchmark === 'HeadQA' ? { ...each, tasks: null } : each,
        ),
      },
      ...rest,
    ],
  };
  const { ti, domains, benchmarks, interval } = one(transferredWith(mixed), 'a1');
  expect(ti.other).toMatchObject({
    low: null,
    status: 'ok',
    nonfinite: null,
    reason: 'There is no interval: HeadQA without scores of single items.',
  });
  expect(ti.other.value).toBeCloseTo(one(transferredWith(input), 'a1').ti.other.value!, 9);
  expect(ti.non.low).not.toBeNull();
  expect([domains.other.di.low, domains.other.delta.low]).toEqual([null, null]);
  expect(domains.math.di.low).not.toBeNull();
  expect(benchmarks.find(({ benchmark }) => benchmark === 'HeadQA')).toMatchObject({
    n: null,
    p: null,
    flips: null,
  });
  expect(interval).toBe('bootstrap');
});

test('nothing computed is not a number', () => {
  for (const variant of variants) {
    const transfer = transferredWith(input, { variant });
    expect(numbersIn(transfer).filter((value) => !Number.isFinite(value))).toEqual([]);
  }
});
