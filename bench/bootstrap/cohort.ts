import { randomWords } from '../../src/core/transfer/randomWords.ts';
import type { Domain } from '../../src/core/domain.ts';
import type {
  Comparison,
  PairedBenchmark,
  PairedTask,
  TransferInput,
  TransferTask,
} from '../../src/core/transfer/transferInput.ts';

/** How an item is scored: so many samples, each right or wrong; a share; or so many instructions. */
type Scoring = { readonly samples: number } | 'share' | 'instructions';

/** The paper's benchmarks and how it sampled them (arXiv 2507.00432, appendix): repeats, F1 and instructions included. */
const benchmarks: readonly (readonly [name: string, domain: Domain, scoring: Scoring])[] = [
  ['MATH-500', 'math', { samples: 3 }],
  ['AIME24', 'math', { samples: 10 }],
  ['AIME25', 'math', { samples: 10 }],
  ['OlympiadBench', 'math', { samples: 1 }],
  ['LiveCodeBench', 'other', { samples: 3 }],
  ['GPQA-Diamond', 'other', { samples: 3 }],
  ['ACPBench', 'other', { samples: 1 }],
  ['HeadQA', 'other', { samples: 1 }],
  ['CoQA', 'non', 'share'],
  ['IFEval', 'non', 'instructions'],
  ['HaluEval', 'non', { samples: 1 }],
  ['MC-TACO', 'non', { samples: 1 }],
];

/** What tuning added to the chance to be right, in points. */
const gains: Readonly<Record<Domain, number>> = { math: 12, other: 6, non: -4 };

/** Scores of one benchmark: models × items, and the parts of each item. */
export interface Scores {
  readonly models: readonly Float64Array[];
  readonly of: Float64Array;
}

/** A base and models tuned from it on the twelve benchmarks. Made of random words: the same each time. */
export function cohort(tuned: number, items: number): { input: TransferInput; scores: readonly Scores[] } {
  const word = randomWords(1);
  const chance = (): number => word() / 2 ** 32;
  const scores = benchmarks.map(([, domain, scoring]) => scoresOf(tuned, items, domain, scoring, chance));
  const names = Array.from({ length: tuned }, (_, model) => `Tuned ${model + 1}`);
  const domains = new Map(benchmarks.map(([name, domain]) => [name, domain]));
  const input: TransferInput = {
    tasks: benchmarks.map(([benchmark], place): TransferTask => {
      return { benchmark, task: '', items: Array.from({ length: items }, (_, item) => place * items + item) };
    }),
    models: names.map((model) => {
      return { model, base: 'Base', method: null, size: null, checkpoint: null, baseFrom: null };
    }),
    comparisons: names.map((right, model) => comparisonOf(right, model + 1, scores)),
    verdicts: 'stored',
    set: { domains, added: [], removed: [] },
    problems: [],
  };
  return { input, scores };
}

function scoresOf(
  tuned: number,
  items: number,
  domain: Domain,
  scoring: Scoring,
  chance: () => number,
): Scores {
  const easy = Float64Array.from({ length: items }, chance);
  const of = Float64Array.from({ length: items }, () =>
    scoring === 'instructions' ? 1 + Math.floor(3 * chance()) : 1,
  );
  const models = Array.from({ length: tuned + 1 }, (_, model) => {
    const gain = model === 0 ? 0 : (gains[domain] * (0.5 + chance())) / 100;
    return easy.map((ease, item) => {
      const likely = 0.15 + 0.6 * ease + gain;
      if (scoring === 'share') return Math.min(1, likely * (0.5 + chance()));
      const parts = scoring === 'instructions' ? (of[item] ?? 1) : scoring.samples;
      let right = 0;
      for (let part = 0; part < parts; part++) right += chance() < likely ? 1 : 0;
      return scoring === 'instructions' ? right : right / parts;
    });
  });
  return { models, of };
}

function comparisonOf(right: string, model: number, scores: readonly Scores[]): Comparison {
  const side = {
    metric: null,
    format: 'bench',
    files: [],
    truncated: null,
    meanTokens: null,
    repeats: 1,
    alone: 0,
  };
  return {
    left: 'Base',
    right,
    excluded: [],
    benchmarks: benchmarks.map(([benchmark, domain, scoring], place): PairedBenchmark => {
      const { models, of } = scores[place] ?? { models: [], of: new Float64Array() };
      const task: PairedTask = {
        task: place,
        item: Uint32Array.from(of, (_, item) => item),
        left: models[0] ?? of,
        right: models[model] ?? of,
        of,
        single: typeof scoring === 'object' && scoring.samples === 1,
        verdicts: null,
      };
      const percent = (values: Float64Array): number => (100 * sum(values)) / sum(of);
      return {
        benchmark,
        domain,
        left: percent(task.left),
        right: percent(task.right),
        tasks: [task],
        sides: [side, side],
        differences: [],
      };
    }),
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
