import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { storedItem } from '../core/results/index/storedItems.ts';
import type { IndexData } from '../core/results/index/indexData.ts';
import { itemTable } from '../core/results/itemTable.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import type { ResultItem } from '../core/results/resultItem.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { samplesOfRun } from '../core/results/toolSamples.ts';
import type { ItemArguments } from './diffArguments.ts';
import { nearNames } from './diffNear.ts';
import { UsageError } from './io.ts';
import { oneLine } from './oneLine.ts';
import { ModelNames } from './transferArguments.ts';

/** An item with its two samples that are compared. */
export interface ItemPair {
  readonly id: string;
  readonly benchmark: string;
  readonly samples: readonly [SavedSample, SavedSample];
}

/** Items that are named where an id stands for several. */
const mostChoices = 8;

interface FoundItem {
  /** Of the index. */
  readonly group: number;
  readonly item: ResultItem;
  readonly benchmark: string;
  /** For each side, the samples that lead, by repeat; null where the model has none of the item. */
  readonly sides: readonly [SideSamples | null, SideSamples | null];
}

interface SideSamples {
  readonly newest: SavedSample;
  readonly samples: readonly SavedSample[];
}

/** Finds the item and the samples that are asked for. Throws a `UsageError` that says what there is instead. */
export function itemPair(index: ResultsIndex, data: IndexData, asked: ItemArguments): ItemPair {
  const names = sideModels(index, asked);
  const items = itemsNamed(index, data, asked).map((found): FoundItem => ({
    ...found,
    sides: [samplesOf(index, found, names[0]), samplesOf(index, found, names[1])],
  }));
  const both = items.filter(({ sides: [left, right] }) => left !== null && right !== null);
  const [found, more] = both;
  if (found === undefined) throw new UsageError(withoutSamples(items, names, asked));
  if (more !== undefined) throw new UsageError(severalWords(both, asked));
  const [left, right] = found.sides;
  const [first, second = first] = asked.repeats;
  return {
    id: found.item.published?.id ?? found.item.id,
    benchmark: found.benchmark,
    samples: [sampleAt(left, first, names[0]), sampleAt(right, second, names[1])],
  };
}

function sideModels(index: ResultsIndex, { models, repeats }: ItemArguments): readonly [string, string] {
  const named = new ModelNames(index.runs).list('--models', models);
  const [left, right, more] = named;
  if (left === undefined || more !== undefined)
    throw new UsageError(`--models ${models}: give two models, with a comma between.`);
  // Two names may stand for one model; a sample beside itself would say that nothing differs.
  const other = right ?? left;
  if (other === left && (repeats.length !== 2 || repeats[0] === repeats[1]))
    throw new UsageError(
      right === undefined
        ? '--models: give two models, or one and two of its samples with --repeat N,M.'
        : `--models ${models}: this is one model twice. Give two models, or two of its samples with --repeat N,M.`,
    );
  return [left, other];
}

function itemsNamed(
  index: ResultsIndex,
  data: IndexData,
  { item: id, benchmark }: ItemArguments,
): Omit<FoundItem, 'sides'>[] {
  const numbers = new Set(
    index.runs.flatMap(({ samples }) => samples.flatMap(({ set }) => [...new Set(set.item)])),
  );
  const found = new Map<number, Omit<FoundItem, 'sides'>>();
  const [ids, benchmarks] = [new Set<string>(), new Set<string>()];
  for (const number of numbers) {
    const item = storedItem(data.items, number);
    const group = index.groupOf(number);
    const scope = index.scopeOf(group);
    const isIn = [scope, item.task, item.published?.benchmark, item.published?.task].includes(
      benchmark ?? scope,
    );
    benchmarks.add(scope);
    if (!isIn) continue;
    ids.add(item.published?.id ?? item.id);
    const isNamed = item.published?.id === id || item.id === id;
    if (isNamed && !found.has(group)) found.set(group, { group, item, benchmark: scope });
  }
  if (found.size > 0) return [...found.values()];
  if (ids.size === 0 && benchmark !== null)
    throw new UsageError(
      `--benchmark: no results are of "${benchmark}". There are: ${[...benchmarks].sort(compareNames).join(', ')}.`,
    );
  const near = nearNames(id, ids);
  const where = benchmark === null ? 'there' : `in ${benchmark}`;
  const words =
    near.length > 0
      ? ` Near it: ${near.join(', ')}.`
      : ` Ids are such as ${[...ids].slice(0, 3).join(', ')}.`;
  throw new UsageError(
    oneLine(`--item: no item with the id "${id}" is ${where}.${ids.size === 0 ? '' : words}`),
  );
}

/** The samples of a model on an item that lead, as in the table of an item. */
function samplesOf(
  index: ResultsIndex,
  { group, item }: Pick<FoundItem, 'group' | 'item'>,
  model: string,
): SideSamples | null {
  const only = {
    groupOf: (number: number) => index.groupOf(number),
    item: (of: number) => (of === group ? item : null),
  };
  const samples = index.runs
    .filter((run) => run.model === model && !run.superseded)
    .flatMap((run) => samplesOfRun(only, run));
  const row = itemTable(samples, [], 0).find(({ leading }) => leading);
  return row === undefined ? null : { newest: row.newest, samples: row.samples };
}

function sampleAt(side: SideSamples | null, repeat: number | undefined, model: string): SavedSample {
  const found = repeat === undefined ? side?.newest : side?.samples.find((one) => one.repeat === repeat);
  if (found !== undefined) return found;
  const there = side?.samples.map((one) => one.repeat + 1).join(', ') ?? '';
  throw new UsageError(
    `--repeat: ${model} has no repeat ${(repeat ?? 0) + 1} of this item. There are: ${there}.`,
  );
}

function withoutSamples(
  items: readonly FoundItem[],
  names: readonly [string, string],
  { item, benchmark }: ItemArguments,
): string {
  const lacking = names.filter((_, side) => items.every(({ sides }) => sides[side] === null));
  const [first] = items;
  const which = benchmark ?? (items.length === 1 ? first?.benchmark : null) ?? null;
  const of = `the item "${item}"${which === null ? '' : ` of ${which}`}`;
  if (lacking.length === 0) return `--models: no item with the id "${item}" has samples of both models.`;
  return `--models: no sample of ${[...new Set(lacking)].join(' or ')} is of ${of}.`;
}

function severalWords(items: readonly FoundItem[], { item, folder }: ItemArguments): string {
  const words = items.map(({ benchmark, item: { task, question } }) => {
    const name = benchmark === task ? benchmark : `${benchmark} (${task})`;
    return oneLine(question === '' ? name : `${name}: ${question.slice(0, 60)}`);
  });
  const shown = words
    .sort(compareNames)
    .slice(0, mostChoices)
    .map((one) => `\n  ${one}`);
  const rest = words.length > mostChoices ? `\n  and ${words.length - mostChoices} more` : '';
  const tasks = new Set(items.flatMap(({ benchmark, item: { task } }) => [benchmark, task]));
  const choose = tasks.size > 1 ? '--benchmark, by the benchmark or the task' : `a file of ${folder}`;
  return `--item: several items have the id "${item}":${shown.join('')}${rest}\nChoose with ${choose}.`;
}
