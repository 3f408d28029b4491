import { benjaminiHochberg } from './benjaminiHochberg.ts';
import { comparisonScores, type ComparisonScores } from './benchmarkScores.ts';
import { cohortOf, cohortSigma } from './cohort.ts';
import { modelTransfer } from './modelTransfer.ts';
import type { Resampled, ResampledBenchmark } from './resampled.ts';
import { defaultSeed, type Transfer, type TransferOptions } from './transfer.ts';
import type { TransferInput } from './transferInput.ts';

/**
 * What each tuned model became, with everything that the index is made of.
 *
 * Without resamples there are values, terms and flips, but no intervals and no p-values; the index is undefined only
 * where math did not gain. The same resamples serve every variant, level and cohort. They are not looked at for the
 * values, which are raw.
 *
 * @param resampled of this input (`resample`)
 */
export function transferOf(
  input: TransferInput,
  options: TransferOptions,
  resampled: Resampled | null,
): Transfer {
  const { models, comparisons, verdicts, set, problems } = input;
  const cohort = cohortOf(models, options.cohort);
  const inCohort = new Set(cohort);
  const scores = comparisons.map(comparisonScores);
  const sigma =
    options.variant === 'v2-cohort'
      ? cohortSigma(
          scores.flatMap(({ scored }, at) => (inCohort.has(models[at]?.model ?? '') ? [scored] : [])),
        )
      : null;
  const adjusted = adjustedByBase(input, scores, resampled);
  const shared = { options, sigma, set };
  return {
    variant: options.variant,
    level: options.level,
    seed: resampled?.seed ?? defaultSeed,
    resamples: resampled?.comparisons.flat().some((one) => one !== null) === true ? resampled.resamples : 0,
    verdicts,
    cohort,
    sigma,
    models: models.map((model, at) =>
      modelTransfer(
        {
          model,
          inCohort: inCohort.has(model.model),
          scores: scores[at] ?? { scored: [], excluded: [] },
          resampled: resampled?.comparisons[at] ?? null,
          pAdjusted: adjusted[at] ?? new Map<number, number>(),
        },
        shared,
      ),
    ),
    absent: absentOf(input),
    problems,
  };
}

/** What no comparison has anything to say of; without comparisons nothing. */
function absentOf({ comparisons, set }: TransferInput): readonly string[] {
  const named = comparisons.flatMap(({ benchmarks, excluded }) =>
    [...benchmarks, ...excluded].map(({ benchmark }) => benchmark),
  );
  return comparisons.length === 0 ? [] : [...new Set(set.domains.keys()).difference(new Set(named))];
}

/** Of each model by place of its benchmarks: p-values over all tuned models of its base, whatever the cohort. */
function adjustedByBase(
  { models }: TransferInput,
  scores: readonly ComparisonScores[],
  resampled: Resampled | null,
): readonly ReadonlyMap<number, number>[] {
  const bases = Map.groupBy(models.keys(), (at) => models[at]?.base ?? '');
  const found = models.map(() => new Map<number, number>());
  for (const family of bases.values()) {
    const adjusted = adjustedPs(family.map((at) => [scores[at], resampled?.comparisons[at]]));
    for (const [place, at] of family.entries()) found[at] = adjusted[place] ?? new Map<number, number>();
  }
  return found;
}

/** By comparison, by place of its benchmarks: p-values adjusted over all of them. */
export function adjustedPs(
  family: readonly (readonly [
    ComparisonScores | undefined,
    readonly (ResampledBenchmark | null)[] | undefined,
  ])[],
): Map<number, number>[] {
  const tests = family.flatMap(([scores, resampled], comparison) =>
    (scores?.scored ?? []).flatMap(({ place }) => {
      const test = resampled?.[place]?.test();
      return test === undefined ? [] : [{ comparison, place, p: test.p }];
    }),
  );
  const adjusted = family.map(() => new Map<number, number>());
  for (const [at, p] of benjaminiHochberg(tests.map((test) => test.p)).entries()) {
    const test = tests[at];
    if (test !== undefined) adjusted[test.comparison]?.set(test.place, p);
  }
  return adjusted;
}
