import { differencesOf, type RunDifferences } from '../core/results/verdicts/differences.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';

/** What our verdicts on the samples of a run come to; counted when it is asked for, and again once one has changed. */
export class RunVerdicts {
  private known: readonly RunDifferences[] | null = null;

  constructor(private readonly verdicts: Pick<SampleVerdicts, 'all' | 'onDidChange'>) {
    verdicts.onDidChange(() => (this.known = null));
  }

  /** By run, the one with the most differences first. */
  all(): readonly RunDifferences[] {
    return (this.known ??= differencesOf([...this.verdicts.all()].map(({ verdicts }) => verdicts)));
  }

  /** Those on a run's samples and on others of its model, benchmark and metric by the same tool; null for none. */
  of({ model, modelRaw, benchmark, format, metric }: ResultRun): RunDifferences | null {
    const isOurs = format === 'reasoning-transfer';
    return (
      this.all().find((run) =>
        isOurs
          ? run.tool === null && run.label === modelRaw && run.benchmark === benchmark
          : run.tool === format &&
            run.label === model &&
            run.benchmark === benchmark &&
            run.metric === metric,
      ) ?? null
    );
  }
}
