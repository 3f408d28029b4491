import * as v from 'valibot';
import { stringifyJson, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { sha256 } from '../../items/identity.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState, type SampleSet } from '../sampleSet.ts';
import type { ReadContext } from './format.ts';
import { inspectGold, inspectQuestion, inspectRecord } from './inspectItem.ts';
import { issueInWords, type InspectLog } from './inspectHeader.ts';
import type { MetricNames } from './inspectNames.ts';
import { sampleSchema, type InspectSample } from './inspectSchema.ts';
import { withAttachments } from './inspectText.ts';
import { inspectNumber, inspectPart } from './inspectValue.ts';
import { UnreadableError } from './source.ts';

/** One set of rows for all samples of a log, and what could not be read of them. */
export interface InspectRows {
  readonly set: SampleSet;
  readonly problems: readonly Problem[];
  /** Distinct items that neither failed nor were cancelled. */
  readonly items: number;
  /** Those of them with a number from any scorer: NaN is unscored, as Inspect counts it. */
  readonly scored: number;
}

/** Reads every sample itself, one at a time: summaries are cut, so none of them says a score. */
export async function inspectRows(
  path: string,
  log: InspectLog,
  of: { readonly run: string; readonly task: string; readonly names: MetricNames },
  context: ReadContext,
): Promise<InspectRows> {
  const builder = new SampleSetBuilder({ run: of.run, model: log.header.eval.model ?? null, task: of.task });
  const problems: Problem[] = [];
  const items = new Set<number>();
  const scored = new Set<number>();
  for (const { place, field, readRow } of log.samples) {
    if (!context.wanted()) break;
    try {
      const sample = parseSample(await readRow());
      const item = itemOf(of.task, sample, context);
      const state = stateOf(sample);
      const ended = state === sampleState.ended || state === sampleState.truncated;
      if (ended) items.add(item);
      const tokens = wholeNumber(sample.output?.usage?.output_tokens);
      builder.add({ item, place, repeat: sample.epoch - 1, state, tokens });
      for (const [name, value] of valuesOf(sample, of.names)) {
        builder.metric(name, value);
        if (ended && !Number.isNaN(value)) scored.add(item);
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ file: path, field, message: error.message });
    }
  }
  return { set: builder.build(), problems, items: items.size, scored: scored.size };
}

/** A sample with its attachments put back; rejects where what makes a verdict is of a wrong type. */
export function parseSample(stored: JsonObject): InspectSample {
  const parsed = v.safeParse(sampleSchema, withAttachments(stored));
  if (parsed.success) return parsed.output;
  throw new UnreadableError(say`This sample is left out: ${issueInWords(parsed.issues)}.`);
}

/** The scores of a sample by scorer; version 1 had one, without its name. */
export function scoresIn(sample: InspectSample, names: MetricNames): NonNullable<InspectSample['scores']> {
  if (sample.scores) return sample.scores;
  return sample.score ? { [names.onlyScorer]: sample.score } : {};
}

/** The numbers of a sample by column. A list has none: nothing says what its places are. */
export function valuesOf(sample: InspectSample, names: MetricNames): readonly (readonly [string, number])[] {
  return Object.entries(scoresIn(sample, names)).flatMap(([scorer, { value }]) => {
    if (Array.isArray(value)) return [];
    if (typeof value !== 'object' || value === null)
      return [[names.column(scorer), inspectNumber(value)]] as const;
    return Object.entries(value).map(([key, one]) => [names.column(scorer, key), inspectPart(one)] as const);
  });
}

/** An error ends a sample without a verdict; a limit, of the sample or of the model's output, cuts it off. */
export function stateOf(sample: InspectSample): (typeof sampleState)[keyof typeof sampleState] {
  const { error, limit, output } = sample;
  if (error !== null && error !== undefined) {
    return isCancelled(typeof error === 'string' ? error : error.message)
      ? sampleState.cancelled
      : sampleState.failed;
  }
  const stop = output?.choices?.[0]?.stop_reason;
  const cut = stop === 'max_tokens' || stop === 'length' || stop === 'model_length';
  return cut || (limit !== null && limit !== undefined) ? sampleState.truncated : sampleState.ended;
}

/** Python's exceptions of asyncio and trio for a run that was stopped. */
function isCancelled(message: string): boolean {
  return /^(?:asyncio\.|trio\.)?(?:CancelledError|Cancelled)\b/.test(message);
}

function itemOf(task: string, sample: InspectSample, context: ReadContext): number {
  const { input, choices, target } = sample;
  // The epochs of an item, and the logs of other models, repeat it word for word.
  const key = `inspect:${task}:${String(sample.id)}:${sha256(stringifyJson([input, choices, target]))}`;
  const known = context.items.recall(key);
  if (known !== null) return known;
  const item = resultItem({
    task,
    id: String(sample.id),
    record: inspectRecord(task, sample),
    question: inspectQuestion(sample),
    gold: inspectGold(sample),
  });
  return context.items.remember(key, item);
}

export function wholeNumber(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 0xffffffff
    ? value
    : null;
}
