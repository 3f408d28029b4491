import { domains, type Domain } from '../src/core/domain.ts';
import { domainIndex } from '../src/core/transfer/domainIndex.ts';
import { randomWords } from '../src/core/transfer/randomWords.ts';
import { resample } from '../src/core/transfer/resampled.ts';
import { spread } from '../src/core/transfer/spread.ts';
import { variants, type Interval, type Variant } from '../src/core/transfer/transfer.ts';
import type {
  Comparison,
  PairedBenchmark,
  PairedSide,
  TransferInput,
} from '../src/core/transfer/transferInput.ts';
import { transferOf } from '../src/core/transfer/transferOf.ts';
import { resampleKernel } from '../src/workspace/transfer/resampleKernel.ts';
import { otherGains, settings, type Setting, type SimulatedBenchmark } from './coverage/settings.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';

/**
 * How often a nominal 95 % interval of the transfer holds the truth: items are drawn from populations whose shares of
 * right answers are known, again and again. An index that is undefined has no interval and counts in `undefined` alone.
 *
 * `v2-cohort` holds σ at its estimate, so that its intervals are of the index in units of the cohort's σ as it was
 * found; "true σ" says how often they hold the index in units of the true one. `v2-per-model` finds σ again in each
 * resample, from four gains whose errors then count twice: σ comes out too large, the index too small.
 *
 * Target: within 2 points of 95 % where every |ΔR| exceeds 2 standard errors, for ΔR, `v2-cohort` and `v1-relative`. The
 * rest is reported.
 *
 *     npm run bench -- coverage [--trials N] [--json]
 */
const level = 95;
const resamples = 2_000;
/** Of items whose two answers depend on the same difficulty. */
const shared = 0.5;
const kernel = resampleKernel();

const side: PairedSide = {
  metric: 'acc',
  format: 'lm-eval',
  files: [],
  truncated: null,
  meanTokens: null,
  repeats: 1,
  alone: 0,
};

function main(args: readonly string[]): void {
  const trials = Number(args[args.indexOf('--trials') + 1] ?? NaN) || 400;
  const counted = settings.map((setting) => ({ setting, counts: coverage(setting, trials) }));
  const rows: readonly OutcomeRow[] = counted.flatMap(({ setting, counts }) =>
    [...counts].map(([what, count]) => ({ name: `${setting.name}: ${what}`, value: count.share, unit: '%' })),
  );
  const off = (isCounted: (what: string) => boolean): number =>
    Math.max(
      ...counted
        .filter(({ setting }) => setting.isClear)
        .flatMap(({ counts }) => [...counts].filter(([what]) => isCounted(what)))
        .map(([, count]) => Math.abs(count.share - level)),
    );
  const isReported = (what: string): boolean => /undefined|true σ|per-model/.test(what);
  const furthest = {
    name: 'clear gains: furthest from 95 %',
    value: off((what) => !isReported(what)),
    unit: 'points',
  };
  const perModel = {
    name: 'clear gains: furthest from 95 %, v2-per-model',
    value: off((what) => what.endsWith('per-model')),
    unit: 'points',
  };
  const name = `coverage of nominal ${level} % intervals; ${trials} trials, ${resamples} resamples`;
  const found = outcome(name, [...rows, furthest, perModel], { row: furthest.name, under: 2 });
  console.log(outcomeText(found, args.includes('--json')));
}

class Count {
  #hits = 0;
  #all = 0;

  add(isHit: boolean): void {
    this.#all += 1;
    if (isHit) this.#hits += 1;
  }

  /** In percent; 0 of none. */
  get share(): number {
    return this.#all === 0 ? 0 : (100 * this.#hits) / this.#all;
  }
}

