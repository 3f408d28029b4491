import type { ResampledBenchmark } from './resampled.ts';
import type { Variant } from './transfer.ts';

/** A spread of resampled gains below this, in points, is none but for the rounding of floats. */
const noSpread = 1e-4;

/** A domain of one model in each resample; what is no number has no finite value. */
export interface ResampledDomain {
  /** The plain mean of the benchmarks' deltas, in points. */
  readonly delta: Float64Array;
  readonly di: Float64Array;
}

/**
 * The mean gain and the index of a domain in each resample, by the equations of `domainIndex`: weights are those of the
 * resample. σ is held at its estimate in `v2-cohort`, and the spread of the resample's own gains in `v2-per-model`.
 *
 * @param benchmarks at least one
 * @param sigma in points; only of `v2-cohort`
 */
export function resampledDomain(
  benchmarks: readonly Pick<ResampledBenchmark, 'left' | 'right'>[],
  variant: Variant,
  sigma: number | null,
): ResampledDomain {
  const resamples = benchmarks[0]?.left.length ?? 0;
  const delta = new Float64Array(resamples);
  for (const { left, right } of benchmarks) {
    for (let at = 0; at < resamples; at++) delta[at] = (delta[at] ?? 0) + (right[at] ?? 0) - (left[at] ?? 0);
  }
  for (let at = 0; at < resamples; at++) delta[at] = (delta[at] ?? 0) / benchmarks.length;
  const di = variant === 'v1-relative' ? relative(benchmarks, resamples) : roots(benchmarks, resamples);
  if (variant === 'v2-cohort') {
    // √(ΔR/σ) = √ΔR / √σ, so that σ can be divided by at the end.
    const root = Math.sqrt(sigma ?? NaN);
    for (let at = 0; at < resamples; at++) di[at] = (di[at] ?? 0) / root;
  } else if (variant === 'v2-per-model') divideBySpread(di, benchmarks, delta);
  return { delta, di };
}

/** Σ w s / Σ w with σ = 1. */
function roots(
  benchmarks: readonly Pick<ResampledBenchmark, 'left' | 'right'>[],
  resamples: number,
): Float64Array {
  const found = new Float64Array(resamples);
  const weights = new Float64Array(resamples);
  for (const { left, right } of benchmarks) {
    for (let at = 0; at < resamples; at++) {
      const base = left[at] ?? 0;
      const gain = (right[at] ?? 0) - base;
      const weight = 100 - base;
      const root = Math.sqrt(Math.abs(gain));
      found[at] = (found[at] ?? 0) + weight * (gain < 0 ? -root : root);
      weights[at] = (weights[at] ?? 0) + weight;
    }
  }
  for (let at = 0; at < resamples; at++) found[at] = (found[at] ?? 0) / (weights[at] ?? 0);
  return found;
}

function relative(
  benchmarks: readonly Pick<ResampledBenchmark, 'left' | 'right'>[],
  resamples: number,
): Float64Array {
  const found = new Float64Array(resamples);
  for (const { left, right } of benchmarks) {
    for (let at = 0; at < resamples; at++) {
      const base = left[at] ?? 0;
      found[at] = (found[at] ?? 0) + ((right[at] ?? 0) - base) / base;
    }
  }
  for (let at = 0; at < resamples; at++) found[at] = (found[at] ?? 0) / benchmarks.length;
  return found;
}

function divideBySpread(
  di: Float64Array,
  benchmarks: readonly Pick<ResampledBenchmark, 'left' | 'right'>[],
  mean: Float64Array,
): void {
  const squares = new Float64Array(di.length);
  for (const { left, right } of benchmarks) {
    for (let at = 0; at < di.length; at++) {
      const off = (right[at] ?? 0) - (left[at] ?? 0) - (mean[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + off * off;
    }
  }
  for (let at = 0; at < di.length; at++) {
    const sigma = Math.sqrt((squares[at] ?? 0) / benchmarks.length);
    di[at] = sigma < noSpread ? NaN : (di[at] ?? 0) / Math.sqrt(sigma);
  }
}
