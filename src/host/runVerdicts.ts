import { differencesOf, type RunDifferences } from '../core/results/verdicts/differences.ts';
import { judgedRuns } from '../core/results/verdicts/judgedRuns.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { ownSamplesOfRun, samplesOfRun } from '../core/results/toolSamples.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';
import type { ToolResults } from './toolResults.ts';

/** What our verdicts on the samples of runs come to; counted when it is asked for, and again once anything changed. */
export class RunVerdicts {
  private known: readonly RunDifferences[] | null = null;

  constructor(
    private readonly verdicts: Pick<SampleVerdicts, 'all' | 'loaded' | 'of' | 'onDidChange'>,
    private readonly tools: Pick<ToolResults, 'index' | 'load'>,
    private readonly saved: Pick<SavedResults, 'loaded' | 'ofLabel' | 'onDidChange'>,
  ) {
    const forget = (): void => void (this.known = null);
    verdicts.onDidChange(forget);
    saved.onDidChange(forget);
  }

  /** Resolves when verdicts and results have been read. */
  async loaded(): Promise<void> {
    await Promise.all([this.verdicts.loaded(), this.saved.loaded(), this.tools.load()]);
  }

  /** By run, the one with the most differences first. */
  all(): readonly RunDifferences[] {
    return (this.known ??= this.count());
  }

  /** Those on a run's samples; null for none. */
  of(run: ResultRun): RunDifferences | null {
    return this.all().find((one) => one.run === run) ?? null;
  }

  /** The samples of a run as they are now. */
  samplesOf(run: ResultRun): readonly SavedSample[] {
    const { index } = this.tools;
    if (run.format !== 'reasoning-transfer') return index === null ? [] : samplesOfRun(index, run);
    return run.benchmark === null
      ? []
      : ownSamplesOfRun(run, this.saved.ofLabel(run.modelRaw, run.benchmark));
  }

  private count(): readonly RunDifferences[] {
    const judged = new Set<string>();
    for (const { verdicts } of this.verdicts.all()) {
      const sample = verdicts.scorer?.sample ?? verdicts.hand?.sample;
      if (sample) judged.add(`${sample.label}\n${sample.benchmark}`);
    }
    const runs = this.tools.index?.runs ?? [];
    const names = ({ model, modelRaw }: ResultRun): string[] => [model, modelRaw];
    return differencesOf(
      judgedRuns(
        runs,
        (run) => this.samplesOf(run),
        (sample) => this.verdicts.of(sample),
        (run) => names(run).some((name) => judged.has(`${name}\n${run.benchmark ?? run.task}`)),
      ),
    );
  }
}
