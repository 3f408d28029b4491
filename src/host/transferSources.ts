import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { FlipList } from '../core/transfer/flipList.ts';
import { flipListOf } from '../core/transfer/flipListOf.ts';
import {
  compareModels,
  transferInput,
  type ComparedModels,
  type TransferInputOf,
  type TransferInputOptions,
} from '../core/transfer/inputOf.ts';
import { judgedBy } from '../core/transfer/judgedRows.ts';
import type { JudgedOf } from '../core/transfer/runScores.ts';
import type { VerdictSource } from '../core/transfer/transferInput.ts';
import { hasVerdicts, unscoredModels } from '../core/transfer/unscored.ts';
import type { BaseMissing } from '../protocol.ts';
import { resultsNames } from './resultsNames.ts';
import type { ResultsView } from './resultsView.ts';
import type { RunVerdicts } from './runVerdicts.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';

/** What the transfer is made of, as it is now: results, settings and verdicts. */
export class TransferSources {
  private said = 0;
  private judged: { readonly key: string; readonly of: JudgedOf } | null = null;
  private readonly ids = new WeakMap<object, number>();
  private lastId = 0;
  private readonly subscription: { dispose(): void };

  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'load' | 'revision'>,
    private readonly settings: Pick<Settings, 'benchmarks' | 'models' | 'results' | 'transfer'>,
    private readonly verdicts: Pick<SampleVerdicts, 'all' | 'of' | 'onDidChange'>,
    private readonly saved: Pick<SavedResults, 'loaded' | 'revision'>,
    private readonly runs: Pick<RunVerdicts, 'samplesOf'>,
    private readonly view: Pick<ResultsView, 'inferredByServers' | 'roleOf'>,
  ) {
    this.subscription = verdicts.onDidChange(() => void (this.said += 1));
  }

  /** Resolves when everything has been read; the first call reads it. */
  async load(): Promise<void> {
    await Promise.all([this.tools.load(), this.saved.loaded()]);
  }

  /** Equal as long as nothing that inputs are made of changed; cheap. Null until results have been read. */
  key(): string | null {
    if (this.tools.index === null) return null;
    return JSON.stringify([
      this.tools.revision,
      // Each is the same object until its setting changes.
      this.idOf(this.settings.results()),
      this.idOf(this.settings.models()),
      this.idOf(this.settings.benchmarks()),
      [...this.settings.transfer().transfer.benchmarks],
      this.view.inferredByServers(),
      this.said,
      // Our own samples matter beside the index only as what verdicts are on.
      this.isAnyJudged() ? this.saved.revision : 0,
    ]);
  }

  input(verdicts: VerdictSource): TransferInputOf {
    const index = this.index();
    const input = transferInput(index, {
      ...this.options(verdicts),
      inferred: this.view.inferredByServers(),
    });
    // What could not be read is missing in the numbers, so that it is said beside them.
    return { ...input, problems: [...index.problems, ...input.problems] };
  }

  compare(left: string, right: string, verdicts: VerdictSource): ComparedModels {
    return compareModels(this.index(), this.options(verdicts), left, right);
  }

  flips(left: string, right: string, benchmark: string, verdicts: VerdictSource): FlipList | null {
    const index = this.index();
    const { comparison, tasks } = this.compare(left, right, verdicts);
    return flipListOf(comparison, benchmark, tasks, (group) => index.item(group));
  }

  /** Whether verdicts of ours or by hand are there, so that the two sources of verdicts may differ. */
  isJudged(): boolean {
    return this.isAnyJudged() && hasVerdicts(this.index(), this.judgedOf());
  }

  /** Models that have results. */
  models(): readonly string[] {
    return [...new Set(this.index().runs.flatMap((run) => (run.superseded ? [] : [run.model])))];
  }

  /** Models whose base is known and has no results. */
  baseMissing(): readonly BaseMissing[] {
    const models = new Set(this.models());
    return [...models].flatMap((model) => {
      const { base = null, method = null } = this.view.roleOf(model) ?? {};
      return base === null || models.has(base) ? [] : [{ model, base, method }];
    });
  }

  unscored(): readonly string[] {
    return unscoredModels(this.index(), this.judgedOf());
  }

  private options(verdicts: VerdictSource): TransferInputOptions {
    const { benchmarks } = this.settings.transfer().transfer;
    const names = resultsNames(this.settings);
    return { names, set: benchmarks, verdicts, judgedOf: this.judgedOf() };
  }

  private isAnyJudged(): boolean {
    return this.verdicts.all().next().done !== true;
  }

  private judgedOf(): JudgedOf {
    const key = this.key() ?? '';
    if (this.judged?.key !== key) {
      const { runs, verdicts } = this;
      const of = judgedBy({
        samplesOf: (run) => runs.samplesOf(run),
        verdictsOf: (sample) => verdicts.of(sample),
        all: () => Array.from(verdicts.all(), (one) => one.verdicts),
      });
      this.judged = { key, of };
    }
    return this.judged.of;
  }

  /** @throws before results have been read: `key` says when they have */
  private index(): ResultsIndex {
    const { index } = this.tools;
    if (index === null) throw new Error('No results have been read yet.');
    return index;
  }

  private idOf(object: object): number {
    const id = this.ids.get(object) ?? (this.lastId += 1);
    this.ids.set(object, id);
    return id;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
