import type { Domain } from '../../../src/core/domain.ts';
import type {
  BenchmarkTransfer,
  DomainTransfer,
  Interval,
  ModelTransfer,
  Transfer,
  TransferIndex,
} from '../../../src/core/transfer/transfer.ts';
import type { TunedModel } from '../../../src/core/transfer/transferInput.ts';

/** Transfers of the project's own making, for the tests of the panel: values hang together as the engine's do. */

export const paperBenchmarks = [
  ['MATH-500', 'math', 500],
  ['AIME24', 'math', 30],
  ['AIME25', 'math', 30],
  ['OlympiadBench', 'math', 674],
  ['LiveCodeBench', 'other', 511],
  ['GPQA-Diamond', 'other', 198],
  ['ACPBench', 'other', 910],
  ['HeadQA', 'other', 2742],
  ['CoQA', 'non', 500],
  ['IFEval', 'non', 541],
  ['HaluEval', 'non', 3000],
  ['MC-TACO', 'non', 9442],
] as const satisfies readonly (readonly [string, Domain, number])[];

export interface TransferSketch {
  /** Tuned models without checkpoints; the first ones of the list of names. */
  readonly models?: number;
  /** How many of them, the last ones, have values without intervals. */
  readonly valuesOnly?: number;
  /** Training runs with five checkpoints each. */
  readonly runs?: number;
  /** Names of the first models in place of ours. */
  readonly names?: readonly string[];
}

const models: readonly (readonly [
  name: string,
  base: string,
  size: string | null,
  method: TunedModel['method'],
])[] = [
  ['Harbour-14B-rl', 'Harbour-14B', '14B', 'rl'],
  ['Harbour-14B-sft', 'Harbour-14B', '14B', 'sft'],
  ['Harbour-14B-sft-no-think', 'Harbour-14B', '14B', 'sft'],
  ['Meadow-7B-rl', 'Meadow-7B', '7B', 'rl'],
  ['Meadow-7B-distilled', 'Meadow-7B', '7B', 'sft'],
  ['Meadow-1.5B-rl', 'Meadow-1.5B', '1.5B', 'rl'],
  ['Meadow-32B-sft', 'Meadow-32B', '32B', 'sft'],
  ['Meadow-32B-rl', 'Meadow-32B', '32B', 'rl'],
  ['Quarry-merged', 'Quarry', null, 'other'],
  ['Meadow-7B-short-answers', 'Meadow-7B', '7B', 'sft'],
  ['Lantern-8B-rl', 'Lantern-8B', '8B', 'rl'],
  ['Lantern-24B-reasoning', 'Lantern-24B', '24B', 'sft'],
  ['Harbour-14B-general-rl', 'Harbour-14B', '14B', 'rl'],
  ['Harbour-14B-general-sft', 'Harbour-14B', '14B', 'sft'],
  ['Meadow-14B-rl', 'Meadow-14B', '14B', 'rl'],
  ['Meadow-32B-few-shots', 'Meadow-32B', '32B', null],
  ['Lantern-8B-lost', 'Lantern-8B', '8B', 'sft'],
  ['Meadow-32B-long', 'Meadow-32B', '32B', 'sft'],
];

