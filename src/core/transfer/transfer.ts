import type { Domain } from '../domain.ts';
import type { Problem } from '../problem.ts';
import type { Excluded, PairedSide, TunedModel, VerdictSource } from './transferInput.ts';

/**
 * How gains become an index (arXiv 2507.00432): `v2-cohort` (October 2025, with one σ of a domain over the models
 * compared, as the published numbers have it), `v2-per-model` (as its text prints it), `v1-relative` (July 2025).
 */
export const variants = ['v2-cohort', 'v2-per-model', 'v1-relative'] as const;
export type Variant = (typeof variants)[number];

export interface TransferOptions {
  readonly variant: Variant;
  /** Of intervals and of "undefined", in percent, such as 95. */
  readonly level: number;
  /** Models whose gains σ is taken over; null for the default: of each training run its last checkpoint. */
  readonly cohort: readonly string[] | null;
}

/** Of the resamples of an interval; the same for everybody, so that the same results give the same numbers. */
export const defaultSeed = 250700432;
export const defaultResamples = 10_000;

/** A value with its interval; all null where it cannot be computed, `low` and `high` where there is no interval. */
export interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What each tuned model became, benchmark by benchmark, domain by domain, and in the index. */
export interface Transfer {
  readonly variant: Variant;
  readonly level: number;
  readonly seed: number;
  /** 0 where there are no intervals yet, or no scores of single items. */
  readonly resamples: number;
  readonly verdicts: VerdictSource;
  readonly cohort: readonly string[];
  /** In points, over the cohort; null but in `v2-cohort`. A domain without two deltas has null. */
  readonly sigma: Readonly<Record<Domain, number | null>> | null;
  readonly models: readonly ModelTransfer[];
  /** Benchmarks of the set of which there are no results at all; no `excluded` repeats them. */
  readonly absent: readonly string[];
  readonly problems: readonly Problem[];
}

export interface ModelTransfer extends TunedModel {
  readonly inCohort: boolean;
  readonly benchmarks: readonly BenchmarkTransfer[];
  readonly domains: Readonly<Record<Domain, DomainTransfer>>;
  readonly ti: Readonly<Record<'other' | 'non', TransferIndex>>;
  readonly interval: 'bootstrap' | 'none';
  readonly excluded: readonly Excluded[];
}

export interface BenchmarkTransfer {
  readonly benchmark: string;
  readonly domain: Domain;
  /** In percent, over the items that both have. */
  readonly base: number;
  readonly tuned: number;
  /** In points. */
  readonly delta: Interval & { readonly value: number };
  /** Of `delta`, in points, from the paired differences; null without scores of single items. */
  readonly stderr: number | null;
  /** Items that both have; null without scores of single items. */
  readonly n: number | null;
  readonly p: number | null;
  /** After Benjamini and Hochberg, over all tuned models of the base and all their benchmarks. */
  readonly pAdjusted: number | null;
  readonly test: 'mcnemar' | 'sign-flip' | null;
  readonly detectable: Detectable | null;
  /** Items by what became of them; null without scores of single items. */
  readonly flips: FlipCounts | null;
  /** What the index is made of; null where it cannot be computed. */
  readonly terms: IndexTerms | null;
  readonly sides: readonly [base: PairedSide, tuned: PairedSide];
  /** How the two were asked otherwise, in words. */
  readonly differences: readonly string[];
  /** Whether its scores were smoothed in the resamples, because its items are few. */
  readonly smoothed: boolean;
}

/** The smallest true difference that the comparison finds in 80 of 100 cases, two-sided at the level. */
export interface Detectable {
  /** In points. */
  readonly points: number;
  /** Whether no item differs, so that the largest variance there can be was taken. */
  readonly worstCase: boolean;
}

export interface FlipCounts {
  /** The item's mean crosses 0.5. */
  readonly learned: number;
  readonly forgotten: number;
  /** Other changes of the mean. */
  readonly better: number;
  readonly worse: number;
  /** Unchanged: above 0.5, and all others. */
  readonly right: number;
  readonly wrong: number;
}

/** Paper, section 2: `δ_b = ΔR_b / σ`, `s_b = sign(δ_b) √|δ_b|`, weights that add up to 1 in the domain. */
export interface IndexTerms {
  /** v2: ΔR_b / σ. v1: ΔR_b / R_b(base). */
  readonly delta: number;
  /** v2: as above. v1: the same as `delta`. */
  readonly s: number;
  /** v2: 100 − R_b(base). v1: 1. */
  readonly weight: number;
  /** The share of `weight` in its domain. */
  readonly share: number;
}

export interface DomainTransfer {
  /** The plain mean of the benchmarks' deltas, in points. */
  readonly delta: Interval;
  /** Without unit. */
  readonly di: Interval;
  /** Why `di` has no value, in words; null where it has one. */
  readonly reason: string | null;
  /** Population standard deviation of the deltas that counted, in points; null in `v1-relative`. */
  readonly sigma: number | null;
  /** Benchmarks that it rests on, and those of the set. */
  readonly benchmarks: number;
  readonly of: number;
  /** Benchmarks whose |ΔR| is below two standard errors: the root pulls `di` towards 0. Empty where there is no `di`. */
  readonly shrunk: readonly string[];
}

export interface TransferIndex extends Interval {
  /** In percent of the gain on math, as an index: no share of points. */
  readonly status: 'ok' | 'undefined';
  /** Why it is undefined, or has no interval; in words. */
  readonly reason: string | null;
  /** Share in [0, 1] of the resamples without a ratio; null without resamples. */
  readonly nonfinite: number | null;
}

/** Two models directly, benchmark by benchmark: what RL and SFT of one base made of the same items. */
export interface DirectComparison {
  readonly left: string;
  readonly right: string;
  readonly level: number;
  /** `base` is the left one, `tuned` the right one; `pAdjusted` over these benchmarks; `terms` is null. */
  readonly benchmarks: readonly BenchmarkTransfer[];
  readonly domains: Readonly<Record<Domain, Interval & { readonly benchmarks: number }>>;
  readonly excluded: readonly Excluded[];
}
