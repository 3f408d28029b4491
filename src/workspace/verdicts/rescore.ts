import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Item } from '../../core/items/item.ts';
import type { OwnBenchmark } from '../../core/items/ownBenchmark.ts';
import type { Problem } from '../../core/problem.ts';
import type { Sample } from '../../core/results/sample.ts';
import type { SavedSample } from '../../core/results/savedSample.ts';
import { scorable } from '../../core/results/verdicts/scorable.ts';
import type { ScorerVerdict } from '../../core/results/verdicts/verdict.ts';
import type { Score, Scorer } from '../../core/scorers/score.ts';
import type { ScoreSample } from '../scoring/scoring.ts';
import type { SavedVerdicts } from './savedVerdicts.ts';

export interface RescoreOptions {
  /** Reads a whole sample of any format. */
  readonly read: (
    saved: SavedSample,
  ) => Promise<
    { readonly ok: true; readonly sample: Sample } | { readonly ok: false; readonly problem: Problem }
  >;
  readonly score: ScoreSample;
  /** The item of a sample in the workspace's own files; null where none has it. */
  readonly inDataset?: (saved: SavedSample) => Promise<Item | null>;
  /** The user's own benchmarks. */
  readonly own: readonly OwnBenchmark[];
  readonly verdicts: SavedVerdicts;
  readonly signal: AbortSignal;
  /** After every few samples. */
  readonly onProgress?: (done: number) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface LeftOut {
  readonly benchmark: string;
  readonly why: string;
  readonly count: number;
}

/** What came of scoring saved responses again. */
export interface Rescored {
  /** Samples that have a verdict of ours now, new or as before. */
  readonly judged: number;
  /** Those of `judged` whose verdict was saved, since there was none, or another. */
  readonly saved: number;
  /** Samples that could not be scored, by benchmark and reason, the most frequent first. */
  readonly left: readonly LeftOut[];
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

/** Verdicts are saved in parts of this size: one write and one flush to the disk each. */
const together = 200;
/** After as many milliseconds whoever else waits has a turn. */
const turnMs = 8;

/**
 * Scores saved responses again, asking no model. Verdicts are saved beside the samples as they come, so that one who
 * cancels keeps what was done; a verdict that is the same as the one before is not saved twice.
 */
export async function rescore(
  samples: readonly SavedSample[],
  { read, score, inDataset, own, verdicts, signal, onProgress, now = Date.now }: RescoreOptions,
): Promise<Rescored> {
  const left = new Map<string, LeftOut>();
  const problems: Problem[] = [];
  let [judged, saved] = [0, 0];
  let waiting: ScorerVerdict[] = [];
  const keep = async (): Promise<void> => {
    if (waiting.length === 0) return;
    problems.push(...(await verdicts.append(waiting)));
    saved += waiting.length;
    waiting = [];
  };
  const leave = ({ item: { benchmark } }: SavedSample, why: string): void => {
    const key = JSON.stringify([benchmark, why]);
    left.set(key, { benchmark, why, count: (left.get(key)?.count ?? 0) + 1 });
  };
  const take = (
    sample: SavedSample,
    whole: Sample,
    { name, version }: Pick<Scorer, 'name' | 'version'>,
    score: Score,
  ): void => {
    judged += 1;
    const named = verdicts.named(sample, { storedAnswer: whole.score.extracted, answer: whole.trace.answer });
    const at = new Date(now()).toISOString();
    const verdict: ScorerVerdict = { kind: 'scorer', sample: named, scorer: { name, version }, score, at };
    if (!isSame(verdicts.of(sample).scorer, verdict)) waiting.push(verdict);
  };
  let turn = performance.now();
  for (const [index, sample] of samples.entries()) {
    if (signal.aborted) break;
    const whole = await read(sample);
    if (!whole.ok) leave(sample, whole.problem.message);
    else {
      const found = scorable(whole.sample, own, (await inDataset?.(sample)) ?? null);
      if (!found.ok) leave(sample, found.why);
      else {
        const result = await score(found.item, whole.sample.trace, whole.sample.prompt.choices);
        // What nobody could find out is no verdict, and takes no earlier one's place.
        if (result.rule === 'not run') leave(sample, result.reason);
        else take(sample, whole.sample, found.scorer, result);
      }
    }
    if (waiting.length >= together) await keep();
    if (performance.now() - turn > turnMs) {
      onProgress?.(index + 1);
      await setImmediate();
      turn = performance.now();
    }
  }
  await keep();
  onProgress?.(samples.length);
  const byCount = [...left.values()].sort((a, b) => b.count - a.count);
  return { judged, saved, left: byCount, problems, cancelled: signal.aborted };
}

/** Whether two verdicts say the same, whenever they were made. */
function isSame(before: ScorerVerdict | null, { at: _, ...verdict }: ScorerVerdict): boolean {
  if (before === null) return false;
  const { at: _before, ...said } = before;
  return isDeepStrictEqual(said, verdict);
}
