import { say, verbatim } from '../say.ts';
import { normalQuantile } from './normal.ts';
import { percentileInterval } from './percentiles.ts';
import type { TransferIndex } from './transfer.ts';

/** A domain as the index needs it. */
export interface IndexDomain {
  readonly di: number | null;
  /** Why it has none. */
  readonly reason: string | null;
  /** In each resample; null where there are no resamples, or a benchmark has no scores of single items. */
  readonly resampled: Float64Array | null;
  /** Benchmarks without scores of single items. */
  readonly withoutItems: readonly string[];
}

/**
 * `TI(%) = 100 · DI / DI_math` (arXiv 2507.00432v2, section 2), with the percentile interval of the ratio.
 *
 * A ratio says nothing where math did not gain: undefined where DI_math ≤ 0, or where it cannot be told from 0, by
 * Fieller's condition (1954): z² · var*(DI_math) ≥ DI_math², var* over the resamples.
 *
 * @param level in percent
 */
export function transferIndex(domain: IndexDomain, math: IndexDomain, level: number): TransferIndex {
  const pairs = domain.resampled !== null && math.resampled !== null;
  const ratios = pairs ? ratiosOf(domain.resampled, math.resampled) : null;
  const nonfinite = ratios === null ? null : shareNonfinite(ratios);
  const reason = undefinedReason(domain, math, level);
  if (reason !== null || domain.di === null || math.di === null) {
    return { value: null, low: null, high: null, status: 'undefined', reason, nonfinite };
  }
  const value = (100 * domain.di) / math.di;
  const { low, high } = ratios === null ? noInterval : percentileInterval(value, ratios, level);
  return {
    value,
    low,
    high,
    status: 'ok',
    reason: low === null ? withoutInterval(domain, math) : null,
    nonfinite,
  };
}

const noInterval = { low: null, high: null };

function undefinedReason(domain: IndexDomain, math: IndexDomain, level: number): string | null {
  if (math.di === null) return say`Math has no index. ${math.reason ?? ''}`;
  // A ratio that is no number has no gain below it either.
  if (math.di <= 0 || !Number.isFinite((100 * (domain.di ?? 0)) / math.di)) {
    return say`Math did not gain: its index is not above 0, so that nothing can be compared with it.`;
  }
  const z = normalQuantile(0.5 + level / 200);
  if (math.resampled !== null && z ** 2 * finiteVariance(math.resampled) >= math.di ** 2) {
    return say`The gain on math cannot be told from 0 at ${level} %: compare the gains themselves.`;
  }
  return domain.di === null ? domain.reason : null;
}

function withoutInterval(domain: IndexDomain, math: IndexDomain): string {
  const missing = [...math.withoutItems, ...domain.withoutItems];
  if (missing.length > 0) {
    return say`There is no interval: ${verbatim(missing.join(', '))} without scores of single items.`;
  }
  if (domain.resampled === null) return say`The interval is not computed yet.`;
  return say`There is no interval: no resample has a ratio.`;
}

function ratiosOf(above: Float64Array, below: Float64Array): Float64Array {
  const ratios = new Float64Array(above.length);
  for (let at = 0; at < ratios.length; at++) ratios[at] = (100 * (above[at] ?? NaN)) / (below[at] ?? NaN);
  return ratios;
}

function shareNonfinite(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isFinite(value)) count += 1;
  return count / values.length;
}

/** Over the finite values; ∞ where there are fewer than two. */
function finiteVariance(values: Float64Array): number {
  let count = 0;
  let mean = 0;
  let squares = 0;
  // Welford's way: one pass, and no difference of large sums.
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }
  return count < 2 ? Infinity : squares / (count - 1);
}
