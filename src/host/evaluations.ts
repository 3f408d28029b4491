import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import { benchmarkPrompt } from '../core/prompts/benchmarkPrompt.ts';
import type { PromptResult } from '../core/prompts/build.ts';
import { RunDetails } from '../core/results/runDetails.ts';
import type { Generate } from '../core/traces/generate.ts';
import { runEvaluation, type Evaluation, type EvaluationEvent } from '../workspace/evaluation.ts';
import type { Job } from '../workspace/job.ts';
import type { ScoreSample } from '../workspace/scoring/scoring.ts';
import { CompletionsOffer } from './completionsOffer.ts';
import type { EvaluationOutcome } from './endNotice.ts';
import { EvaluationFeed } from './evaluationFeed.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';
import { progressOf, type RunningEvaluation, titleOf } from './runningEvaluation.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { columnKey, columnName, isRunning, sampleKey, type SampleStart } from './tracesColumn.ts';
import type { TracesModel } from './tracesModel.ts';
import { viewKey } from './tracesItem.ts';
import type { TracesPanel } from './tracesPanel.ts';

interface Running extends RunningEvaluation {
  /** Null until it has begun. */
  evaluation: Evaluation | null;
  readonly model: TracesModel;
  /** What it asks of an item for one column: the endpoint may have left the settings meanwhile. */
  readonly jobs: (item: Item, column: string) => readonly Job[];
  done: number;
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
  private readonly changed = new vscode.EventEmitter<void>();
  /** An evaluation began, went on or ended. */
  readonly onDidChange = this.changed.event;
  private runs = 0;
  private readonly completions: CompletionsOffer;
  /** Items that failed for want of a chat template while the offer stands, by column. */
  private readonly withoutTemplate = new Map<string, Set<Item>>();

  constructor(
    private readonly settings: Settings,
    private readonly generate: Generate,
    private readonly saved: SavedResults,
    private readonly panel: TracesPanel,
    /** Scores what a run asks, until its signal is aborted. */
    private readonly scoring: (signal: AbortSignal) => ScoreSample,
  ) {
    this.completions = new CompletionsOffer(settings);
  }

  /** Asks every endpoint every item; ends when all have ended. */
  async run(
    items: readonly Item[],
    endpoints: readonly Endpoint[],
    options: EvaluateOptions,
  ): Promise<EvaluationOutcome> {
    const { model, repeats } = options;
    const first = items[0];
    const folder = first ? this.saved.folderOf(first.location.file) : null;
    const controller = new AbortController();
    const cancelAll = (): void => controller.abort();
    const token = options.token?.onCancellationRequested(cancelAll);
    const run = this.begin(model, items, endpoints, repeats);
    for (const item of items) model.add(item, this.samples(endpoints, repeats, run));
    if (first) model.showItem(first);

    const each = endpoints.reduce((sum, { sampling }) => sum + (repeats?.length ?? sampling.repeats), 0);
    const total = items.length * each;
    const jobs = (item: Item, column: string): Job[] =>
      endpoints
        .filter((endpoint) => columnKey(endpoint) === column)
        .flatMap((endpoint) => repeatsOf(endpoint, repeats).map((repeat) => ({ item, endpoint, repeat })));
    const running: Running = {
      evaluation: null,
      model,
      jobs,
      title: titleOf(items),
      labels: endpoints.map(({ label }) => label),
      done: 0,
      of: total,
      cancel: cancelAll,
      show: () => {
        this.panel.open(true);
        const asked = this.samples(endpoints, repeats, run);
        const isAsked = (item: Item): boolean => asked.some(({ key }) => isRunning(model.stateOf(item, key)));
        const item = items.find(isAsked) ?? first;
        if (item) model.showItem(item);
      },
    };
    const progressed = (): void => {
      running.done += 1;
      this.showProgress(model);
      this.panel.schedule();
      options.onProgress?.(running.done, total);
      this.changed.fire();
    };
    const feed = new EvaluationFeed(model, this.panel, run, folder !== null, (job) => {
      void this.offerCompletions(job, model);
    });
    const details = new RunDetails(
      items.length,
      new Map(endpoints.map((endpoint) => [endpoint.label, repeatsOf(endpoint, repeats).length])),
    );
    const evaluation = runEvaluation({
      items,
      endpoints,
      prompt: (item, endpoint) => this.prompt(item, endpoint),
      convention: (item) => this.settings.convention(item.benchmark),
      generate: this.generate,
      score: this.scoring(controller.signal),
      saved: folder,
      resume: options.resume,
      itemsByBenchmark: options.itemsByBenchmark ?? null,
      ...(repeats === undefined ? {} : { repeats: () => repeats }),
      signal: controller.signal,
      onEvent: (event) => {
        feed.receive(event);
        detail(details, event);
        if (event.type === 'ended' || event.type === 'skipped' || event.type === 'refused') progressed();
      },
    });
    running.evaluation = evaluation;
    this.running.add(running);
    this.showProgress(model);
    this.changed.fire();
    try {
      return { ...(await evaluation.done), details: details.list() };
    } finally {
      this.running.delete(running);
      this.showProgress(model);
      this.changed.fire();
      token?.dispose();
    }
  }

