import type { AnswerKind } from '../items/ownItem.ts';
import type { TraceFlag, TraceStatus } from '../traces/trace.ts';
import { metricValue } from './metric.ts';
import { isSettled } from './union.ts';

/** What came of one label's samples, by the rules of counting; repeats count one by one. */
export interface LabelCounts {
  readonly label: string;
  /** Samples that count, a truncated or empty one as 0; of those made of parts, as IFEval's of instructions, the parts. */
  readonly n: number;
  /** The sum of their values, each in [0, 1]; the right ones of parts. */
  readonly sum: number;
  /** Whether any of them is partly right, so that `sum` is no count of right ones. */
  readonly partial: boolean;
  /** Samples that ended by themselves but have no score: their benchmark has no scorer, or the item no gold answer. */
  readonly unscored: number;
  /** Samples that failed or were cancelled, which count nowhere. */
  readonly uncounted: number;
}

/** Of what `LabelCounts` is a count. */
export interface Countable {
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  readonly value: number | null;
  /** How the item's answers are scored, where its benchmark is the user's own: what is cut off then counts as 0. */
  readonly answerKind: AnswerKind | undefined;
  /** Of how many parts `value` is the share (`itemParts`). */
  readonly parts?: number | undefined;
}

export function noCounts(label: string): LabelCounts {
  return { label, n: 0, sum: 0, partial: false, unscored: 0, uncounted: 0 };
}

/** The counts with one more sample in them. */
export function counted(before: LabelCounts, benchmark: string, sample: Countable): LabelCounts {
  if (!isSettled(sample.status)) {
    return { ...before, uncounted: before.uncounted + 1 };
  }
  const { answerKind, parts = 1, ...scored } = sample;
  const value = metricValue(benchmark, answerKind === undefined ? scored : { ...scored, answerKind });
  if (value === null) {
    return { ...before, unscored: before.unscored + 1 };
  }
  // A share of parts is a whole number of them, but for its rounding.
  const right = parts === 1 ? value : Math.round(value * parts);
  const partial = before.partial || (right > 0 && right < 1);
  return { ...before, n: before.n + parts, sum: before.sum + right, partial };
}
