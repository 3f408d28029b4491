import type { Domain } from '../domain.ts';
import type { ModelRelation } from '../endpoint.ts';
import type { Problem } from '../problem.ts';

/** Where verdicts come from: those the tools stored, or ours and those by hand in their place. */
export type VerdictSource = 'stored' | 'rescored';

/** Everything the transfer is computed from: models, each beside its base, on what both were asked. */
export interface TransferInput {
  /** The parts of benchmarks that are resampled apart; `PairedTask.task` is a place in it. */
  readonly tasks: readonly TransferTask[];
  /** By base, then by name. */
  readonly models: readonly TunedModel[];
  /** By model of `models`: itself beside its base. */
  readonly comparisons: readonly Comparison[];
  readonly verdicts: VerdictSource;
  /** By benchmark of the set: the domain it counts in. */
  readonly set: BenchmarkSet;
  /** Models without a base, cycles, what contradicts itself: what of the results is not in `models`, and why. */
  readonly problems: readonly Problem[];
}

/** A benchmark, or one of the tasks it is the mean of. Its items are drawn together for all models. */
export interface TransferTask {
  readonly benchmark: string;
  /** Empty for a benchmark without tasks. */
  readonly task: string;
  /** Groups of the index (`ResultsIndex.item`): what any comparison rests on, in an order that files do not change. */
  readonly items: readonly number[];
}

/** A model with a base. */
export interface TunedModel {
  readonly model: string;
  readonly base: string;
  readonly method: NonNullable<ModelRelation['method']> | null;
  /** Of its base, as people write it, such as `14B`; null where nobody says. */
  readonly size: string | null;
  readonly checkpoint: { readonly run: string; readonly step: number } | null;
  /** Who says what its base is, in words; null for the settings and for what was asked for. */
  readonly baseFrom: string | null;
}

/** Which benchmarks count, and where. */
export interface BenchmarkSet {
  /** By benchmark of the results or of the paper. */
  readonly domains: ReadonlyMap<string, Domain>;
  /** How it differs from the paper's: benchmarks that are none of its twelve or in another domain; those taken out. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Two models on what both were asked: a base and what was tuned from it, or two tuned models. */
export interface Comparison {
  readonly left: string;
  readonly right: string;
  readonly benchmarks: readonly PairedBenchmark[];
  readonly excluded: readonly Excluded[];
}

/** A benchmark that is not compared, and why, in words. */
export interface Excluded {
  readonly benchmark: string;
  readonly reason: string;
}

/** One benchmark for two models. */
export interface PairedBenchmark {
  readonly benchmark: string;
  readonly domain: Domain;
  /** In percent: over the items that both have; without scores of single items as the tools report them. */
  readonly left: number;
  readonly right: number;
  /** The benchmark is the plain mean of these; null where a side has no scores of single items. */
  readonly tasks: readonly PairedTask[] | null;
  /** What each side says of itself. */
  readonly sides: readonly [left: PairedSide, right: PairedSide];
  /** How the two were asked otherwise, in words, such as `base greedy, tuned T 0.6`. */
  readonly differences: readonly string[];
}

export interface PairedSide {
  readonly metric: string | null;
  /** `FormatName` of the tool. */
  readonly format: string;
  /** Files that its values stand in: absolute, with `/`. */
  readonly files: readonly string[];
  /** Share in [0, 1] of its samples that were cut off; null where the tool does not say. */
  readonly truncated: number | null;
  readonly meanTokens: number | null;
  /** Samples of each item at most. */
  readonly repeats: number;
  /** Items that it has and the other side does not. */
  readonly alone: number;
}

/**
 * One task for two models, by item: rows in the order of `item`. What equal models were given on equal items is the
 * same array, so that it is summed once.
 */
export interface PairedTask {
  /** Place in `TransferInput.tasks`. */
  readonly task: number;
  /** Ascending places in `TransferTask.items`: the items that both have. At least one. */
  readonly item: Uint32Array;
  /** The mean over repeats of the score, times `of`. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Parts that the item is made of (IFEval's instructions); 1 for others. The value is Σ left / Σ of. */
  readonly of: Float64Array;
  /** Whether both sides have one sample of each item, which is right or wrong. */
  readonly single: boolean;
  /** What flips are told by where that is not the score: CoQA's exact match, IFEval by prompt. In [0, 1]. */
  readonly verdicts: { readonly left: Float64Array; readonly right: Float64Array } | null;
}
