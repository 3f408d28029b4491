import type { Endpoint } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import type { PromptResult } from '../core/prompts/build.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import type { Problem } from '../core/problem.ts';
import { itemParts } from '../core/results/itemMean.ts';
import { type Countable, counted, type LabelCounts, noCounts } from '../core/results/labelCounts.ts';
import type { Sample } from '../core/results/sample.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { taskName } from '../core/results/taskName.ts';
import { say, verbatim } from '../core/say.ts';
import type { Score } from '../core/scorers/score.ts';
import type { Generate, GenerateEvent } from '../core/traces/generate.ts';
import type { Trace } from '../core/traces/trace.ts';
import { isScoredSo, savedFor, scoredAgain } from './evaluationRescore.ts';
import { allRepeats, type Job, jobKey, jobsOf } from './job.ts';
import type { SavedSamples } from './savedSamples.ts';

export type EvaluationEvent =
  /** It is its turn to be asked; what comes next is `generate`, `skipped` or `refused`. */
  | { readonly type: 'queued'; readonly job: Job; readonly prompt: Prompt }
  | { readonly type: 'generate'; readonly job: Job; readonly event: GenerateEvent }
  | {
      readonly type: 'ended';
      readonly job: Job;
      readonly sample: Sample;
      /** False for a job that was cancelled before anything was sent; such a one is not saved. */
      readonly sent: boolean;
      /** Null where it was not saved; `problem` says why, unless there was nothing to save. */
      readonly saved: SavedSample | null;
      /** What went wrong in saving, or what was found wrong with the file and put right. */
      readonly problem: Problem | null;
    }
  /**
   * A settled sample of the same prompt and sampling is there already. Where the item's gold answer or the way to
   * score it has changed since, its trace was scored again, and `saved` is the new line; if that could not be saved, the job has `ended`
   * with a problem instead.
   */
  | { readonly type: 'skipped'; readonly job: Job; readonly saved: SavedSample }
  /** The prompt could not be built; nothing was sent. */
  | { readonly type: 'refused'; readonly job: Job; readonly why: string };

export interface EvaluationOptions {
  readonly items: readonly Item[];
  readonly endpoints: readonly Endpoint[];
  readonly prompt: (item: Item, endpoint: Endpoint) => PromptResult;
  /** What builds an endpoint's prompts, so that another template is another run; default the convention. */
  readonly convention?: (item: Item, endpoint: Endpoint) => string;
  readonly generate: Generate;
  readonly score: (item: Item, trace: Trace, choices: readonly string[] | null) => Score | Promise<Score>;
  /** Null saves nothing. */
  readonly saved: SavedSamples | null;
  /** Whether a job that a settled sample answers already is skipped. */
  readonly resume: boolean;
  /**
   * Items in the whole file by benchmark and task (`ItemFile.countByBenchmark`), so that a run over all of them is known
   * to be whole. Absent, null, or without the task: unknown, and the run counts as partial.
   */
  readonly itemsByBenchmark?: ReadonlyMap<string, number> | null;
  /** The repeats (0-based) to ask of an endpoint; default: as many as its sampling says, from 0. */
  readonly repeats?: (endpoint: Endpoint) => readonly number[];
  /** Cancels everything. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: EvaluationEvent) => void;
  /** Jobs of one endpoint handed to `generate` at once, at least its concurrency; default 64. */
  readonly window?: number;
}

export interface EvaluationSummary {
  readonly jobs: number;
  readonly complete: number;
  readonly truncated: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  /** Those of `skipped` that were scored again, since the gold answer or the way to score had changed. */
  readonly rescored: number;
  readonly refused: number;
  /** Jobs never begun, because everything was cancelled. */
  readonly left: number;
  /** What came of each label's samples, those saved before included, in the order of the endpoints. */
  readonly labels: readonly LabelCounts[];
  /** Problems with saving, of samples and of `results_*.json`. */
  readonly problems: readonly Problem[];
}

export interface Evaluation {
  readonly done: Promise<EvaluationSummary>;
  /** Cancels one job; one that has not begun is not asked. What had arrived is kept. */
  readonly cancel: (job: Job) => void;
}

const defaultWindow = 64;

/**
 * Asks every endpoint every item, as often as its sampling says, item by item and all endpoints at once, then
 * scores and saves each sample as it ends. `done` never rejects: what goes wrong with one job is its event,
 * and the others go on. Only a window of jobs is in memory at once, however many items there are.
 */
