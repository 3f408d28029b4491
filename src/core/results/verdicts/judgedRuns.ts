import type { ResultRun } from '../resultRun.ts';
import type { SavedSample } from '../savedSample.ts';
import type { HandVerdict, ScorerVerdict } from './verdict.ts';
import type { Verdicts } from './verdictBook.ts';

/** A sample of a run with what was said of it since it was saved. */
export interface JudgedRunSample {
  readonly sample: SavedSample;
  readonly scorer: ScorerVerdict | null;
  readonly hand: HandVerdict | null;
}

/** A run with those of its samples that have a verdict of ours or by hand. */
export interface JudgedRun {
  readonly run: ResultRun;
  readonly samples: readonly JudgedRunSample[];
}

/**
 * The runs that have verdicts, of those that count: what a fuller or newer run displaced is left out, and so are
 * verdicts on samples that are not there any more.
 *
 * @param samplesOf the samples of a run as they are now
 * @param mayHave whether a run may have verdicts, so that the samples of others need not be looked at
 */
export function judgedRuns(
  runs: readonly ResultRun[],
  samplesOf: (run: ResultRun) => readonly SavedSample[],
  verdictsOf: (sample: SavedSample) => Verdicts | null,
  mayHave: (run: ResultRun) => boolean = () => true,
): readonly JudgedRun[] {
  return runs.flatMap((run) => {
    if (run.superseded || !mayHave(run)) return [];
    const samples = samplesOf(run).flatMap((sample): JudgedRunSample[] => {
      const verdicts = verdictsOf(sample);
      const isJudged = verdicts !== null && (verdicts.scorer !== null || verdicts.hand !== null);
      return isJudged ? [{ sample, scorer: verdicts.scorer, hand: verdicts.hand }] : [];
    });
    return samples.length === 0 ? [] : [{ run, samples }];
  });
}