function coverage(setting: Setting, trials: number): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  const count = (what: string, isHit: boolean): void => {
    const own = counts.get(what) ?? new Count();
    counts.set(what, own);
    own.add(isHit);
  };
  const holds = (what: string, { low, high }: Interval, truth: number): void => {
    if (low !== null && high !== null) count(what, low <= truth && truth <= high);
  };
  for (let trial = 0; trial < trials; trial++) {
    const input = simulated(setting, randomWords(1000 * trial + settings.indexOf(setting)));
    const resampled = resample(input, kernel, { seed: trial, resamples });
    for (const variant of variants) {
      const { models, sigma } = transferOf(input, { variant, level, cohort: null }, resampled);
      const [model] = models;
      if (model === undefined) continue;
      const index = (name: string, truth: Readonly<Record<Domain, number>>): void => {
        for (const domain of domains) holds(`DI, ${name}`, model.domains[domain].di, truth[domain]);
        for (const domain of ['other', 'non'] as const) {
          holds(`TI, ${name}`, model.ti[domain], (100 * truth[domain]) / truth.math);
        }
      };
      index(variant, trueIndices(setting, variant, sigma));
      for (const ti of Object.values(model.ti)) count(`TI, ${variant}, undefined`, ti.status === 'undefined');
      if (variant !== 'v2-cohort') continue;
      index(`${variant}, true σ`, trueIndices(setting, variant, null));
      for (const { benchmark, delta } of model.benchmarks) {
        const own = setting.benchmarks.find((one) => one.benchmark === benchmark);
        if (own !== undefined) holds(own.items < 50 ? 'ΔR of 30 items' : 'ΔR', delta, gainOf(own));
      }
      for (const domain of domains) holds('mean ΔR', model.domains[domain].delta, meanGain(setting, domain));
    }
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const gainOf = ({ base, tuned }: SimulatedBenchmark): number => 100 * (tuned - base);
const inDomain = ({ benchmarks }: Setting, domain: Domain): readonly SimulatedBenchmark[] =>
  benchmarks.filter((one) => one.domain === domain);

function meanGain(setting: Setting, domain: Domain): number {
  const gains = inDomain(setting, domain).map(gainOf);
  return gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
}

/** @param held σ of the cohort as it was estimated; null for the true one */
function trueIndices(
  setting: Setting,
  variant: Variant,
  held: Readonly<Record<Domain, number | null>> | null,
): Readonly<Record<Domain, number>> {
  const of = (domain: Domain): number => {
    const own = inDomain(setting, domain);
    const gains = own.map(gainOf);
    const others = setting.others ? otherGains.flatMap((times) => gains.map((gain) => times * gain)) : [];
    const sigma = held?.[domain] ?? spread(variant === 'v2-cohort' ? [...gains, ...others] : gains);
    const rows = own.map((one) => ({ benchmark: one.benchmark, base: 100 * one.base, delta: gainOf(one) }));
    return domainIndex(rows, variant, sigma).di ?? NaN;
  };
  return { math: of('math'), other: of('other'), non: of('non') };
}

/** The model with its items, and others of the cohort by their values alone. */
function simulated(setting: Setting, word: () => number): TransferInput {
  const others = setting.others ? otherGains : [];
  const names = ['tuned', ...others.map((times) => `other ${times}`)];
  const valuesAlone = (times: number) =>
    setting.benchmarks.map((one) => paired(one, 100 * one.base, 100 * one.base + times * gainOf(one), null));
  const own = setting.benchmarks.map((one, task) => drawn(one, task, word));
  const comparison = (right: string, benchmarks: readonly PairedBenchmark[]): Comparison => ({
    left: 'base',
    right,
    benchmarks,
    excluded: [],
  });
  return {
    tasks: setting.benchmarks.map(({ benchmark, items }) => ({
      benchmark,
      task: '',
      items: Array.from({ length: items }, (_, at) => at),
    })),
    models: names.map((model) => ({
      model,
      base: 'base',
      method: null,
      size: null,
      checkpoint: null,
      baseFrom: null,
    })),
    comparisons: [
      comparison('tuned', own),
      ...others.map((times) => comparison(`other ${times}`, valuesAlone(times))),
    ],
    verdicts: 'stored',
    set: {
      domains: new Map(setting.benchmarks.map(({ benchmark, domain }) => [benchmark, domain])),
      added: [],
      removed: [],
    },
    problems: [],
  };
}

/** Items of the population: right where a number drawn for each is below the share, often the same for both models. */
function drawn(one: SimulatedBenchmark, task: number, word: () => number): PairedBenchmark {
  const uniform = (): number => word() / 2 ** 32;
  const left = new Float64Array(one.items);
  const right = new Float64Array(one.items);
  for (let at = 0; at < one.items; at++) {
    const difficulty = uniform();
    left[at] = difficulty < one.base ? 1 : 0;
    right[at] = (uniform() < shared ? difficulty : uniform()) < one.tuned ? 1 : 0;
  }
  const mean = (values: Float64Array): number =>
    (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;
  return paired(one, mean(left), mean(right), [
    {
      task,
      item: Uint32Array.from(left.keys()),
      left,
      right,
      of: new Float64Array(one.items).fill(1),
      single: true,
      verdicts: null,
    },
  ]);
}

function paired(
  { benchmark, domain }: SimulatedBenchmark,
  left: number,
  right: number,
  tasks: PairedBenchmark['tasks'],
): PairedBenchmark {
  return { benchmark, domain, left, right, tasks, sides: [side, side], differences: [] };
}

main(process.argv.slice(2));
