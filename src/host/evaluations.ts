import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import { itemKeyString, type Item } from '../core/items/item.ts';
import { buildPrompt, promptText, type PromptResult } from '../core/prompts/build.ts';
import { scoreTrace } from '../core/scorers/registry.ts';
import type { Generate } from '../core/traces/generate.ts';
import {
  runEvaluation,
  type Evaluation,
  type EvaluationEvent,
  type EvaluationSummary,
  type Job,
} from '../workspace/evaluation.ts';
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
  /** Items in the whole file, so that results over fewer are known as partial. */
  readonly itemsInFile?: number;
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
    const { model } = options;
    const first = items[0];
    const controller = new AbortController();
    const cancelAll = (): void => controller.abort();
    const token = options.token?.onCancellationRequested(cancelAll);
    for (const item of items) model.add(item, this.columns(endpoints));
    if (first) model.showItem(first);

    const total = items.length * endpoints.reduce((sum, { sampling }) => sum + sampling.repeats, 0);
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
      convention: (item) => this.settings.benchmark(item.benchmark).prompt?.prompt ?? '',
      generate: this.generate,
      score: scoreTrace,
      saved: first ? this.saved.folderOf(first.location.file) : null,
      resume: options.resume,
      ...(options.itemsInFile === undefined ? {} : { itemsInFile: options.itemsInFile }),
      signal: controller.signal,
      onEvent: (event) => {
        this.receive(model, event);
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

  private columns(endpoints: readonly Endpoint[]): ColumnStart[] {
    return this.settings.baseFirst(endpoints).flatMap((endpoint) =>
      Array.from({ length: endpoint.sampling.repeats }, (_, repeat) => ({
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

  private receive(model: TracesModel, event: EvaluationEvent): void {
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
          ...(event.problem === null ? {} : { note: problemWords(event.problem) }),
        });
        if (event.sample.trace.error?.kind === 'no-chat-template')
          void this.offerCompletions(event.job.endpoint);
        break;
      case 'skipped':
        void this.saved.read(event.saved).then((read) => {
          if (read.ok) {
            model.setPrompt(item, read.sample.label, promptText(read.sample.prompt));
            model.end(item, key, {
              ...read.sample,
              saved: event.saved,
              note: vscode.l10n.t('Saved before; not asked again.'),
            });
          } else model.refuse(item, key, problemWords(read.problem));
        });
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
