import type { IndexData } from '../core/results/index/indexData.ts';
import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { storedItem } from '../core/results/index/storedItems.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import type { ResultItem } from '../core/results/resultItem.ts';
import type { ItemArguments } from './diffArguments.ts';
import { nearNames } from './diffNear.ts';
import { UsageError } from './io.ts';
import { oneLine } from './oneLine.ts';

/** An item of results that has the id asked for. */
export interface NamedItem {
  /** Of the index. */
  readonly group: number;
  readonly item: ResultItem;
  readonly benchmark: string;
}

/** Items, and benchmarks, that are named where what was asked for is none or several. */
const mostChoices = 8;
const examples = 3;

/** The items with an id, as published or as a tool numbers them. Throws a `UsageError` that says what there is instead. */
export function itemsNamed(
  index: ResultsIndex,
  data: IndexData,
  { item: id, benchmark }: ItemArguments,
): readonly NamedItem[] {
  const numbers = new Set(
    index.runs.flatMap(({ samples }) => samples.flatMap(({ set }) => [...new Set(set.item)])),
  );
  const found = new Map<number, NamedItem>();
  const there = new ThereItems();
  const benchmarks = new Set<string>();
  for (const number of numbers) {
    const item = storedItem(data.items, number);
    const group = index.groupOf(number);
    const scope = index.scopeOf(group);
    benchmarks.add(scope);
    const isIn = [scope, item.task, item.published?.benchmark, item.published?.task].includes(
      benchmark ?? scope,
    );
    if (!isIn) continue;
    there.add(group, scope, item);
    const isNamed = item.published?.id === id || item.id === id;
    if (isNamed && !found.has(group)) found.set(group, { group, item, benchmark: scope });
  }
  if (found.size > 0) return [...found.values()];
  if (there.size === 0 && benchmark !== null)
    throw new UsageError(
      `--benchmark: no results are of "${benchmark}". There are: ${[...benchmarks].sort(compareNames).join(', ')}.`,
    );
  throw new UsageError(oneLine(there.unknownWords(id, benchmark)));
}

/** That an id stands for several items, and how to choose one. */
export function severalWords(items: readonly NamedItem[], { item, folder }: ItemArguments): string {
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

/** The items that are looked through, and what they are called. */
class ThereItems {
  readonly #scopes = new Map<number, string>();
  /** As they are shown. */
  readonly #ids = new Set<string>();
  /** As tools number them, where they are published under another id. */
  readonly #own = new Set<string>();

  get size(): number {
    return this.#scopes.size;
  }

  add(group: number, scope: string, { id, published }: ResultItem): void {
    this.#scopes.set(group, scope);
    this.#ids.add(published?.id ?? id);
    if (published !== null) this.#own.add(id);
  }

  /** How many there are of which benchmark, and which ids are near. */
  unknownWords(id: string, benchmark: string | null): string {
    const none = `--item: no item with the id "${id}" is ${benchmark === null ? 'there' : `in ${benchmark}`}`;
    if (this.size === 0) return `${none}.`;
    const near = nearNames(id, this.#ids);
    const numbers = /^\d+$/.test(id) ? this.#numbersWords() : '';
    const ids =
      near.length > 0
        ? `Near it: ${near.join(', ')}.`
        : `Ids are such as ${[...this.#ids].slice(0, examples).join(', ')}.`;
    return `${none}. Items there: ${this.#countWords()}. ${numbers}${ids}`;
  }

  /** `45 of AIME24, 20 of MATH-500`. */
  #countWords(): string {
    const scopes = Map.groupBy(this.#scopes.values(), (scope) => scope);
    if (scopes.size > mostChoices)
      return `${this.size.toLocaleString('en')} of ${scopes.size.toLocaleString('en')} benchmarks`;
    return [...scopes]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([scope, { length }]) => `${length.toLocaleString('en')} of ${scope}`)
      .join(', ');
  }

  /** Between which numbers the ids are that are numbers: tools count from 0 or from 1. */
  #numbersWords(): string {
    const numbers = [...this.#ids, ...this.#own].filter((one) => /^\d+$/.test(one)).sort(compareNames);
    const [first, last] = [numbers[0], numbers.at(-1)];
    return first === undefined || last === undefined || first === last
      ? ''
      : `Ids that are numbers are from ${first} to ${last}. `;
  }
}
