import { domains, type Domain } from '../../domain.ts';
import type { Problem } from '../../problem.ts';
import { excludedOf } from './figures.ts';
import type { PairedSide } from '../transferInput.ts';
import type { BenchmarkTransfer, Interval, ModelTransfer, Transfer, TransferIndex } from '../transfer.ts';

/** What of a transfer is written, and how. */
export interface JsonOptions {
  /** How a file is shown, such as relative to a folder. */
  readonly shown?: (file: string) => string;
}

/**
 * A transfer as the command line's JSON (design: the command line): percent and points; `low`, `high`, `n` and `p` are
 * null without scores of single items, `sigma` is null but in `v2-cohort`, and stands with each model in
 * `v2-per-model`. No number is ever NaN.
 */
export function transferJsonOf(transfer: Transfer, { shown = (file) => file }: JsonOptions = {}): object {
  return {
    variant: transfer.variant,
    level: transfer.level,
    cohort: transfer.cohort,
    sigma: transfer.sigma === null ? null : byDomain((domain) => tidy(transfer.sigma?.[domain] ?? null)),
    models: transfer.models.map((model) => modelJson(model, transfer)),
    problems: transfer.problems.map((problem) => problemJson(problem, shown)),
    verdicts: transfer.verdicts,
    seed: transfer.seed,
    resamples: transfer.resamples,
  };
}

function modelJson(model: ModelTransfer, transfer: Transfer): object {
  const { variant } = transfer;
  const { domains: own, checkpoint } = model;
  return {
    model: model.model,
    base: model.base,
    method: model.method,
    size: model.size,
    in_cohort: model.inCohort,
    ...(checkpoint === null ? {} : { checkpoint: { run: checkpoint.run, step: checkpoint.step } }),
    ...(variant === 'v2-per-model' ? { sigma: byDomain((domain) => tidy(own[domain].sigma)) } : {}),
    benchmarks: model.benchmarks.map(benchmarkJson),
    delta: byDomain((domain) => intervalJson(own[domain].delta)),
    di: byDomain((domain) => intervalJson(own[domain].di)),
    ti: { other: indexJson(model.ti.other), non: indexJson(model.ti.non) },
    interval: model.interval,
    excluded: excludedOf(model, transfer).map(({ benchmark, reason }) => ({ benchmark, reason })),
    domains: byDomain((domain) => {
      const { reason, benchmarks, of, shrunk } = own[domain];
      return { benchmarks, of, shrunk, ...(reason === null ? {} : { reason }) };
    }),
  };
}

function benchmarkJson(one: BenchmarkTransfer): object {
  const { delta, terms, detectable, flips } = one;
  const [base, tuned] = one.sides;
  return {
    benchmark: one.benchmark,
    domain: one.domain,
    base: tidy(one.base),
    tuned: tidy(one.tuned),
    delta: tidy(delta.value),
    low: tidy(delta.low),
    high: tidy(delta.high),
    n: one.n,
    p: tidy(one.p),
    p_adjusted: tidy(one.pAdjusted),
    stderr: tidy(one.stderr),
    test: one.test,
    terms:
      terms === null
        ? null
        : {
            delta: tidy(terms.delta),
            s: tidy(terms.s),
            weight: tidy(terms.weight),
            share: tidy(terms.share),
          },
    detectable:
      detectable === null ? null : { points: tidy(detectable.points), worst_case: detectable.worstCase },
    flips: flips === null ? null : { ...flips },
    differences: one.differences,
    sides: { base: sideJson(base), tuned: sideJson(tuned) },
  };
}

/** `truncated` is a share from 0 to 1, as in the JSON of results; null where nobody says it. */
function sideJson({ metric, format, repeats, truncated, meanTokens }: PairedSide): object {
  return { metric, format, repeats, truncated: tidy(truncated), mean_tokens: tidy(meanTokens) };
}

function indexJson({ status, reason, nonfinite, ...interval }: TransferIndex): object {
  return {
    ...intervalJson(interval),
    status,
    ...(reason === null ? {} : { reason }),
    nonfinite: tidy(nonfinite),
  };
}

function intervalJson({ value, low, high }: Interval): object {
  return { value: tidy(value), low: tidy(low), high: tidy(high) };
}

function problemJson({ file, line, field, message }: Problem, shown: (file: string) => string): object {
  return {
    file: shown(file),
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
    message,
  };
}

function byDomain(of: (domain: Domain) => unknown): object {
  return Object.fromEntries(domains.map((domain) => [domain, of(domain)]));
}

/** Without the digits that only arithmetic made: 0.07 is 7 %, not 7.000000000000001. */
function tidy(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(14));
}
