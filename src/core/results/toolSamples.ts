import { say, verbatim } from '../say.ts';
import type { TraceStatus } from '../traces/trace.ts';
import type { ItemSamples } from './index/resultsIndex.ts';
import type { ResultItem } from './resultItem.ts';
import type { ResultRun } from './resultRun.ts';
import { sampleState, unknownTokens } from './sampleSet.ts';
import type { SavedByTool, SavedSample } from './savedSample.ts';

/**
 * The samples of an item by other tools, as those of our own folder are kept, so that everything that shows the one
 * shows the other. Only runs that count: what a fuller or newer run displaced is left out. Our own are kept elsewhere.
 *
 * @param inferred whether the item was found by likeness
 */
export function toolSamples(
  of: readonly ItemSamples[],
  item: ResultItem,
  inferred = false,
): readonly SavedSample[] {
  return of
    .filter(({ run }) => !run.superseded && run.format !== 'reasoning-transfer')
    .flatMap((samples) =>
      samples.rows.map((row) => {
        const sample = toolSample(samples, row, item);
        return inferred ? { ...sample, tool: { ...sample.tool, inferred: true as const } } : sample;
      }),
    );
}

/** All samples of one run of another tool, in the order of its files. */
export function samplesOfRun(
  index: { readonly groupOf: (item: number) => number; readonly item: (group: number) => ResultItem | null },
  run: ResultRun,
): readonly SavedSample[] {
  return run.samples.flatMap((samples) =>
    Array.from(samples.set.item, (number, row) => {
      const item = index.item(index.groupOf(number));
      return item === null ? [] : [toolSample({ run, samples, rows: [row] }, row, item)];
    }).flat(),
  );
}

/**
 * Those of our own samples that belong to a run of ours.
 *
 * @param samples of the run's label and benchmark, as the union over all files
 */
export function ownSamplesOfRun(run: ResultRun, samples: readonly SavedSample[]): readonly SavedSample[] {
  const files = new Set(run.samples.map(({ file }) => file));
  return samples.filter(({ file }) => files.has(file.replaceAll('\\', '/')));
}

/** Whether a saved sample, of another tool or ours, is one of a run's. */
export function isSampleOf(sample: SavedSample, run: ResultRun): boolean {
  return sample.tool === undefined
    ? run.format === 'reasoning-transfer' && sample.label === run.modelRaw
    : sample.label === run.model && sample.model === run.modelRaw && sample.promptHash === runKey(run);
}

/** Stands for the prompt's hash, which other tools do not save: the samples of one run are repeats of each other. */
function runKey({ format, file, task }: ResultRun): string {
  return JSON.stringify([format, file, task]);
}

function toolSample(
  { run, samples: { set, column, file } }: ItemSamples,
  row: number,
  item: ResultItem,
): SavedSample & { readonly tool: SavedByTool } {
  const raw = column?.values[row] ?? Number.NaN;
  const value = Number.isNaN(raw) ? null : Math.min(1, Math.max(0, raw));
  const status = statusOf(set.state[row] ?? 0);
  const tokens = set.tokens[row] ?? unknownTokens;
  const place = set.place[row] ?? 0;
  const repeat = set.repeat[row] ?? 0;
  const sampling = samplingOf(run);
  return {
    item: item.published ?? { benchmark: run.benchmark ?? run.task, task: null, id: item.id },
    textHash: item.textHash ?? '',
    gold: item.gold,
    options: null,
    label: run.model,
    model: run.modelRaw,
    repeat,
    promptHash: runKey(run),
    sampling,
    samplingKey: JSON.stringify(sampling),
    status,
    flags: [],
    value,
    extracted: null,
    reason: reasonOf(run, status, value),
    usage: {
      promptTokens: null,
      completionTokens: tokens === unknownTokens ? null : tokens,
      reasoningTokens: null,
    },
    endedAt: new Date(run.date).toISOString(),
    file,
    bytes: [place, place],
    tool: { format: run.format, metric: run.metric, task: set.task, place, repeat },
  };
}

function statusOf(state: number): TraceStatus {
  if (state === sampleState.truncated) return 'truncated';
  if (state === sampleState.failed) return 'failed';
  return state === sampleState.cancelled ? 'cancelled' : 'complete';
}

function samplingOf({ asked, repeats }: ResultRun): SavedSample['sampling'] {
  return {
    repeats,
    ...(asked.temperature === undefined ? {} : { temperature: asked.temperature }),
    ...(asked.topP === undefined ? {} : { topP: asked.topP }),
    ...(asked.maxTokens === undefined ? {} : { maxTokens: asked.maxTokens }),
    ...(asked.system === undefined ? {} : { system: asked.system }),
    ...(asked.seed === undefined ? {} : { seed: asked.seed }),
  };
}

function reasonOf({ metric, format }: ResultRun, status: TraceStatus, value: number | null): string {
  if (status === 'failed') return say`failed, as ${format} says`;
  if (status === 'cancelled') return say`cancelled, as ${format} says`;
  if (format === 'responses' && value === null)
    return say`not scored: the file holds responses without scores`;
  if (value === null || metric === null) return say`not scored by ${format}`;
  return say`${verbatim(metric)}, as ${format} says`;
}
