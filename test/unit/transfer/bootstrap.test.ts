import { expect, test } from 'vitest';
import type { Domain } from '../../../src/core/domain.ts';
import { directOf } from '../../../src/core/transfer/directOf.ts';
import { randomWords } from '../../../src/core/transfer/randomWords.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import { taskSeed } from '../../../src/core/transfer/taskSeed.ts';
import { variants, type Interval } from '../../../src/core/transfer/transfer.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { resampleKernel } from '../../../src/workspace/transfer/resampleKernel.ts';
import { defaults, itemInput, type ItemScores, type ItemTask } from './builtInput.ts';

const seed = 11;
const resamples = 500;
const models = [
  { model: 'a1', base: 'a' },
  { model: 'a2', base: 'a' },
  { model: 'b1', base: 'b' },
];

const word = randomWords(5);
const uniform = (): number => word() / 2 ** 32;

/** Scores as means over repeats, in parts, some absent. */
function scores(
  items: number,
  rate: number,
  repeats: number,
  absent = 0,
  parts?: readonly number[],
): ItemScores {
  return Array.from({ length: items }, (_, at) => {
    if (uniform() < absent) return null;
    const tries = parts?.[at] ?? repeats;
    let right = 0;
    for (let each = 0; each < tries; each++) right += uniform() < rate ? 1 : 0;
    return parts === undefined ? right / tries : right;
  });
}

const instructions = Array.from({ length: 90 }, () => 1 + (word() % 3));

/** Every kind: repeats, few items, items that a model lacks, parts, tasks, a model without a benchmark. */
const tasks: ItemTask[] = [
  {
    benchmark: 'MATH-500',
    domain: 'math',
    scores: {
      a: scores(120, 0.4, 3),
      a1: scores(120, 0.7, 3, 0.1),
      a2: scores(120, 0.6, 1, 0.3),
      b: scores(120, 0.3, 1),
      b1: scores(120, 0.9, 1),
    },
  },
  {
    benchmark: 'AIME24',
    domain: 'math',
    scores: {
      a: scores(30, 0.1, 10),
      a1: scores(30, 0.4, 10),
      a2: scores(30, 0.2, 10, 0.2),
      b: scores(30, 0, 1),
      b1: scores(30, 0.3, 1),
    },
  },
  {
    benchmark: 'ACPBench',
    task: 'app',
    domain: 'other',
    scores: {
      a: scores(60, 0.5, 1),
      a1: scores(60, 0.6, 1),
      a2: scores(60, 0.5, 1, 0.5),
      b: scores(60, 0.2, 1),
    },
  },
  {
    benchmark: 'ACPBench',
    task: 'prog',
    domain: 'other',
    scores: { a: scores(70, 0.2, 1), a1: scores(70, 0.3, 1), b: scores(70, 0.2, 1), b1: scores(70, 0.4, 1) },
  },
  {
    benchmark: 'HeadQA',
    domain: 'other',
    scores: { a: scores(80, 0.7, 1), a1: scores(80, 0.6, 1), a2: scores(80, 0.8, 1) },
  },
  {
    benchmark: 'IFEval',
    domain: 'non',
    parts: instructions,
    scores: {
      a: scores(90, 0.7, 1, 0, instructions),
      a1: scores(90, 0.5, 1, 0.1, instructions),
      a2: scores(90, 0.75, 1, 0, instructions),
      b: scores(90, 0.6, 1, 0, instructions),
      b1: scores(90, 0.4, 1, 0, instructions),
    },
  },
];
const input = itemInput(models, tasks);

/** How often each item of a task was drawn, by resample: the sums of columns that are 1 at one item alone. */
function drawn(at: number): readonly (readonly number[])[] {
  const { benchmark, task = '', scores: own } = tasks[at]!;
  const rows = Object.values(own)[0]!.length;
  const values = Float32Array.from({ length: rows * rows }, (_, place) => (place % (rows + 1) === 0 ? 1 : 0));
  const sums = resampleSums({
    values,
    rows,
    columns: rows,
    resamples,
    seed: taskSeed(seed, benchmark, task),
  });
  return Array.from({ length: resamples }, (_, each) => [...sums.subarray(each * rows, (each + 1) * rows)]);
}

