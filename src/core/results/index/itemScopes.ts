import { benchmarkOf, type ResultsNames } from '../resultsNames.ts';
import type { LinkableItems } from '../linkItems.ts';
import { hashKey, sketchOf, storedItem, taskOf, type StoredItems } from './storedItems.ts';

/** The stored items as they are linked: their scope is the benchmark of their task, or what they were published as. */
export function linkable(items: StoredItems, names: ResultsNames): LinkableItems {
  const scopes = items.tasks.map((task) => benchmarkOf(task, names)?.benchmark ?? null);
  // An item is parsed for it once, where its task says nothing.
  const ownScopes = new Map<number, string>();
  const ownScope = (item: number): string => {
    const known = ownScopes.get(item);
    if (known !== undefined) return known;
    const own = storedItem(items, item).published?.benchmark ?? taskOf(items, item);
    ownScopes.set(item, own);
    return own;
  };
  const scope = (item: number): string => scopes[items.task[item] ?? 0] ?? ownScope(item);
  return {
    count: items.count,
    scope,
    source: (item) => taskOf(items, item),
    textKey: (item) => hashKey(items, item),
    ids: (item) => {
      const { id, published } = storedItem(items, item);
      return published === null || published.id === id ? [id] : [id, published.id];
    },
    published: (item) => items.published[item] ?? 0,
    part: (item) => storedItem(items, item).published?.task ?? null,
    gold: (item) => storedItem(items, item).gold,
    sketch: (item) => sketchOf(items, item),
  };
}
