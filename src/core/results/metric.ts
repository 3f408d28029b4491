/** The metric under which a benchmark's samples stand in lm-evaluation-harness' files. */
export type MetricName = 'exact_match' | 'acc' | 'f1';

const exactMatch: ReadonlySet<string> = new Set([
  'MATH-500',
  'AIME24',
  'AIME25',
  'OlympiadBench',
  'ACPBench',
  'GPQA-Diamond',
]);

/**
 * The top-level key of a sample line that holds its value, by benchmark, as that harness' own tasks call it
 * (generated answers compared with a gold answer: `exact_match`; CoQA: `f1`; everything else: `acc`).
 */
export function metricOf(benchmark: string): MetricName {
  if (exactMatch.has(benchmark)) {
    return 'exact_match';
  }
  return benchmark === 'CoQA' ? 'f1' : 'acc';
}
