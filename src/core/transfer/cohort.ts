import { domains, type Domain } from '../domain.ts';
import type { ScoredBenchmark } from './benchmarkScores.ts';
import { spread } from './spread.ts';
import type { TunedModel } from './transferInput.ts';

/**
 * The models whose gains make σ, in the order given. By default all, but of each training run the last checkpoint
 * alone: those before it are the same model at other times.
 *
 * @param chosen names; null for the default. What is none of the models is left out.
 */
export function cohortOf(models: readonly TunedModel[], chosen: readonly string[] | null): readonly string[] {
  if (chosen !== null) {
    const names = new Set(chosen);
    return models.filter(({ model }) => names.has(model)).map(({ model }) => model);
  }
  const last = new Map<string, number>();
  for (const model of models) {
    if (model.checkpoint !== null) {
      last.set(runOf(model), Math.max(model.checkpoint.step, last.get(runOf(model)) ?? -Infinity));
    }
  }
  return models
    .filter((model) => model.checkpoint === null || model.checkpoint.step === last.get(runOf(model)))
    .map(({ model }) => model);
}

function runOf({ base, checkpoint }: TunedModel): string {
  return JSON.stringify([base, checkpoint?.run]);
}

/**
 * σ of each domain in points: the population standard deviation about the mean over all (model, benchmark) pairs of the
 * cohort, the reading under which the published numbers of arXiv 2507.00432v2 (Tables 1 and 5) follow from its Tables 9
 * to 11. Null for a domain with fewer than two.
 */
export function cohortSigma(
  cohort: readonly (readonly ScoredBenchmark[])[],
): Readonly<Record<Domain, number | null>> {
  const gains: Record<Domain, number[]> = { math: [], other: [], non: [] };
  for (const { paired, delta } of cohort.flat()) gains[paired.domain].push(delta);
  const [math = null, other = null, non = null] = domains.map((domain) => spread(gains[domain]));
  return { math, other, non };
}
