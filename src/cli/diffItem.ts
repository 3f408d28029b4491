import type { FormatName } from '../core/results/formats/format.ts';
import { itemTable } from '../core/results/itemTable.ts';
import type { IndexData } from '../core/results/index/indexData.ts';
import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { samplesOfRun } from '../core/results/toolSamples.ts';
import { isSettled } from '../core/results/union.ts';
import type { ItemArguments } from './diffArguments.ts';
import { itemsNamed, type NamedItem, severalWords } from './diffItemNamed.ts';
import { modelWords, type NamedModel, sideModels, toolsOf } from './diffModels.ts';
import { UsageError } from './io.ts';

/** An item with its two samples that are compared. */
export interface ItemPair {
  readonly id: string;
  readonly benchmark: string;
  readonly samples: readonly [SavedSample, SavedSample];
  /** What else could have been meant, in sentences. */
  readonly notes: readonly string[];
}

interface FoundItem extends NamedItem {
  readonly sides: readonly [SideSamples | null, SideSamples | null];
}

/** The samples of a model on an item that lead, by repeat. */
interface SideSamples {
  readonly newest: SavedSample;
  readonly samples: readonly SavedSample[];
  /** All tools with samples of it, where none was asked for. */
  readonly tools: readonly FormatName[];
}

/** Finds the item and the samples that are asked for. Throws a `UsageError` that says what there is instead. */
export function itemPair(index: ResultsIndex, data: IndexData, asked: ItemArguments): ItemPair {
  const models = sideModels(index.runs, asked);
  const items = itemsNamed(index, data, asked).map((found): FoundItem => ({
    ...found,
    sides: [samplesOf(index, found, models[0]), samplesOf(index, found, models[1])],
  }));
  const both = items.filter(({ sides }) => sides.every((side) => side !== null));
  const [found, more] = both;
  if (found === undefined) throw new UsageError(withoutSamples(items, models, asked));
  if (more !== undefined) throw new UsageError(severalWords(both, asked));
  const [left, right] = found.sides;
  const [first, second = first] = asked.repeats;
  const samples = [sampleAt(left, first, models[0]), sampleAt(right, second, models[1])] as const;
  if (isSame(...samples))
    throw new UsageError(
      `--models ${asked.models}: both are the same sample. Name the tool of each: ${toolChoices(index, models)}.`,
    );
  return {
    id: found.item.published?.id ?? found.item.id,
    benchmark: found.benchmark,
    samples,
    notes: [...new Set(models.flatMap((model, at) => toolNote(found.sides[at] ?? null, model) ?? []))],
  };
}

function isSame(a: SavedSample, b: SavedSample): boolean {
  return (
    a.file === b.file && a.bytes[0] === b.bytes[0] && a.repeat === b.repeat && a.tool?.task === b.tool?.task
  );
}

/** The samples of a model on an item that lead, as in the table of an item; of several tools' those of the newest. */
function samplesOf(
  index: ResultsIndex,
  { group, item }: NamedItem,
  { model, tool }: NamedModel,
): SideSamples | null {
  const only = {
    groupOf: (number: number) => index.groupOf(number),
    item: (of: number) => (of === group ? item : null),
  };
  const samples = index.runs
    .filter((run) => run.model === model && (tool === null || run.format === tool) && !run.superseded)
    .flatMap((run) => samplesOfRun(only, run));
  const rows = itemTable(samples, [], 0).filter(({ leading }) => leading);
  const [row] = rows.toSorted(
    ({ newest: a }, { newest: b }) =>
      Number(isSettled(b.status)) - Number(isSettled(a.status)) ||
      Date.parse(b.endedAt) - Date.parse(a.endedAt),
  );
  if (row === undefined) return null;
  const tools = new Set(samples.flatMap((sample) => sample.tool?.format ?? []));
  return {
    newest: row.newest,
    samples: row.samples,
    tools: tool === null ? toolsOf(index.runs, model).filter((one) => tools.has(one)) : [],
  };
}

function sampleAt(
  side: SideSamples | null,
  repeat: number | undefined,
  { model, tool }: NamedModel,
): SavedSample {
  if (repeat !== undefined && (side?.tools.length ?? 0) > 1)
    throw new UsageError(
      `--repeat: several tools saved samples of ${model} on this item, each with repeats of its own. Choose with --models ${choices(model, side?.tools ?? [])}.`,
    );
  const found = repeat === undefined ? side?.newest : side?.samples.find((one) => one.repeat === repeat);
  if (found !== undefined) return found;
  const there = side?.samples.map((one) => one.repeat + 1).join(', ') ?? '';
  throw new UsageError(
    `--repeat: ${modelWords({ model, tool })} has no repeat ${(repeat ?? 0) + 1} of this item. There are: ${there}.`,
  );
}

/** Which of several tools' samples is compared; null where there is no choice. */
function toolNote(side: SideSamples | null, { model }: NamedModel): string | null {
  const used = side?.newest.tool?.format;
  if (side === null || used === undefined || side.tools.length < 2) return null;
  const others = side.tools.filter((tool) => tool !== used);
  return `${model}: several tools saved samples of this item; the newest is compared, of ${used}. Others with --models ${choices(model, others)}.`;
}

/** `a@inspect or a@lm-eval`. */
function choices(model: string, tools: readonly FormatName[]): string {
  return tools.map((tool) => modelWords({ model, tool })).join(' or ');
}

function toolChoices(index: ResultsIndex, models: readonly NamedModel[]): string {
  const names = models.flatMap(({ model }) =>
    toolsOf(index.runs, model).map((tool) => modelWords({ model, tool })),
  );
  return [...new Set(names)].join(', ');
}

function withoutSamples(
  items: readonly FoundItem[],
  models: readonly [NamedModel, NamedModel],
  { item, benchmark }: ItemArguments,
): string {
  const lacking = models.filter((_, side) => items.every(({ sides }) => sides[side] === null));
  const [first] = items;
  const which = benchmark ?? (items.length === 1 ? first?.benchmark : null) ?? null;
  const of = `the item "${item}"${which === null ? '' : ` of ${which}`}`;
  if (lacking.length === 0) return `--models: no item with the id "${item}" has samples of both models.`;
  return `--models: no sample of ${[...new Set(lacking.map(modelWords))].join(' or ')} is of ${of}.`;
}
