import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { itemKeyString, type Item } from '../core/items/item.ts';
import { buildPrompt, promptText, type PromptResult } from '../core/prompts/build.ts';
import { scoreTrace } from '../core/scorers/registry.ts';
import type { Problem } from '../core/problem.ts';
import type { Generate } from '../core/traces/generate.ts';
import {
  runEvaluation,
  type Evaluation,
  type EvaluationEvent,
  type EvaluationSummary,
} from '../workspace/evaluation.ts';
import type { Job } from '../workspace/job.ts';
import { problemWords } from './itemTargets.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { columnKey, type ColumnStart } from './tracesColumn.ts';
import type { TracesModel } from './tracesModel.ts';
import type { TracesPanel } from './tracesPanel.ts';

interface Running {
  readonly evaluation: Evaluation;
  readonly model: TracesModel;
  readonly cancelAll: () => void;
}

export interface EvaluateOptions {
  /** Whether what is saved for the same prompt and sampling is not asked again. */
  readonly resume: boolean;
  /** Items in the whole file by benchmark, so that results over fewer are known as partial. */
  readonly itemsByBenchmark?: ReadonlyMap<string, number> | null;
  /** The repeats (0-based) to ask; default all. */
  readonly repeats?: readonly number[];
  readonly model: TracesModel;
  readonly token?: vscode.CancellationToken;
  readonly onProgress?: (done: number, of: number) => void;
}

/** Runs evaluations and feeds what happens to the traces panel. */
export class Evaluations implements vscode.Disposable {
  private readonly running = new Set<Running>();

  constructor(
    private readonly settings: Settings,
    private readonly generate: Generate,
    private readonly saved: SavedResults,
    private readonly panel: TracesPanel,
  ) {}

  /** Asks every endpoint every item; ends when all have ended. */
  async run(
    items: readonly Item[],
    endpoints: readonly Endpoint[],
    options: EvaluateOptions,
  ): Promise<EvaluationSummary> {
    const { model, repeats } = options;
    const first = items[0];
    const folder = first ? this.saved.folderOf(first.location.file) : null;
    const controller = new AbortController();
    const cancelAll = (): void => controller.abort();
    const token = options.token?.onCancellationRequested(cancelAll);
    for (const item of items) model.add(item, this.columns(endpoints, repeats));
    if (first) model.showItem(first);

    const each = endpoints.reduce((sum, { sampling }) => sum + (repeats?.length ?? sampling.repeats), 0);
    const total = items.length * each;
    let done = 0;
    const progressed = (): void => {
      done += 1;
      model.setProgress(vscode.l10n.t('{0} of {1} done', done, total));
      options.onProgress?.(done, total);
    };
    model.setProgress(vscode.l10n.t('{0} of {1} done', 0, total));
    const evaluation = runEvaluation({
      items,
      endpoints,
      prompt: (item, endpoint) => this.prompt(item, endpoint),
      convention: (item) => this.settings.convention(item.benchmark),
      generate: this.generate,
      score: scoreTrace,
      saved: folder,
      resume: options.resume,
      itemsByBenchmark: options.itemsByBenchmark ?? null,
      ...(repeats === undefined ? {} : { repeats: () => repeats }),
      signal: controller.signal,
      onEvent: (event) => {
        this.receive(model, event, folder !== null);
        if (event.type === 'ended' || event.type === 'skipped' || event.type === 'refused') progressed();
      },
    });
    const running: Running = { evaluation, model, cancelAll };
    this.running.add(running);
    try {
      return await evaluation.done;
    } finally {
      this.running.delete(running);
      token?.dispose();
      if (![...this.running].some((other) => other.model === model)) model.setProgress(null);
    }
  }

  /** Whether anything runs, and so feeds the panel's model. */
  get anyRunning(): boolean {
    return this.running.size > 0;
  }

