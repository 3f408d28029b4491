import type { InspectHeader, InspectResults, InspectScore } from './inspectSchema.ts';

/**
 * How metrics of Inspect are named here:
 * - `<scorer>/<metric>` (`choice/accuracy`), and `<scorer>/<key>/<metric>` where a scorer gives a dict;
 * - with `,<reducer>` behind it where the value is not the mean over epochs (`choice/accuracy,pass_at_2`); with one
 *   epoch and one reducer, all reducers come to the same, and it is left out;
 * - the samples of a scorer stand under the metric that is their mean, `accuracy` or else `mean`; under the scorer
 *   alone where it reports neither.
 */
export interface MetricNames {
  /** The name of a reported metric. */
  readonly reported: (score: InspectScore, metric: string) => string;
  /** The name of the samples' column; `key` for a score that is a dict. */
  readonly column: (scorer: string, key?: string) => string;
  /** The one scorer of a log of version 1, whose samples do not name it. */
  readonly onlyScorer: string;
}

const means = ['accuracy', 'mean'];

export function metricNames(header: InspectHeader, results: InspectResults | null): MetricNames {
  const scores = scoresOf(results);
  const single =
    (header.eval.config?.epochs ?? 1) === 1 && new Set(scores.map((score) => score.reducer)).size < 2;
  const bases = new Map<string, Set<string>>();
  for (const { name, metrics } of header.eval.scorers ?? [])
    bases.set(unqualified(name), plannedMetrics(metrics));
  for (const score of scores) {
    bases.set(baseOf(score), new Set(Object.keys(score.metrics).map(unqualified)));
  }
  return {
    reported: (score, metric) => {
      const plain =
        score.reducer === null || score.reducer === undefined || score.reducer === 'mean' || single;
      return `${baseOf(score)}/${unqualified(metric)}${plain ? '' : `,${score.reducer ?? ''}`}`;
    },
    column: (scorer, key) => {
      const base = key === undefined ? scorer : `${scorer}/${key}`;
      const mean = means.find((metric) => bases.get(base)?.has(metric));
      return mean === undefined ? base : `${base}/${mean}`;
    },
    onlyScorer: scores[0]?.name ?? header.eval.scorers?.[0]?.name ?? 'score',
  };
}

/** `results.scores`; of version 1, made of `scorer` and `metrics`. */
export function scoresOf(results: InspectResults | null): readonly InspectScore[] {
  if (results === null) return [];
  if (results.scores) return results.scores;
  return results.scorer ? [{ name: results.scorer.name, metrics: results.metrics ?? {} }] : [];
}

/** Without the package it comes from (`inspect_evals/gpqa_diamond`, `inspect_ai/accuracy`). */
export function unqualified(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** A score of a dict has the key as its name; a scorer used twice has a number behind its name. */
function baseOf({ name, scorer }: InspectScore): string {
  const plain = unqualified(name);
  if (scorer === null || scorer === undefined) return plain;
  const by = unqualified(scorer);
  return plain === by || (/^\d+$/.test(plain.slice(by.length)) && plain.startsWith(by))
    ? plain
    : `${by}/${name}`;
}

/** What `eval.scorers` says will be reported, for logs that are not finished. */
function plannedMetrics(metrics: unknown): Set<string> {
  const names = new Set<string>();
  for (const metric of Array.isArray(metrics) ? (metrics as readonly unknown[]) : []) {
    if (
      typeof metric === 'object' &&
      metric !== null &&
      'name' in metric &&
      typeof metric.name === 'string'
    ) {
      names.add(unqualified(metric.name));
    }
  }
  return names;
}
