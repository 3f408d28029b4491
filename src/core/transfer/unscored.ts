import { compareNames } from '../results/nameOrder.ts';
import type { ResultRun } from '../results/resultRun.ts';
import { nameOf } from '../results/index/matrixRuns.ts';
import type { JudgedOf } from './runScores.ts';

/** Models with responses that nobody gave a value, each with the benchmarks: `rl (CoQA, IFEval)`. By name. */
export function unscoredModels(
  { runs }: { readonly runs: readonly ResultRun[] },
  judgedOf: JudgedOf | null = null,
): readonly string[] {
  const counting = runs.filter(({ superseded }) => !superseded);
  const benchmarks = Map.groupBy(counting, (run) => JSON.stringify([run.model, nameOf(run)]));
  const unscored = [...benchmarks.values()].flatMap((own) => {
    const hasValue = own.some((run) => run.value !== null || (judgedOf?.(run) ?? null) !== null);
    const hasResponses = own.some(({ samples }) => samples.length > 0);
    return hasValue || !hasResponses ? [] : own.slice(0, 1);
  });
  return [...Map.groupBy(unscored, ({ model }) => model)]
    .map(([model, own]) => `${model} (${own.map(nameOf).sort(compareNames).join(', ')})`)
    .sort(compareNames);
}

/** Whether a run holds responses that its tool gave no score: no value, and none of any sample. */
export function isUnscored({ value, metrics, samples }: ResultRun): boolean {
  const scored = samples.some(({ set }) => set.metrics.length > 0);
  return value === null && metrics.length === 0 && !scored && samples.length > 0;
}

/** Whether any run that counts has verdicts of ours or by hand. */
export function hasVerdicts({ runs }: { readonly runs: readonly ResultRun[] }, judgedOf: JudgedOf): boolean {
  return runs.some((run) => !run.superseded && judgedOf(run) !== null);
}
