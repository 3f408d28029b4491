import * as vscode from 'vscode';
import * as v from 'valibot';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import type { ScoreSample } from '../workspace/scoring/scoring.ts';
import { rescore, type Rescored } from '../workspace/verdicts/rescore.ts';
import { toolSampleReader } from '../workspace/results/readToolSample.ts';
import { DatasetItems } from '../workspace/verdicts/datasetItems.ts';
import type { SavedVerdicts } from '../workspace/verdicts/savedVerdicts.ts';
import type { BenchmarksIndex } from './benchmarksIndex.ts';
import { inLanguage } from './inLanguage.ts';
import { problemWords } from './itemTargets.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';
import { pickText } from './pickText.ts';
import { scoreOf } from './resultWords.ts';
import { toolName } from './runsTable.ts';
import type { RunVerdicts } from './runVerdicts.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';

const Row = v.looseObject({
  runs: v.array(v.looseObject({ file: v.string(), model: v.string(), task: v.string() })),
});

/** `rescore`: scores saved responses again with the scorers of this extension, asking no model. */
export class RescoreCommands {
  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'load'>,
    private readonly saved: Pick<SavedResults, 'loaded' | 'read'>,
    private readonly runVerdicts: Pick<RunVerdicts, 'samplesOf'>,
    private readonly verdicts: Pick<SampleVerdicts, 'folderOf' | 'loaded'>,
    private readonly settings: Pick<Settings, 'benchmarks'>,
    private readonly datasets: Pick<BenchmarksIndex, 'files' | 'load'>,
    private readonly score: ScoreSample,
  ) {}

  /** @param node a row of the view "Results"; without one the runs are chosen */
  rescore = async (node: unknown): Promise<Rescored | null> => {
    await Promise.all([this.tools.load(), this.saved.loaded(), this.verdicts.loaded(), this.datasets.load()]);
    const runs = this.runsOf(node) ?? (await this.pick());
    if (runs === null || runs.length === 0) return null;
    const samples = runs.flatMap((run) => this.runVerdicts.samplesOf(run));
    const byFolder = Map.groupBy(samples, (sample) => this.verdicts.folderOf(sample));
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Scoring {0} saved responses again', countWords(samples.length)),
        cancellable: true,
      },
      async (progress, token) => {
        const outcomes: Rescored[] = [];
        for (const [folder, own] of byFolder) {
          if (folder !== null) outcomes.push(await this.rescored(own, folder, progress, token));
        }
        return together(outcomes);
      },
    );
    await vscode.commands.executeCommand('reasoningTransfer.verdicts.focus');
    await say(outcome);
    return outcome;
  };

  private async rescored(
    samples: readonly SavedSample[],
    verdicts: SavedVerdicts,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<Rescored> {
    const controller = new AbortController();
    const cancelling = token.onCancellationRequested(() => controller.abort());
    let before = 0;
    const { own } = this.settings.benchmarks();
    const files = (benchmark: string): readonly string[] =>
      this.datasets.files().flatMap((file) => (file.benchmark.name === benchmark ? [file.uri.fsPath] : []));
    const datasets = new DatasetItems(files, { benchmarks: own });
    const readTool = toolSampleReader();
    try {
      return await rescore(samples, {
        read: (sample) => (sample.tool === undefined ? this.saved.read(sample) : readTool(sample)),
        score: this.score,
        inDataset: (sample) => datasets.find(sample),
        own,
        verdicts,
        signal: controller.signal,
        onProgress: (done) => {
          progress.report({
            message: vscode.l10n.t('{0} of {1}', countWords(done), countWords(samples.length)),
            increment: (100 * (done - before)) / samples.length,
          });
          before = done;
        },
      });
    } finally {
      cancelling.dispose();
    }
  }

  /** The runs of a row, as they are now; null where the argument is no row. */
  private runsOf(node: unknown): readonly ResultRun[] | null {
    const row = v.safeParse(Row, node);
    if (!row.success) return null;
    const keys = new Set(row.output.runs.map(keyOf));
    return this.scorable().filter((run) => keys.has(keyOf(run)));
  }

  /** Runs that count and hold samples of a benchmark. */
  private scorable(): readonly ResultRun[] {
    return (this.tools.index?.runs ?? []).filter(
      ({ superseded, benchmark, samples }) => !superseded && benchmark !== null && samples.length > 0,
    );
  }

  private async pick(): Promise<readonly ResultRun[] | null> {
    const runs = [...this.scorable()].sort(
      (a, b) => compareNames(a.benchmark ?? '', b.benchmark ?? '') || compareNames(a.model, b.model),
    );
    if (runs.length === 0) {
      void notify.info(
        vscode.l10n.t('No results with saved responses of a known benchmark are in this workspace.'),
      );
      return null;
    }
    const picks = runs.map((run) => ({
      label: pickText(`${run.benchmark ?? run.task} · ${run.model}`),
      description: [scoreOf(run), toolName(run.format)].join(' · '),
      run,
    }));
    const chosen = await vscode.window.showQuickPick(picks, {
      title: vscode.l10n.t('Score Saved Responses Again'),
      placeHolder: vscode.l10n.t('Runs whose responses are scored; no model is asked'),
      canPickMany: true,
      matchOnDescription: true,
    });
    return chosen?.map(({ run }) => run) ?? null;
  }
}

function keyOf({ file, model, task }: Pick<ResultRun, 'file' | 'model' | 'task'>): string {
  return JSON.stringify([file, model, task]);
}

function together(outcomes: readonly Rescored[]): Rescored {
  return {
    judged: outcomes.reduce((sum, { judged }) => sum + judged, 0),
    saved: outcomes.reduce((sum, { saved }) => sum + saved, 0),
    left: outcomes.flatMap(({ left }) => left),
    problems: outcomes.flatMap(({ problems }) => problems),
    cancelled: outcomes.some(({ cancelled }) => cancelled),
  };
}

async function say({ judged, saved, left, problems, cancelled }: Rescored): Promise<void> {
  const words = [
    cancelled ? vscode.l10n.t('Cancelled; what was scored is saved.') : '',
    vscode.l10n.t('{0} responses scored, {1} verdicts are new.', countWords(judged), countWords(saved)),
    ...left.map(({ benchmark, why, count }) =>
      vscode.l10n.t(
        '{0} of {1} left out: {2}.',
        countWords(count),
        benchmark,
        inLanguage(why).replace(/\.$/, ''),
      ),
    ),
    ...problems.slice(0, 1).map(problemWords),
  ];
  const text = words.filter((word) => word !== '').join(' ');
  await (left.length > 0 || problems.length > 0 ? notify.warning(text) : notify.info(text));
}
