import type { Domain } from '../domain.ts';
import type { ComparisonScores, ScoredBenchmark } from './benchmarkScores.ts';
import { benchmarkTransfer, isShrunk } from './benchmarkTransfer.ts';
import { domainIndex, type DomainIndex } from './domainIndex.ts';
import { percentileInterval } from './percentiles.ts';
import type { ResampledBenchmark } from './resampled.ts';
import { resampledDomain, type ResampledDomain } from './resampledDomain.ts';
import { spread } from './spread.ts';
import type { DomainTransfer, Interval, ModelTransfer, TransferOptions } from './transfer.ts';
import { transferIndex, type IndexDomain } from './transferIndex.ts';
import type { BenchmarkSet, TunedModel } from './transferInput.ts';

/** One tuned model, and what of the others it depends on. */
export interface ModelRows {
  readonly model: TunedModel;
  readonly inCohort: boolean;
  readonly scores: ComparisonScores;
  /** By `ScoredBenchmark.place`; null before there are resamples. */
  readonly resampled: readonly (ResampledBenchmark | null)[] | null;
  /** By `ScoredBenchmark.place`, adjusted over all models of the base; undefined for those without a test. */
  readonly pAdjusted: ReadonlyMap<number, number>;
}

/** What is the same for all models. */
export interface SharedTerms {
  readonly options: Pick<TransferOptions, 'variant' | 'level'>;
  /** σ of the cohort, in points; null but in `v2-cohort`. */
  readonly sigma: Readonly<Record<Domain, number | null>> | null;
  readonly set: BenchmarkSet;
}

/** A domain of one model, as all that rests on it needs it. */
interface DomainRows {
  readonly scored: readonly ScoredBenchmark[];
  /** In points; null in `v1-relative` and with fewer than two gains. */
  readonly sigma: number | null;
  readonly index: DomainIndex;
  /** Null where a benchmark of it has no resamples. */
  readonly resampled: ResampledDomain | null;
}

/** What a tuned model became: its benchmarks, domains and index. */
export function modelTransfer(rows: ModelRows, shared: SharedTerms): ModelTransfer {
  const { level, variant } = shared.options;
  const parts = byDomain((domain) => domainRows(domain, rows, shared));
  const termsOf = ({ paired, place }: ScoredBenchmark) => {
    const { scored, index } = parts[paired.domain];
    return index.terms?.[scored.findIndex((one) => one.place === place)] ?? null;
  };
  const benchmarks = rows.scores.scored.map((scored) =>
    benchmarkTransfer(
      {
        scored,
        resampled: rows.resampled?.[scored.place] ?? null,
        terms: termsOf(scored),
        pAdjusted: rows.pAdjusted.get(scored.place) ?? null,
      },
      level,
    ),
  );
  // The slope of √|ΔR| at 0 has no end; the relative gain has no root.
  const shrunk = variant === 'v1-relative' ? [] : benchmarks.filter(isShrunk);
  const domainOf = (domain: Domain): DomainTransfer => {
    const { scored, sigma, index, resampled } = parts[domain];
    const deltas = scored.map(({ delta }) => delta);
    return {
      delta: intervalOf(meanOf(deltas), resampled?.delta ?? null, level),
      di: intervalOf(index.di, resampled?.di ?? null, level),
      reason: index.reason,
      sigma,
      benchmarks: scored.length,
      of: [...shared.set.domains.values()].filter((other) => other === domain).length,
      // Without an index there is nothing that could be pulled.
      shrunk:
        index.di === null
          ? []
          : shrunk.filter((one) => one.domain === domain).map(({ benchmark }) => benchmark),
    };
  };
  const math = indexDomain(parts.math);
  return {
    ...rows.model,
    inCohort: rows.inCohort,
    benchmarks,
    domains: byDomain(domainOf),
    ti: {
      other: transferIndex(indexDomain(parts.other), math, level),
      non: transferIndex(indexDomain(parts.non), math, level),
    },
    interval: benchmarks.some(({ delta }) => delta.low !== null) ? 'bootstrap' : 'none',
    excluded: rows.scores.excluded,
  };
}

function domainRows(
  domain: Domain,
  rows: ModelRows,
  { options: { variant }, sigma }: SharedTerms,
): DomainRows {
  const scored = rows.scores.scored.filter(({ paired }) => paired.domain === domain);
  const own =
    variant === 'v1-relative'
      ? null
      : variant === 'v2-cohort'
        ? (sigma?.[domain] ?? null)
        : spread(scored.map(({ delta }) => delta));
  const gains = scored.map(({ paired: { benchmark }, left, delta }) => ({ benchmark, base: left, delta }));
  const resampled = scored.flatMap(({ place }) => rows.resampled?.[place] ?? []);
  return {
    scored,
    sigma: own,
    index: domainIndex(gains, variant, own),
    resampled:
      resampled.length === 0 || resampled.length < scored.length
        ? null
        : resampledDomain(resampled, variant, own),
  };
}

function indexDomain({ scored, index, resampled }: DomainRows): IndexDomain {
  return {
    di: index.di,
    reason: index.reason,
    resampled: resampled?.di ?? null,
    withoutItems: scored.flatMap(({ paired }) => (paired.tasks === null ? [paired.benchmark] : [])),
  };
}

function intervalOf(value: number | null, resampled: Float64Array | null, level: number): Interval {
  return value === null || resampled === null
    ? { value, low: null, high: null }
    : percentileInterval(value, resampled, level);
}

function byDomain<T>(make: (domain: Domain) => T): Record<Domain, T> {
  return { math: make('math'), other: make('other'), non: make('non') };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
}
