import type { Domain } from '../domain.ts';
import { comparisonScores } from './benchmarkScores.ts';
import { benchmarkTransfer } from './benchmarkTransfer.ts';
import { percentileInterval } from './percentiles.ts';
import { resample, type ResampleOptions } from './resampled.ts';
import { resampledDomain } from './resampledDomain.ts';
import type { SumResamples } from './resampling.ts';
import type { DirectComparison } from './transfer.ts';
import { adjustedPs } from './transferOf.ts';
import type { Comparison, TransferTask } from './transferInput.ts';

/**
 * Two models on the same items, without a base: differences with intervals and tests, by benchmark and domain.
 *
 * @param level in percent
 */
export function directOf(
  comparison: Comparison,
  tasks: readonly TransferTask[],
  sums: SumResamples,
  { level, ...options }: ResampleOptions & { readonly level: number },
): DirectComparison {
  const resampled = resample({ tasks, comparisons: [comparison] }, sums, options).comparisons[0] ?? [];
  const scores = comparisonScores(comparison);
  const [adjusted] = adjustedPs([[scores, resampled]]);
  const domainOf = (domain: Domain): DirectComparison['domains'][Domain] => {
    const scored = scores.scored.filter(({ paired }) => paired.domain === domain);
    if (scored.length === 0) return { value: null, low: null, high: null, benchmarks: 0 };
    const value = scored.reduce((total, { delta }) => total + delta, 0) / scored.length;
    const drawn = scored.flatMap(({ place }) => resampled[place] ?? []);
    const interval =
      drawn.length < scored.length
        ? { value, low: null, high: null }
        : percentileInterval(value, resampledDomain(drawn, 'v1-relative', null).delta, level);
    return { ...interval, benchmarks: scored.length };
  };
  return {
    left: comparison.left,
    right: comparison.right,
    level,
    benchmarks: scores.scored.map((scored) =>
      benchmarkTransfer(
        {
          scored,
          resampled: resampled[scored.place] ?? null,
          terms: null,
          pAdjusted: adjusted?.get(scored.place) ?? null,
        },
        level,
      ),
    ),
    domains: { math: domainOf('math'), other: domainOf('other'), non: domainOf('non') },
    excluded: scores.excluded,
  };
}
