import { say } from '../say.ts';
import type { Comparison, Excluded, PairedBenchmark, PairedTask } from './transferInput.ts';

/** A benchmark of a comparison with its raw scores. */
export interface ScoredBenchmark {
  readonly paired: PairedBenchmark;
  /** Place in `Comparison.benchmarks`. */
  readonly place: number;
  /** In percent, from 0 to 100. */
  readonly left: number;
  readonly right: number;
  /** right − left, in points. */
  readonly delta: number;
}

export interface ComparisonScores {
  readonly scored: readonly ScoredBenchmark[];
  /** Those of the comparison, and benchmarks whose score is none. */
  readonly excluded: readonly Excluded[];
}

/** Means of parts of 100 are 100 but for rounding. */
const rounding = 1e-9;

/**
 * The scores of each benchmark: the plain mean over its tasks of Σ score / Σ of, where there are scores of single items,
 * else what the tools report. A score that is no number from 0 to 100 leaves its benchmark out.
 */
export function comparisonScores(comparison: Comparison): ComparisonScores {
  const scored: ScoredBenchmark[] = [];
  const excluded = [...comparison.excluded];
  for (const [place, paired] of comparison.benchmarks.entries()) {
    const [left, right] =
      paired.tasks === null
        ? [paired.left, paired.right]
        : [scoreOf(paired.tasks, 'left'), scoreOf(paired.tasks, 'right')];
    const wrong = [left, right].find((score) => !(score >= -rounding && score <= 100 + rounding));
    if (wrong !== undefined) excluded.push({ benchmark: paired.benchmark, reason: wrongWords(wrong) });
    else scored.push({ paired, place, left, right, delta: right - left });
  }
  return { scored, excluded };
}

function scoreOf(tasks: readonly PairedTask[], side: 'left' | 'right'): number {
  const shares = tasks.map((task) => sum(task[side]) / sum(task.of));
  return (100 * shares.reduce((total, share) => total + share, 0)) / shares.length;
}

function wrongWords(score: number): string {
  return Number.isFinite(score)
    ? say`A score of ${score} is not from 0 to 100 percent.`
    : say`One of its scores is not a number.`;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
