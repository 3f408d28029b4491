import type { Domain } from '../../../src/core/domain.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import { resample, type Resampled } from '../../../src/core/transfer/resampled.ts';
import type { Transfer, TransferOptions } from '../../../src/core/transfer/transfer.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import type {
  Comparison,
  PairedBenchmark,
  PairedSide,
  PairedTask,
  TransferInput,
  TunedModel,
} from '../../../src/core/transfer/transferInput.ts';

export const paperDomains: Readonly<Record<string, Domain>> = {
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
};

const side: PairedSide = {
  metric: 'acc',
  format: 'lm-eval',
  files: [],
  truncated: null,
  meanTokens: null,
  repeats: 1,
  alone: 0,
};

/** A row of a table of scores in percent, by benchmark. */
export interface ScoreRow {
  readonly model: string;
  readonly base: string;
  readonly checkpoint?: TunedModel['checkpoint'];
  readonly scores: Readonly<Record<string, number>>;
}

const tunedModel = ({ model, base, checkpoint = null }: Omit<ScoreRow, 'scores'>): TunedModel => ({
  model,
  base,
  method: null,
  size: null,
  checkpoint,
  baseFrom: null,
});

/** What a table without scores of single items gives: a comparison for each row whose base is a row. */
export function tableInput(
  rows: readonly ScoreRow[],
  domains: Readonly<Record<string, Domain>> = paperDomains,
): TransferInput {
  const tuned = rows.filter(({ base }) => base !== '');
  return {
    tasks: [],
    models: tuned.map(tunedModel),
    comparisons: tuned.map(({ model, base, scores }): Comparison => {
      const before = rows.find((row) => row.model === base)?.scores ?? {};
      return {
        left: base,
        right: model,
        benchmarks: Object.entries(domains).flatMap(([benchmark, domain]): PairedBenchmark[] => {
          const [left, right] = [before[benchmark], scores[benchmark]];
          if (left === undefined || right === undefined) return [];
          return [{ benchmark, domain, left, right, tasks: null, sides: [side, side], differences: [] }];
        }),
        excluded: [],
      };
    }),
    verdicts: 'stored',
    set: { domains: new Map(Object.entries(domains)), added: [], removed: [] },
    problems: [],
  };
}

/** One model's scores of single items on a task: null where it has none. In parts where there are `parts`. */
export type ItemScores = readonly (number | null)[];

export interface ItemTask {
  readonly benchmark: string;
  readonly task?: string;
  readonly domain: Domain;
  /** Of each item of the union; absent where an item has one. */
  readonly parts?: readonly number[];
  /** By model, of each item of the union. */
  readonly scores: Readonly<Record<string, ItemScores>>;
  readonly single?: boolean;
}

/** Scores of single items, laid beside each other as the index does it: equal columns are the same array. */
export function itemInput(
  models: readonly Omit<ScoreRow, 'scores'>[],
  tasks: readonly ItemTask[],
): TransferInput {
  const known = new Map<string, Float64Array | Uint32Array>();
  const once = <T extends Float64Array | Uint32Array>(key: string, made: T): T => {
    if (!known.has(key)) known.set(key, made);
    return known.get(key) as T;
  };
  const pairedTask = (at: number, left: string, right: string): PairedTask[] => {
    const { scores, parts, single = false } = tasks[at]!;
    const [one, other] = [scores[left], scores[right]];
    if (one === undefined || other === undefined) return [];
    const places = [...one.keys()].filter((place) => one[place] !== null && other[place] !== null);
    if (places.length === 0) return [];
    const key = `${at}/${places.join()}`;
    const column = (model: string): Float64Array =>
      once(
        `${key}/${model}`,
        Float64Array.from(places, (place) => scores[model]?.[place] ?? NaN),
      );
    return [
      {
        task: at,
        item: once(key, Uint32Array.from(places)),
        left: column(left),
        right: column(right),
        of: once(
          `${key}/of`,
          Float64Array.from(places, (place) => parts?.[place] ?? 1),
        ),
        single,
        verdicts: null,
      },
    ];
  };
  const names = [...new Set(tasks.map(({ benchmark }) => benchmark))];
  return {
    tasks: tasks.map(({ benchmark, task = '', scores }) => ({
      benchmark,
      task,
      items: [...(Object.values(scores)[0] ?? []).keys()],
    })),
    models: models.map(tunedModel),
    comparisons: models.map(({ model, base }): Comparison => ({
      left: base,
      right: model,
      benchmarks: names.flatMap((benchmark): PairedBenchmark[] => {
        const own = tasks.flatMap((task, at) =>
          task.benchmark === benchmark ? pairedTask(at, base, model) : [],
        );
        if (own.length === 0) return [];
        const domain = tasks.find((task) => task.benchmark === benchmark)!.domain;
        const value = (of: 'left' | 'right'): number =>
          (100 * total(own.map((one) => share(one, of)))) / own.length;
        return [
          {
            benchmark,
            domain,
            left: value('left'),
            right: value('right'),
            tasks: own,
            sides: [side, side],
            differences: [],
          },
        ];
      }),
      excluded: [],
    })),
    verdicts: 'stored',
    set: {
      domains: new Map(tasks.map(({ benchmark, domain }) => [benchmark, domain])),
      added: [],
      removed: [],
    },
    problems: [],
  };
}

const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
const share = (task: PairedTask, of: 'left' | 'right'): number => total(task[of]) / total(task.of);

export const defaults: TransferOptions = { variant: 'v2-cohort', level: 95, cohort: null };

export function transferred(input: TransferInput, options: Partial<TransferOptions> = {}): Transfer {
  return transferOf(input, { ...defaults, ...options }, null);
}

export function resampledWith(input: TransferInput, resamples = 400, seed = 7): Resampled {
  return resample(input, resampleSums, { seed, resamples });
}

/** With intervals of a few hundred resamples. */
export function transferredWith(
  input: TransferInput,
  options: Partial<TransferOptions> = {},
  resamples = 400,
): Transfer {
  return transferOf(input, { ...defaults, ...options }, resampledWith(input, resamples));
}

/** Every number within, wherever it stands. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(numbersIn);
}