  /** The panel was closed: what runs goes on, unless the user says otherwise. */
  offerCancel = async (): Promise<void> => {
    if (!this.anyRunning) return;
    const cancel = vscode.l10n.t('Cancel');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('The evaluation goes on, and its samples are saved.'),
      cancel,
    );
    if (answer === cancel) for (const running of this.running) running.cancelAll();
  };

  /** Cancels one column of the item in view, or everything that feeds the model. */
  cancel(model: TracesModel, key: string | null): void {
    for (const running of this.running) {
      if (running.model !== model) continue;
      if (key === null) running.cancelAll();
      else for (const job of this.jobs(model.item, key)) running.evaluation.cancel(job);
    }
  }

  /** The prompt for an item as this endpoint gets it, with the user's changes to the benchmark. */
  prompt(item: Item, endpoint: Endpoint): PromptResult {
    const { prompt: changes, problem } = this.settings.benchmark(item.benchmark);
    if (problem !== null) return { ok: false, message: problem };
    const system = changes?.system ?? endpoint.sampling.system;
    const stop = changes?.stop;
    return buildPrompt(item, {
      api: endpoint.api,
      ...(system === undefined ? {} : { system }),
      ...(stop === undefined ? {} : { stop }),
      ...(changes?.prompt === undefined ? {} : { template: changes.prompt }),
      ...(changes?.fewShot === undefined || endpoint.api === 'chat' ? {} : { fewShot: changes.fewShot }),
    });
  }

  private columns(endpoints: readonly Endpoint[], repeats?: readonly number[]): ColumnStart[] {
    return this.settings.inOrder(endpoints).flatMap((endpoint) =>
      (repeats ?? Array.from({ length: endpoint.sampling.repeats }, (_, repeat) => repeat)).map((repeat) => ({
        key: columnKey(endpoint, repeat),
        label: endpoint.label,
        model: endpoint.model,
        role: this.settings.roleOf(endpoint.label, endpoint.model),
        repeat: [repeat + 1, endpoint.sampling.repeats] as const,
        sampling: endpoint.sampling,
      })),
    );
  }

  private jobs(item: Item | null, key: string): Job[] {
    if (!item) return [];
    return this.settings
      .endpoints()
      .endpoints.flatMap((endpoint) =>
        Array.from({ length: endpoint.sampling.repeats }, (_, repeat) => ({ item, endpoint, repeat })),
      )
      .filter((job) => columnKey(job.endpoint, job.repeat) === key);
  }

  private receive(model: TracesModel, event: EvaluationEvent, kept: boolean): void {
    const { item } = event.job;
    const key = columnKey(event.job.endpoint, event.job.repeat);
    switch (event.type) {
      case 'queued':
        model.setPrompt(item, event.job.endpoint.label, promptText(event.prompt));
        break;
      case 'generate':
        model.generate(item, key, event.event);
        this.panel.schedule();
        break;
      case 'ended':
        model.end(item, key, {
          trace: event.sample.trace,
          score: event.sample.score,
          saved: event.saved,
          ...noteOf(event.problem, kept),
        });
        if (event.sample.trace.error?.kind === 'no-chat-template')
          void this.offerCompletions(event.job.endpoint);
        break;
      case 'skipped':
        model.skip(item, key, event.saved);
        break;
      case 'refused':
        model.refuse(item, key, event.why);
        break;
    }
  }

  private readonly offered = new Set<string>();

  /** A base model often has no chat template; the prompt can go as text instead. */
  private async offerCompletions(endpoint: Endpoint): Promise<void> {
    const id = itemKeyString({ benchmark: endpoint.baseUrl, task: null, id: endpoint.label });
    if (this.offered.has(id)) return;
    this.offered.add(id);
    const change = vscode.l10n.t('Use Completions');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} has no chat template. It is probably a base model: send the prompt as text (api: completions) instead?',
        endpoint.label,
      ),
      change,
    );
    this.offered.delete(id);
    if (answer === change) await this.settings.setApi(endpoint.label, 'completions');
  }

  dispose(): void {
    for (const running of this.running) running.cancelAll();
  }
}

/** What a column must say beside its trace: that it was not saved, or what was wrong with the file. */
function noteOf(problem: Problem | null, kept: boolean): { note?: string } {
  if (problem !== null) return { note: problemWords(problem) };
  return kept ? {} : { note: vscode.l10n.t('Not saved: no folder is open.') };
}
