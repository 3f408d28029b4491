import type { ScoredBenchmark } from './benchmarkScores.ts';
import { detectable } from './detectable.ts';
import { flipCounts } from './flipCounts.ts';
import { pairedError } from './pairedError.ts';
import { percentileInterval } from './percentiles.ts';
import type { ResampledBenchmark } from './resampled.ts';
import type { BenchmarkTransfer, IndexTerms } from './transfer.ts';

/** What of a benchmark's row is its own; p-values are adjusted over many. */
export interface BenchmarkRow {
  readonly scored: ScoredBenchmark;
  /** Null without scores of single items, and before there are resamples. */
  readonly resampled: ResampledBenchmark | null;
  readonly terms: IndexTerms | null;
  readonly pAdjusted: number | null;
}

/** @param level of the interval and of what is detectable, in percent */
export function benchmarkTransfer(
  { scored, resampled, terms, pAdjusted }: BenchmarkRow,
  level: number,
): BenchmarkTransfer {
  const { paired, left, right, delta } = scored;
  const { tasks } = paired;
  const error = tasks === null ? undefined : pairedError(tasks);
  const test = resampled?.test() ?? null;
  return {
    benchmark: paired.benchmark,
    domain: paired.domain,
    base: left,
    tuned: right,
    delta: deltaInterval(delta, resampled, level),
    stderr: error?.stderr ?? null,
    n: error?.n ?? null,
    p: test?.p ?? null,
    pAdjusted,
    test: test?.test ?? null,
    detectable: tasks === null ? null : detectable(tasks, level, error),
    flips: tasks === null ? null : flipCounts(tasks),
    terms,
    sides: paired.sides,
    differences: paired.differences,
    smoothed: resampled?.smoothed ?? false,
  };
}

/** Made anew for hundreds of benchmarks it would take longer than to compute what is in it. */
let deltas = new Float64Array();

function deltaInterval(
  delta: number,
  resampled: ResampledBenchmark | null,
  level: number,
): BenchmarkTransfer['delta'] {
  if (resampled === null) return { value: delta, low: null, high: null };
  const { left, right } = resampled;
  if (deltas.length !== left.length) deltas = new Float64Array(left.length);
  for (let at = 0; at < deltas.length; at++) deltas[at] = (right[at] ?? NaN) - (left[at] ?? NaN);
  return percentileInterval(delta, deltas, level);
}

/** Whether |ΔR| is below two standard errors; not known without scores of single items. */
export function isShrunk({ delta, stderr }: BenchmarkTransfer): boolean {
  return stderr !== null && Math.abs(delta.value) <= 2 * stderr;
}