  /** How far all that feeds a model is, together; nothing where nothing does. */
  private showProgress(model: TracesModel): void {
    const feeding = [...this.running].filter((running) => running.model === model);
    const { done, of } = progressOf(feeding);
    model.setProgress(
      feeding.length === 0 ? null : vscode.l10n.t('{0} of {1} done', countWords(done), countWords(of)),
    );
  }

  /** What runs, the oldest first. */
  list(): readonly RunningEvaluation[] {
    return [...this.running];
  }

  /** Whether anything runs, and so feeds the panel's model. */
  get anyRunning(): boolean {
    return this.running.size > 0;
  }

  /** The panel was closed: what runs goes on, unless the user says otherwise. */
  offerCancel = async (): Promise<void> => {
    if (!this.anyRunning) return;
    const cancel = vscode.l10n.t('Cancel');
    const answer = await notify.info(
      vscode.l10n.t('The evaluation goes on, and its samples are saved.'),
      cancel,
    );
    if (answer === cancel) for (const running of this.running) running.cancel();
  };

  /** Cancels one column of the item in view, or everything that feeds the model. */
  cancel(model: TracesModel, key: string | null): void {
    for (const running of this.running) {
      if (running.model !== model) continue;
      if (key === null) running.cancel();
      else if (model.item) for (const job of running.jobs(model.item, key)) running.evaluation?.cancel(job);
    }
  }

  /** The prompt for an item as this endpoint gets it, with the user's changes to the benchmark. */
  prompt(item: Item, endpoint: Endpoint): PromptResult {
    const { prompt: changes, problem } = this.settings.benchmark(item.benchmark);
    if (problem !== null) return { ok: false, message: problem };
    const { api, sampling } = endpoint;
    return benchmarkPrompt(item, { api, system: sampling.system }, changes);
  }

  /**
   * What tells this run's samples from those of another that is still asking the same of the same item: what is
   * streamed into one must never show in the other. Empty where there is none, so that a later run takes the
   * place of an ended one.
   */
  private begin(
    model: TracesModel,
    items: readonly Item[],
    endpoints: readonly Endpoint[],
    repeats: readonly number[] | undefined,
  ): string {
    const taken = items.some((item) =>
      this.samples(endpoints, repeats, '').some(({ key }) => isRunning(model.stateOf(item, key))),
    );
    this.runs += 1;
    return taken ? `run ${this.runs}` : '';
  }

  private samples(
    endpoints: readonly Endpoint[],
    repeats: readonly number[] | undefined,
    run: string,
  ): SampleStart[] {
    return this.settings.inOrder(endpoints).flatMap((endpoint) =>
      repeatsOf(endpoint, repeats).map((repeat) => ({
        key: sampleKey(endpoint, repeat, run),
        column: columnName(endpoint, this.settings.roleOf(endpoint.label, endpoint.model)),
        repeat: [repeat + 1, endpoint.sampling.repeats] as const,
        sampling: endpoint.sampling,
      })),
    );
  }

  private async offerCompletions({ endpoint, item }: Job, model: TracesModel): Promise<void> {
    const key = columnKey(endpoint);
    const waiting = this.withoutTemplate.get(key);
    if (waiting) {
      waiting.add(item);
      return;
    }
    const items = new Set([item]);
    this.withoutTemplate.set(key, items);
    const changed = await this.completions.make(endpoint);
    this.withoutTemplate.delete(key);
    // All that failed for it meanwhile are asked again, not only the first.
    if (changed) await this.run([...items], [changed], { resume: true, model });
  }

  dispose(): void {
    for (const running of this.running) running.cancel();
    this.changed.dispose();
  }
}

/** The repeats (0-based) an endpoint is asked: those that are named, else all of its sampling. */
function repeatsOf({ sampling }: Endpoint, named: readonly number[] | undefined): readonly number[] {
  return named ?? Array.from({ length: sampling.repeats }, (_, repeat) => repeat);
}

function detail(details: RunDetails, event: EvaluationEvent): void {
  const { item, endpoint } = event.job;
  if (event.type === 'ended') details.add(endpoint.label, viewKey(item), event.sample.trace);
  else if (event.type === 'skipped')
    details.add(endpoint.label, viewKey(item), { ...event.saved, error: null });
  else if (event.type === 'refused') details.refuse(endpoint.label);
}