export function runEvaluation(options: EvaluationOptions): Evaluation {
  const running = new Map<string, AbortController>();
  const dropped = new Set<string>();
  const counts = { complete: 0, truncated: 0, failed: 0, cancelled: 0, skipped: 0, refused: 0 };
  const labels = new Map(options.endpoints.map(({ label }) => [label, noCounts(label)]));
  const problems: Problem[] = [];
  let jobs = 0;
  let rescored = 0;

  const count = (
    { item, endpoint: { label } }: Job,
    sample: Omit<Countable, 'answerKind' | 'parts'>,
  ): void => {
    const { status, flags, value } = sample;
    const parts = itemParts(item.benchmark, item.record);
    const countable = { status, flags, value, answerKind: item.own?.answerKind, parts };
    labels.set(label, counted(labels.get(label) ?? noCounts(label), item.benchmark, countable));
  };

  const work = async (endpoint: Endpoint): Promise<void> => {
    const repeats = options.repeats?.(endpoint) ?? allRepeats(endpoint);
    const queue = jobsOf(options.items, endpoint, repeats);
    const size = Math.max(1, options.window ?? defaultWindow, endpoint.concurrency ?? 0);
    const worker = async (): Promise<void> => {
      for (const job of queue) {
        if (options.signal.aborted) {
          return;
        }
        await oneJob(job);
      }
    };
    jobs += options.items.length * repeats.length;
    await Promise.all(Array.from({ length: size }, worker));
  };

  const oneJob = async (job: Job): Promise<void> => {
    const built = options.prompt(job.item, job.endpoint);
    if (!built.ok) {
      counts.refused += 1;
      options.onEvent({ type: 'refused', job, why: built.message });
      return;
    }
    const already = options.resume ? savedFor(options.saved, job, built.prompt) : null;
    if (already !== null && (await keepSaved(job, already))) {
      return;
    }
    options.onEvent({ type: 'queued', job, prompt: built.prompt });
    const { trace, sent } = await ask(job, built.prompt);
    const sample = await scored(job, built.prompt, trace);
    counts[trace.status] += 1;
    count(job, { ...trace, value: sample.score.value });
    const nothingToKeep = trace.status === 'cancelled' && trace.reasoning === '' && trace.answer === '';
    const kept = nothingToKeep ? null : await save(job, sample);
    options.onEvent({
      type: 'ended',
      job,
      sample,
      sent,
      saved: kept?.saved ?? null,
      problem: kept?.problem ?? null,
    });
  };

  /** Takes a saved sample for the job's answer, scored again where it would be scored otherwise now; false where it cannot. */
  const keepSaved = async (job: Job, already: SavedSample): Promise<boolean> => {
    const keepAsIs = (): true => {
      counts.skipped += 1;
      count(job, already);
      options.onEvent({ type: 'skipped', job, saved: already });
      return true;
    };
    if (options.saved === null || isScoredSo(already, job.item)) return keepAsIs();
    const again = ({ item, trace, prompt }: Sample): Promise<Score> => scoreOf(item, trace, prompt.choices);
    const sample = await scoredAgain(options.saved, already, job, again, Date.now());
    if (sample === null) {
      return false;
    }
    // Nobody could say before, and nobody can now.
    if (already.gold === job.item.gold && already.value === null && sample.score.value === null) {
      return keepAsIs();
    }
    const kept = await save(job, sample);
    counts.skipped += 1;
    rescored += 1;
    count(job, { ...sample.trace, value: sample.score.value });
    const saved = kept?.saved ?? null;
    options.onEvent(
      saved === null
        ? { type: 'ended', job, sample, sent: true, saved, problem: kept?.problem ?? null }
        : { type: 'skipped', job, saved },
    );
    return true;
  };

  const ask = async (job: Job, prompt: Prompt): Promise<{ trace: Trace; sent: boolean }> => {
    const key = jobKey(job);
    const own = new AbortController();
    if (dropped.has(key)) {
      own.abort();
    }
    running.set(key, own);
    const seen = { sent: false };
    try {
      const trace = await options.generate({
        endpoint: job.endpoint,
        prompt,
        repeat: job.repeat,
        signal: AbortSignal.any([options.signal, own.signal]),
        onEvent: (event) => {
          seen.sent ||= event.type === 'sent';
          options.onEvent({ type: 'generate', job, event });
        },
      });
      return { trace, sent: seen.sent || trace.status !== 'cancelled' };
    } finally {
      running.delete(key);
    }
  };

  const scoreOf = async (item: Item, trace: Trace, choices: readonly string[] | null): Promise<Score> => {
    try {
      return await options.score(item, trace, choices);
    } catch (error) {
      const reason = say`the scorer failed: ${verbatim(error instanceof Error ? error.message : String(error))}`;
      return { value: null, extracted: null, range: null, rule: 'none', reason };
    }
  };

  const scored = async (job: Job, prompt: Prompt, trace: Trace): Promise<Sample> => {
    const { item, endpoint, repeat } = job;
    return {
      item,
      label: endpoint.label,
      model: endpoint.model,
      repeat,
      api: endpoint.api,
      prompt,
      sampling: endpoint.sampling,
      trace,
      score: await scoreOf(item, trace, prompt.choices),
      endedAt: new Date().toISOString(),
    };
  };

  const save = async (job: Job, sample: Sample) => {
    if (options.saved === null) {
      return null;
    }
    const appended = await options.saved.append(sample, {
      convention: options.convention?.(job.item, job.endpoint) ?? '',
      itemsInFile: options.itemsByBenchmark?.get(taskName(job.item)) ?? null,
    });
    const problem = appended.ok ? appended.repaired : appended.problem;
    if (problem !== null) {
      problems.push(problem);
    }
    return { saved: appended.ok ? appended.saved : null, problem };
  };

  const run = async (): Promise<EvaluationSummary> => {
    await options.saved?.load();
    await Promise.all(options.endpoints.map(work));
    problems.push(...((await options.saved?.writeResults()) ?? []));
    const begun = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { jobs, ...counts, rescored, left: jobs - begun, labels: [...labels.values()], problems };
  };

  return {
    done: run(),
    cancel: (job) => {
      const key = jobKey(job);
      dropped.add(key);
      running.get(key)?.abort();
    },
  };
}
