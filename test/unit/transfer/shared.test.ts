import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { transferInput } from '../../../src/core/transfer/inputOf.ts';
import { sfc32 } from '../../../src/core/transfer/randomWords.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import { streamSeeds } from '../../../src/core/transfer/resampleSums.ts';
import { taskSeed } from '../../../src/core/transfer/taskSeed.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import type { BenchmarkTransfer } from '../../../src/core/transfer/transfer.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { resampleKernel } from '../../../src/workspace/transfer/resampleKernel.ts';
import { absent, sharedLines, sharedPath } from '../scorers/sharedData.ts';

const base = 'gemma-3-270m';
const tuned = 'SmolLM2-135M-Instruct';
const seed = 7;
const resamples = 10_000;

/** The tasks of each benchmark as the harness calls them, and as the items are published. */
const benchmarks: Readonly<Record<string, readonly (readonly [harness: string, published: string])[]>> = {
  AIME24: [['aime24', '']],
  'MATH-500': [['hendrycks_math500', '']],
  ACPBench: [
    ['acp_app_mcq', 'applicable_actions_mc'],
    ['acp_reach_mcq', 'reachable_atom_mc'],
    ['acp_val_mcq', 'validation_mcq'],
  ],
};

/** The scores of both models on the items that both have, in the order of the items' ids, straight from the files. */
function scoresOf(task: string): readonly (readonly [base: number, tuned: number])[] {
  const of = (model: string): Map<string, number> => {
    const name = readdirSync(sharedPath(`lm-eval/${model}`)).find((file) =>
      file.startsWith(`samples_${task}_`),
    );
    return new Map(
      sharedLines(`lm-eval/${model}/${name ?? ''}`).map((line) => {
        const { id, unique_id: unique } = line.doc as Record<string, unknown>;
        return [String(id ?? unique), Number(line.exact_match)];
      }),
    );
  };
  const [left, right] = [of(base), of(tuned)];
  return [...left]
    .filter(([id]) => right.has(id))
    .sort(([a], [b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    .map(([id, score]) => [score, right.get(id) ?? Number.NaN]);
}

/** The resampled gain of a benchmark in points: its tasks drawn apart, smoothed since they have fewer than 50 items. */
function resampledGains(name: string): readonly number[] {
  const tasks = benchmarks[name] ?? [];
  const gains = new Array<number>(resamples).fill(0);
  for (const [harness, published] of tasks) {
    const items = scoresOf(harness);
    const seeds = streamSeeds(taskSeed(seed, name, published));
    const streams = [0, 1, 2, 3].map((stream) =>
      sfc32(seeds[stream] ?? 0, seeds[4 + stream] ?? 0, seeds[8 + stream] ?? 0),
    );
    for (let draw = 0; draw < resamples; draw++) {
      let gained = 0;
      for (let drawn = 0; drawn < items.length; drawn += 4) {
        streams.forEach((next, stream) => {
          const [left, right] = items[Math.floor((next() * items.length) / 2 ** 32)] ?? [0, 0];
          if (drawn + stream < items.length) gained += right - left;
        });
      }
      gains[draw] = (gains[draw] ?? 0) + (100 * gained) / (items.length + 1) / tasks.length;
    }
  }
  return gains.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (at - Math.floor(at)) * (high - low);
}

/** Exact and two-sided: twice the smaller tail of a fair coin, at most 1. */
function mcnemar(lost: number, won: number): number {
  const flips = lost + won;
  let [tail, ways] = [0, 1];
  for (let k = 0; k <= Math.min(lost, won); k++) {
    tail += ways;
    ways = (ways * (flips - k)) / (k + 1);
  }
  return Math.min(1, (2 * tail) / 2 ** flips);
}

function rounded(one: Pick<BenchmarkTransfer, 'base' | 'tuned' | 'delta' | 'n' | 'p' | 'flips'> | undefined) {
  const digits = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : Number(value.toFixed(3));
  return {
    base: digits(one?.base),
    tuned: digits(one?.tuned),
    delta: digits(one?.delta.value),
    low: digits(one?.delta.low),
    high: digits(one?.delta.high),
    n: one?.n,
    p: digits(one?.p),
    flips: one?.flips,
  };
}

/** The same, computed here. */
function computed(name: string) {
  const tasks = (benchmarks[name] ?? []).map(([harness]) => scoresOf(harness));
  const mean = (side: 0 | 1): number =>
    (100 *
      tasks.reduce(
        (sum, items) => sum + items.reduce((all, pair) => all + pair[side], 0) / items.length,
        0,
      )) /
    tasks.length;
  const items = tasks.flat();
  const count = (left: number, right: number): number =>
    items.filter((pair) => pair[0] === left && pair[1] === right).length;
  const gains = resampledGains(name);
  return rounded({
    base: mean(0),
    tuned: mean(1),
    delta: { value: mean(1) - mean(0), low: quantile(gains, 0.025), high: quantile(gains, 0.975) },
    n: items.length,
    p: mcnemar(count(1, 0), count(0, 1)),
    flips: {
      learned: count(0, 1),
      forgotten: count(1, 0),
      better: 0,
      worse: 0,
      right: count(1, 1),
      wrong: count(0, 0),
    },
  });
}

describe.skipIf(absent('lm-eval'))(
  'real logs of lm-evaluation-harness (skipped where ../shared/data is absent)',
  () => {
    test.each(Object.keys(benchmarks))(
      '%s: gain, interval, p and flips are those of its samples',
      async (name) => {
        const index = new ResultsIndex((await readFolders([sharedPath('lm-eval')])).data, noNames);
        const options = { names: noNames, set: new Map(), verdicts: 'stored' as const, base };
        const input = transferInput(index, options);
        expect(input.problems).toEqual([]);
        const resampled = resample(input, resampleKernel(), { seed, resamples });
        const { models } = transferOf(input, { variant: 'v2-cohort', level: 95, cohort: null }, resampled);
        expect(models.map((model) => [model.model, model.base, model.size, model.interval])).toEqual([
          [tuned, base, '270M', 'bootstrap'],
        ]);
        expect(models[0]?.benchmarks.map(({ benchmark }) => benchmark).sort()).toEqual(
          Object.keys(benchmarks).sort(),
        );
        const found = models[0]?.benchmarks.find(({ benchmark }) => benchmark === name);
        expect(rounded(found)).toEqual(computed(name));
      },
    );

    test('the scores are not all alike', () => {
      expect(computed('ACPBench')).toMatchObject({ n: 60, base: 15, tuned: 21.667 });
    });
  },
);