const draws = tasks.map((_, at) => drawn(at));

const known = new Map<string, number | null>();

/** The same is asked for by every variant and level. */
function score(
  benchmark: string,
  model: string,
  pair: readonly string[],
  resample: number | null,
): number | null {
  const key = JSON.stringify([benchmark, model, pair, resample]);
  if (!known.has(key)) known.set(key, plainScore(benchmark, model, pair, resample));
  return known.get(key) ?? null;
}

/** The plain way: the score of one side of a pair on a benchmark, over items as often as they were drawn. */
function plainScore(
  benchmark: string,
  model: string,
  pair: readonly string[],
  resample: number | null,
): number | null {
  const shares: number[] = [];
  for (const [at, task] of tasks.entries()) {
    if (task.benchmark !== benchmark || pair.some((name) => task.scores[name] === undefined)) continue;
    const both = [...task.scores[model]!.keys()].filter((item) =>
      pair.every((name) => task.scores[name]![item] !== null),
    );
    let above = 0;
    let below = 0;
    for (const item of both) {
      const times = resample === null ? 1 : draws[at]![resample]![item]!;
      above += times * task.scores[model]![item]!;
      below += times * (task.parts?.[item] ?? 1);
    }
    const isFew = resample !== null && both.length < 50;
    shares.push(isFew ? (above + 0.5) / (below + 1) : above / below);
  }
  return shares.length === 0 ? null : (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}

interface Gain {
  readonly base: number;
  readonly gain: number;
}

function gains(domain: Domain, pair: readonly [string, string], resample: number | null): Gain[] {
  const names = [...new Set(tasks.filter((task) => task.domain === domain).map((task) => task.benchmark))];
  return names.flatMap((name) => {
    const [base, tuned] = [score(name, pair[0], pair, resample), score(name, pair[1], pair, resample)];
    return base === null || tuned === null ? [] : [{ base, gain: tuned - base }];
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

function indexOf(own: readonly Gain[], sigma: number | null): number {
  if (sigma === null) return mean(own.map(({ base, gain }) => gain / base));
  const weights = own.map(({ base }) => 100 - base);
  const roots = own.map(({ gain }) => Math.sign(gain) * Math.sqrt(Math.abs(gain / sigma)));
  return mean(roots.map((root, at) => root * weights[at]!)) / mean(weights);
}

/** By sorting; the ends between neighbours as numpy's `percentile` has them, and no nearer than the value itself. */
function expectInterval(ours: Interval, values: readonly number[], level: number, what: string): void {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [one, next] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return one + (place - Math.floor(place)) * (next - one);
  };
  const tail = (1 - level / 100) / 2;
  for (const [end, theirs] of [
    [ours.low, Math.min(at(tail), ours.value!)],
    [ours.high, Math.max(at(1 - tail), ours.value!)],
  ] as const) {
    expect(end, what).not.toBeNull();
    expect(Math.abs(end! - theirs), `${what}: ${end} ${theirs}`).toBeLessThan(1e-4 * (1 + Math.abs(theirs)));
  }
}

/** Two-sided, of a normal distribution, by level. */
const quantiles: Readonly<Record<number, number>> = { 95: 1.959964, 80: 1.281552 };

const each = Array.from({ length: resamples }, (_, at) => at);

test.each([
  ['as it is defined', resampleSums],
  ['in WebAssembly', resampleKernel()],
])('every interval is that of a plain bootstrap of the same draws, %s', (_, sums) => {
  const resampled = resample(input, sums, { seed, resamples });
  let compared = 0;
  const statuses = new Set<string>();
  for (const variant of variants) {
    for (const level of [95, 80]) {
      const transfer = transferOf(input, { ...defaults, variant, level }, resampled);
      expect(transfer).toMatchObject({ seed, resamples, cohort: ['a1', 'a2', 'b1'] });
      for (const model of transfer.models) {
        const pair = [model.base, model.model] as const;
        const indices: Partial<Record<Domain, number[]>> = {};
        for (const one of model.benchmarks) {
          const of = (at: number | null): number =>
            score(one.benchmark, pair[1], pair, at)! - score(one.benchmark, pair[0], pair, at)!;
          expect(one.delta.value).toBeCloseTo(of(null), 9);
          expectInterval(one.delta, each.map(of), level, `${model.model} ${one.benchmark}`);
          expect(one.smoothed).toBe(
            one.benchmark === 'AIME24' || (one.benchmark === 'ACPBench' && one.n! < 50),
          );
          compared += 1;
        }
        for (const domain of ['math', 'other', 'non'] as const) {
          const what = `${model.model} ${domain} ${variant}`;
          const cohort = transfer.models.flatMap((one) => gains(domain, [one.base, one.model], null));
          const drawnIndex = (at: number): number => {
            const own = gains(domain, pair, at);
            if (variant === 'v1-relative') return indexOf(own, null);
            const spread = (variant === 'v2-cohort' ? cohort : own).map(({ gain }) => gain);
            // Gains that are equal but for rounding have no spread, and so no index.
            return deviation(spread) < 1e-6 ? NaN : indexOf(own, deviation(spread));
          };
          const { delta, di } = model.domains[domain];
          expectInterval(
            delta,
            each.map((at) => mean(gains(domain, pair, at).map(({ gain }) => gain))),
            level,
            what,
          );
          compared += 1;
          indices[domain] = each.map(drawnIndex);
          if (di.value === null) continue;
          expectInterval(di, indices[domain], level, `${what} DI`);
          compared += 1;
        }
        for (const domain of ['other', 'non'] as const) {
          const ti = model.ti[domain];
          const ratios = each.map((at) => (100 * indices[domain]![at]!) / indices.math![at]!);
          expect(ti.nonfinite).toBe(ratios.filter((ratio) => !Number.isFinite(ratio)).length / resamples);
          // Fieller: math's index against its variance over the resamples.
          const finite = indices.math!.filter(Number.isFinite);
          const isClear = deviation(finite) * quantiles[level]! < (model.domains.math.di.value ?? 0);
          expect(ti.status).toBe(isClear && model.domains[domain].di.value !== null ? 'ok' : 'undefined');
          statuses.add(ti.status);
          if (ti.value === null) continue;
          expectInterval(ti, ratios, level, `${model.model} TI ${domain} ${variant}`);
          compared += 1;
        }
      }
    }
  }
  // Most indices are there to compare; one a domain of one benchmark, or from a base of 0, is not.
  expect(compared).toBeGreaterThan(190);
  expect(statuses).toEqual(new Set(['ok', 'undefined']));
});

test('two models directly have the intervals of a plain bootstrap too', () => {
  const direct = itemInput([{ model: 'a2', base: 'a1' }], tasks);
  const [comparison] = direct.comparisons;
  const found = directOf(comparison!, direct.tasks, resampleKernel(), { seed, resamples, level: 90 });
  const pair = ['a1', 'a2'] as const;
  expect(found.benchmarks.map(({ benchmark }) => benchmark)).toEqual([
    'MATH-500',
    'AIME24',
    'ACPBench',
    'HeadQA',
    'IFEval',
  ]);
  for (const one of found.benchmarks) {
    const of = (at: number | null): number =>
      score(one.benchmark, 'a2', pair, at)! - score(one.benchmark, 'a1', pair, at)!;
    expect(one.delta.value).toBeCloseTo(of(null), 9);
    expectInterval(one.delta, each.map(of), 90, one.benchmark);
    expect(one.terms).toBeNull();
    expect(one.pAdjusted).toBeGreaterThanOrEqual(one.p!);
  }
  for (const domain of ['math', 'other', 'non'] as const) {
    const deltas = each.map((at) => mean(gains(domain, pair, at).map(({ gain }) => gain)));
    expectInterval(found.domains[domain], deltas, 90, domain);
  }
  expect(found.domains.math.benchmarks).toBe(2);
});
