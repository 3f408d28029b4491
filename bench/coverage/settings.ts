import type { Domain } from '../../src/core/domain.ts';

/** A benchmark whose items are drawn from a population with known shares of right ones. */
export interface SimulatedBenchmark {
  readonly benchmark: string;
  readonly domain: Domain;
  readonly items: number;
  /** Shares in [0, 1] of all items there could be. */
  readonly base: number;
  readonly tuned: number;
}

export interface Setting {
  readonly name: string;
  readonly benchmarks: readonly SimulatedBenchmark[];
  /** Whether other models are in the cohort, as in a table of several. */
  readonly others: boolean;
  /** Whether every |ΔR| is above two standard errors, so that the coverage has to be 93 to 97 %. */
  readonly isClear: boolean;
}

const domainOf = {
  AIME24: 'math',
  AIME25: 'math',
  'MATH-500': 'math',
  OlympiadBench: 'math',
  'GPQA-Diamond': 'other',
  LiveCodeBench: 'other',
  ACPBench: 'other',
  HeadQA: 'other',
  CoQA: 'non',
  'MC-TACO': 'non',
  IFEval: 'non',
  HaluEval: 'non',
} as const;

type Rates = Readonly<Record<keyof typeof domainOf, readonly [items: number, base: number, tuned: number]>>;

/** Gains of 3 standard errors and more; within a domain they differ by little more than one. */
const close: Rates = {
  AIME24: [200, 0.2, 0.5],
  AIME25: [200, 0.15, 0.4],
  'MATH-500': [500, 0.6, 0.85],
  OlympiadBench: [600, 0.25, 0.4],
  'GPQA-Diamond': [450, 0.35, 0.55],
  LiveCodeBench: [400, 0.3, 0.5],
  ACPBench: [500, 0.45, 0.7],
  HeadQA: [600, 0.35, 0.5],
  CoQA: [500, 0.6, 0.4],
  'MC-TACO': [500, 0.75, 0.6],
  IFEval: [540, 0.8, 0.6],
  HaluEval: [600, 0.5, 0.35],
};

/** Gains of 3 standard errors and more, and differences between them as large, as the paper's models have them. */
const apart: Rates = {
  ...close,
  AIME24: [200, 0.1, 0.6],
  AIME25: [200, 0.08, 0.4],
  'GPQA-Diamond': [450, 0.3, 0.65],
  LiveCodeBench: [400, 0.2, 0.6],
  HeadQA: [600, 0.5, 0.4],
  CoQA: [500, 0.5, 0.1],
  IFEval: [540, 0.8, 0.4],
};

const withRates = (rates: Partial<Rates>): readonly SimulatedBenchmark[] =>
  Object.entries({ ...close, ...rates }).map(([benchmark, [items, base, tuned]]) => ({
    benchmark,
    domain: domainOf[benchmark as keyof Rates],
    items,
    base,
    tuned,
  }));

export const settings: readonly Setting[] = [
  { name: 'clear gains', benchmarks: withRates(apart), others: true, isClear: true },
  { name: 'clear gains, close', benchmarks: withRates({}), others: true, isClear: true },
  { name: 'clear gains, one model', benchmarks: withRates(apart), others: false, isClear: true },
  {
    name: 'math near 0',
    benchmarks: withRates({
      AIME24: [200, 0.2, 0.22],
      AIME25: [200, 0.15, 0.16],
      'MATH-500': [500, 0.6, 0.605],
      OlympiadBench: [600, 0.25, 0.26],
    }),
    others: true,
    isClear: false,
  },
  {
    name: 'AIME at 2 of 30',
    benchmarks: withRates({ AIME24: [30, 2 / 30, 0.4], AIME25: [30, 2 / 30, 0.3] }),
    others: true,
    isClear: false,
  },
  {
    name: 'elsewhere near 0',
    benchmarks: withRates({
      'GPQA-Diamond': [200, 0.35, 0.36],
      HeadQA: [600, 0.35, 0.35],
      CoQA: [500, 0.6, 0.59],
      HaluEval: [600, 0.5, 0.51],
    }),
    others: true,
    isClear: false,
  },
];

/** Gains of other models in the cohort, as multiples of the model's own: known without error. */
export const otherGains: readonly number[] = [0.3, 0.6, 0.8, 1.2, 1.4];
