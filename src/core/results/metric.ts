import type { AnswerKind, OwnItem } from '../items/ownItem.ts';
import { countedValue, scorerFor } from '../scorers/registry.ts';
import type { TraceFlag, TraceStatus } from '../traces/trace.ts';

/** The metric under which a benchmark's samples stand in lm-evaluation-harness' files. */
export type MetricName = 'exact_match' | 'acc' | 'f1' | 'pass@1' | `judge:${string}`;

const exactMatch: ReadonlySet<string> = new Set([
  'MATH-500',
  'AIME24',
  'AIME25',
  'OlympiadBench',
  'ACPBench',
  'GPQA-Diamond',
]);

/** How the answers of a benchmark of the user's own are scored; nothing for the published ones. */
export interface ScoredAs {
  readonly answerKind?: AnswerKind;
  /** Label of the endpoint that judges, where one does. */
  readonly judge?: string;
}

/** How an item is scored, as far as its metric says. */
export function scoredAs(own: OwnItem | undefined): ScoredAs {
  if (own === undefined) return {};
  const { answerKind, scoring } = own;
  const endpoint = answerKind === 'judge' ? scoring?.endpoint : undefined;
  return { answerKind, ...(typeof endpoint === 'string' ? { judge: endpoint } : {}) };
}

/**
 * The top-level key of a sample line that holds its value, by benchmark, as that harness' own tasks call it
 * (generated answers compared with a gold answer: `exact_match`; CoQA, and what is scored by F1: `f1`; everything else:
 * `acc`), or as LiveCodeBench itself does: `pass@1`. What a model judged is `judge:` with its label, so that no such value is in one mean with those of rules, or of
 * another judge.
 */
export function metricOf(benchmark: string, { answerKind, judge = '' }: ScoredAs = {}): MetricName {
  if (answerKind === 'judge') return `judge:${judge.replace(/[^\w.@-]+/g, '_')}`;
  if (answerKind === 'f1') return 'f1';
  if (exactMatch.has(benchmark)) {
    return 'exact_match';
  }
  if (benchmark === 'LiveCodeBench') return 'pass@1';
  return benchmark === 'CoQA' ? 'f1' : 'acc';
}

/**
 * What a sample adds to an aggregate: its value, 0 where it was cut off or empty, null where it stays out:
 * failed, cancelled, or not scored. A benchmark without a scorer, or one whose answers nobody ran, has no zeros either; a
 * mean of its truncated samples alone would be a 0 that says nothing.
 */
export function metricValue(
  benchmark: string,
  sample: {
    readonly status: TraceStatus;
    readonly flags: readonly TraceFlag[];
    readonly value: number | null;
    /** Of an item of the user's own benchmark. */
    readonly answerKind?: AnswerKind;
    /** Of a sample of another tool, whose values count as that tool counts them. */
    readonly tool?: unknown;
  },
): number | null {
  if (sample.tool !== undefined) return sample.value;
  const scorer = scorerFor(benchmark, sample.answerKind);
  if (sample.value === null && (scorer === null || scorer.cutOff !== undefined)) return null;
  return countedValue(sample.status, sample.flags, sample.value);
}