/** 18 models of six bases at most, and training runs beside them. */
export function transferOf({
  models: count = 6,
  valuesOnly = 0,
  runs = 0,
  names = [],
}: TransferSketch = {}): Transfer {
  const tuned = models.slice(0, count).map(([model, base, size, method], at): TunedModel => ({
    model: names[at] ?? model,
    base,
    size,
    method,
    checkpoint: null,
    baseFrom: null,
  }));
  const checkpoints = Array.from({ length: runs }, (_, run) =>
    [50, 100, 200, 400, 800].map((step): TunedModel => {
      const method = run % 2 === 0 ? 'rl' : 'sft';
      const name = `Harbour-14B-${method}-run${run + 1}`;
      return {
        model: `${name}/checkpoint-${step}`,
        base: 'Harbour-14B',
        size: '14B',
        method,
        checkpoint: { run: name, step },
        baseFrom: null,
      };
    }),
  ).flat();
  const all = [...tuned, ...checkpoints];
  const sketches = all.map((one, at) => scoresOf(one, at));
  const inCohort = (one: TunedModel): boolean => one.checkpoint === null || one.checkpoint.step === 800;
  const sigma = Object.fromEntries(
    (['math', 'other', 'non'] as const).map((domain) => [
      domain,
      deviation(
        all.flatMap((one, at) =>
          inCohort(one) ? sketches[at]!.filter((s) => s.domain === domain).map((s) => s.tuned - s.base) : [],
        ),
      ),
    ]),
  ) as Record<Domain, number | null>;
  return {
    variant: 'v2-cohort',
    level: 95,
    seed: 250700432,
    resamples: valuesOnly >= all.length ? 0 : 10_000,
    verdicts: 'stored',
    cohort: all.filter(inCohort).map(({ model }) => model),
    sigma,
    models: all.map((one, at) =>
      modelOf(one, sketches[at]!, sigma, inCohort(one), at < count - valuesOnly || at >= count),
    ),
    absent: [],
    problems: [],
  };
}

interface Score {
  readonly benchmark: string;
  readonly domain: Domain;
  readonly n: number;
  readonly base: number;
  readonly tuned: number;
}

/** Scores that depend on the model's name and kind alone. */
function scoresOf({ base, method, model, checkpoint }: TunedModel, at: number): Score[] {
  const ofBase = generator(hash(base));
  const ofModel = generator(hash(checkpoint?.run ?? model));
  const progress = checkpoint === null ? 1 : Math.sqrt(checkpoint.step / 800);
  const lost = model.includes('lost');
  return paperBenchmarks.flatMap(([benchmark, domain, n]) => {
    const start = 15 + 60 * ofBase();
    const room = method === 'sft' ? { math: 16, other: 4, non: -16 } : { math: 13, other: 8, non: 3 };
    const gain =
      (lost && domain === 'math' ? -4 : room[domain]) * progress + (ofModel() - 0.5) * 9 * progress;
    const right = Math.max(0, Math.min(n, Math.round(((start + gain) / 100) * n)));
    // One benchmark that a model was not asked.
    if (benchmark === 'HeadQA' && at === 4) return [];
    return [
      { benchmark, domain, n, base: (Math.round((start / 100) * n) / n) * 100, tuned: (right / n) * 100 },
    ];
  });
}

