import { likeness, mergeLike, replaceGroups } from './linkLike.ts';
import { sameness } from './tokenSketch.ts';

/** Items by number, as far as finding the same one elsewhere needs them; what is costly is asked for seldom. */
export interface LinkableItems {
  readonly count: number;
  /** The benchmark where it is known, else the tool's task: items of two scopes are never one. */
  readonly scope: (item: number) => string;
  /** The tool's task: items of one source are told apart by their tool, and never linked by likeness. */
  readonly source: (item: number) => string;
  /** Equal for equal texts; null where the text is not known. */
  readonly textKey: (item: number) => string | null;
  /** The tool's own id, and the published one where its fields say. */
  readonly ids: (item: number) => readonly string[];
  /** Equal for what was published as one item; 0 where that is not known. */
  readonly published: (item: number) => number;
  /** The part of its benchmark that it was published in; null where that is not known, or there are no parts. */
  readonly part: (item: number) => string | null;
  readonly gold: (item: number) => string | null;
  readonly sketch: (item: number) => readonly number[];
}

/** By item: the number of its group. `inferred`: the groups that hold an item matched by gold answer and likeness. */
export interface ItemLinks {
  readonly group: Uint32Array;
  readonly groups: number;
  readonly inferred: ReadonlySet<number>;
  /** The group of a text in a scope; null where no item has it. */
  readonly find: (scope: string, textKey: string) => number | null;
  /** The first item of a group that says what it was published as, else that has a text; null for no such group. */
  readonly first: (group: number) => number | null;
  /** The items of a scope, one of each group. */
  readonly inScope: (scope: string) => readonly number[];
}

/**
 * Which items are the same one: equal texts within a scope; without a text, equal ids; then what was published as one
 * item, and between sources what has an equal gold answer, both with at least 0.8 of their distinct words in common.
 */
export function linkItems(items: LinkableItems): ItemLinks {
  const group = new Uint32Array(items.count);
  const numbers = new GroupNumbers();
  const withoutText: number[] = [];
  for (let item = 0; item < items.count; item++) {
    const hash = items.textKey(item);
    if (hash === null) withoutText.push(item);
    else group[item] = numbers.of(items.scope(item), hash);
  }
  linkById(items, withoutText, group, numbers);
  return linked(items, group, numbers);
}

/** Numbers of groups by scope and key. One key of both would take longer to make than to look up. */
class GroupNumbers {
  count = 0;
  readonly #scopes = new Map<string, Map<string, number>>();

  of(scope: string, key: string): number {
    let keys = this.#scopes.get(scope);
    if (keys === undefined) this.#scopes.set(scope, (keys = new Map<string, number>()));
    let number = keys.get(key);
    if (number === undefined) keys.set(key, (number = this.count++));
    return number;
  }

  find(scope: string, key: string): number | undefined {
    return this.#scopes.get(scope)?.get(key);
  }
}

function linkById(
  items: LinkableItems,
  withoutText: readonly number[],
  group: Uint32Array,
  numbers: GroupNumbers,
): void {
  if (withoutText.length === 0) return;
  const scopes = new Set(withoutText.map(items.scope));
  const byId = new Map<string, number>();
  const lacking = new Set(withoutText);
  for (let item = 0; item < items.count; item++) {
    const scope = items.scope(item);
    if (lacking.has(item) || !scopes.has(scope)) continue;
    const number = group[item] ?? 0;
    for (const id of items.ids(item)) {
      const key = `${scope}\n${id}`;
      const known = byId.get(key);
      // Two texts of one id are two items, and the id says nothing.
      byId.set(key, known === undefined || known === number ? number : -1);
    }
  }
  for (const item of withoutText) {
    const keys = items.ids(item).map((id) => `${items.scope(item)}\n${id}`);
    const known = keys.map((key) => byId.get(key) ?? -1).find((number) => number >= 0);
    group[item] = known ?? numbers.of(`\n${items.source(item)}`, keys[0] ?? '');
  }
}

/** The links of groups as they stand, with likeness applied. */
function linked(items: LinkableItems, group: Uint32Array, numbers: GroupNumbers): ItemLinks {
  const merged = new Map([...mergePublished(items, group), ...mergeLike(items, group)]);
  const groups = numbers.count;
  const first = new Int32Array(groups).fill(-1);
  for (let item = 0; item < items.count; item++) {
    const number = group[item] ?? 0;
    const before = first[number] ?? -1;
    if (before < 0 || tells(items, item) > tells(items, before)) first[number] = item;
  }
  // Asked for only where a text is not found.
  let byScope: ReadonlyMap<string, readonly number[]> | null = null;
  return {
    group,
    groups,
    inferred: new Set(merged.values()),
    find: (scope, textKey) => {
      const number = numbers.find(scope, textKey);
      if (number === undefined) return null;
      const into = merged.get(number) ?? number;
      return merged.get(into) ?? into;
    },
    first: (number) => {
      const item = first[number] ?? -1;
      return item < 0 ? null : item;
    },
    inScope: (scope) => (byScope ??= firstInScopes(items, group, groups)).get(scope) ?? [],
  };
}

/** How much an item says of its group: best its published id, then its text. */
function tells(items: LinkableItems, item: number): number {
  return items.published(item) !== 0 ? 2 : items.textKey(item) !== null ? 1 : 0;
}

/** By scope: the first item of each group, in the order of the items. */
function firstInScopes(
  items: LinkableItems,
  group: Uint32Array,
  groups: number,
): ReadonlyMap<string, readonly number[]> {
  const seen = new Uint8Array(groups);
  const firsts: number[] = [];
  group.forEach((number, item) => {
    if (seen[number] === 0) firsts.push(item);
    seen[number] = 1;
  });
  return Map.groupBy(firsts, items.scope);
}

/**
 * Merges groups that were published as one item, where their texts agree as far as a tool may change them: prompts
 * are often saved in other words than the item's. Gives which one went into which.
 */
function mergePublished(items: LinkableItems, group: Uint32Array): ReadonlyMap<number, number> {
  const scopes = new Map<string, Map<number, number>>();
  const seen = new Uint8Array(items.count);
  const merged = new Map<number, number>();
  for (let item = 0; item < items.count; item++) {
    const number = group[item] ?? 0;
    const published = items.published(item);
    if (published === 0 || seen[number] === 1) continue;
    seen[number] = 1;
    const scope = items.scope(item);
    let first = scopes.get(scope);
    if (first === undefined) scopes.set(scope, (first = new Map<number, number>()));
    const other = first.get(published);
    if (other === undefined) first.set(published, item);
    else if (sameness(items.sketch(other), items.sketch(item)) >= likeness) {
      merged.set(number, group[other] ?? 0);
    }
  }
  replaceGroups(group, merged);
  return merged;
}