function modelOf(
  one: TunedModel,
  scores: readonly Score[],
  sigma: Readonly<Record<Domain, number | null>>,
  inCohort: boolean,
  intervals: boolean,
): ModelTransfer {
  const weightOf = (domain: Domain): number =>
    scores.filter((score) => score.domain === domain).reduce((sum, { base }) => sum + 100 - base, 0);
  const benchmarks = scores.map((score): BenchmarkTransfer => {
    const { benchmark, domain, n, base, tuned } = score;
    const delta = tuned - base;
    const stderr = 100 * Math.sqrt((0.18 + Math.abs(delta) / 400) / n);
    const spread = sigma[domain];
    const weight = 100 - base;
    const scaled = spread === null || spread === 0 ? null : delta / spread;
    const p = Math.min(1, 2 * tail(Math.abs(delta) / stderr));
    const side = {
      metric: 'exact_match',
      format: 'lm-eval',
      files: [`/results/${one.model}/${benchmark}.json`],
      truncated: 0.02,
      meanTokens: 812,
      repeats: 1,
      alone: 0,
    };
    const flipped = Math.round(Math.abs(delta) * n * 0.01);
    return {
      benchmark,
      domain,
      base,
      tuned,
      delta: { value: delta, ...limits(delta, intervals ? 1.96 * stderr : null) },
      stderr: intervals ? stderr : null,
      n: intervals ? n : null,
      p: intervals ? p : null,
      pAdjusted: intervals ? Math.min(1, p * 1.4) : null,
      test: intervals ? 'mcnemar' : null,
      detectable: intervals ? { points: 2.8 * stderr, worstCase: false } : null,
      flips: intervals
        ? {
            learned: delta > 0 ? flipped + 3 : 3,
            forgotten: delta < 0 ? flipped + 3 : 3,
            better: 0,
            worse: 0,
            right: Math.round((n * base) / 100) - 3,
            wrong: Math.max(0, n - Math.round((n * base) / 100) - flipped - 3),
          }
        : null,
      terms:
        scaled === null ? null : { delta: scaled, s: root(scaled), weight, share: weight / weightOf(domain) },
      sides: [side, side],
      differences: benchmark === 'IFEval' ? ['base greedy, tuned T 0.6'] : [],
      smoothed: n < 50,
    };
  });
  const domainOf = (domain: Domain): DomainTransfer => {
    const mine = benchmarks.filter((benchmark) => benchmark.domain === domain);
    const mean = mine.reduce((sum, { delta }) => sum + delta.value, 0) / mine.length;
    const di = mine.reduce((sum, { terms }) => sum + (terms === null ? 0 : terms.s * terms.share), 0);
    const error = Math.sqrt(mine.reduce((sum, { stderr }) => sum + (stderr ?? 0) ** 2, 0)) / mine.length;
    return {
      delta: { value: mean, ...limits(mean, intervals ? 1.96 * error : null) },
      di: { value: di, ...limits(di, intervals ? (1.96 * error) / 9 : null) },
      reason: null,
      sigma: sigma[domain],
      benchmarks: mine.length,
      of: 4,
      shrunk: mine
        .filter(({ delta, stderr }) => stderr !== null && Math.abs(delta.value) < 2 * stderr)
        .map(({ benchmark }) => benchmark),
    };
  };
  const domains = { math: domainOf('math'), other: domainOf('other'), non: domainOf('non') };
  return {
    ...one,
    inCohort,
    benchmarks,
    domains,
    ti: { other: indexOf(domains.math, domains.other), non: indexOf(domains.math, domains.non) },
    interval: intervals ? 'bootstrap' : 'none',
    excluded:
      scores.length < paperBenchmarks.length
        ? [{ benchmark: 'HeadQA', reason: 'the tuned model has no result' }]
        : [],
  };
}

function indexOf({ di: math }: DomainTransfer, { di }: DomainTransfer): TransferIndex {
  const none = {
    value: null,
    low: null,
    high: null,
    status: 'undefined',
    nonfinite: math.low === null ? null : 0.0004,
  } as const;
  if (math.value === null || di.value === null || math.value <= 0) {
    return { ...none, reason: 'math did not gain' };
  }
  if (math.low !== null && math.low <= 0)
    return { ...none, reason: 'the interval of the gain on math holds 0' };
  const value = (100 * di.value) / math.value;
  const half =
    di.high === null || di.low === null
      ? null
      : (50 * (di.high - di.low)) / math.value + Math.abs(value) * 0.12;
  return {
    value,
    ...limits(value, half),
    status: 'ok',
    reason: half === null ? 'no scores of single items' : null,
    nonfinite: half === null ? null : 0,
  };
}

function limits(value: number, half: number | null): Pick<Interval, 'low' | 'high'> {
  return half === null ? { low: null, high: null } : { low: value - half, high: value + half * 1.1 };
}

const root = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** About the upper tail of the normal distribution. */
function tail(z: number): number {
  return 0.5 * Math.exp(-0.717 * z - 0.416 * z * z);
}

function hash(text: string): number {
  let sum = 7;
  for (const character of text) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}

/** Numbers in [0, 1), always the same from the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
