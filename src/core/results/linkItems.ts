import { matchingText } from '../items/identity.ts';
import { tokenOverlap } from './tokenSketch.ts';

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
  /** The first item of a group that has a text, else its first item; null where there is no such group. */
  readonly first: (group: number) => number | null;
  /** The items of a scope, one of each group. */
  readonly inScope: (scope: string) => readonly number[];
}

/** As much of their words in common as two texts of one item have (design: "Identity"). */
export const likeness = 0.8;
/** Equal for gold answers that are written alike: AIME's `023` is `23`. */
export function goldKey(gold: string): string {
  const text = matchingText(gold) || gold;
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Pairs that are compared for likeness in one scope; what is left stays apart. */
const mostPairs = 1_000_000;

/**
 * Which items are the same one: equal texts within a scope; without a text, equal ids; then what was published as one
 * item, and between sources what has an equal gold answer, both with at least 0.8 of their distinct words in common.
 */
export function linkItems(items: LinkableItems): ItemLinks {
  const group = new Uint32Array(items.count);
  const byKey = new Map<string, number>();
  const numberOf = (key: string): number => {
    let number = byKey.get(key);
    if (number === undefined) byKey.set(key, (number = byKey.size));
    return number;
  };
  const withoutText: number[] = [];
  for (let item = 0; item < items.count; item++) {
    const hash = items.textKey(item);
    if (hash === null) withoutText.push(item);
    else group[item] = numberOf(`${items.scope(item)}\n${hash}`);
  }
  linkById(items, withoutText, group, numberOf);
  return linked(items, group, byKey);
}

function linkById(
  items: LinkableItems,
  withoutText: readonly number[],
  group: Uint32Array,
  numberOf: (key: string) => number,
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
    group[item] = known ?? numberOf(`\n${items.source(item)}\n${keys[0] ?? ''}`);
  }
}

interface Candidate {
  readonly group: number;
  readonly item: number;
  readonly sources: Set<string>;
}

/** The links of groups as they stand, with likeness applied. */
function linked(items: LinkableItems, group: Uint32Array, byKey: ReadonlyMap<string, number>): ItemLinks {
  const merged = new Map([...mergePublished(items, group), ...mergeLike(items, group)]);
  const groups = byKey.size;
  const first = new Int32Array(groups).fill(-1);
  const byScope = new Map<string, number[]>();
  for (let item = 0; item < items.count; item++) {
    const number = group[item] ?? 0;
    const before = first[number] ?? -1;
    if (before < 0) {
      const scope = items.scope(item);
      const known = byScope.get(scope);
      if (known) known.push(item);
      else byScope.set(scope, [item]);
    }
    if (before < 0 || (items.textKey(before) === null && items.textKey(item) !== null)) first[number] = item;
  }
  return {
    group,
    groups,
    inferred: new Set(merged.values()),
    find: (scope, textKey) => {
      const number = byKey.get(`${scope}\n${textKey}`);
      if (number === undefined) return null;
      const into = merged.get(number) ?? number;
      return merged.get(into) ?? into;
    },
    first: (number) => {
      const item = first[number] ?? -1;
      return item < 0 ? null : item;
    },
    inScope: (scope) => byScope.get(scope) ?? [],
  };
}

/**
 * Merges groups that were published as one item, where their texts agree as far as a tool may change them: prompts
 * are often saved in other words than the item's. Gives which one went into which.
 */
function mergePublished(items: LinkableItems, group: Uint32Array): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const seen = new Set<number>();
  const merged = new Map<number, number>();
  for (let item = 0; item < items.count; item++) {
    const number = group[item] ?? 0;
    const published = items.published(item);
    if (published === 0 || seen.has(number)) continue;
    seen.add(number);
    const key = `${items.scope(item)}\n${published}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, item);
    else if (tokenOverlap(items.sketch(other), items.sketch(item)) >= likeness) {
      merged.set(number, group[other] ?? 0);
    }
  }
  replaceGroups(group, merged);
  return merged;
}

function replaceGroups(group: Uint32Array, merged: ReadonlyMap<number, number>): void {
  if (merged.size === 0) return;
  for (let item = 0; item < group.length; item++) {
    const into = merged.get(group[item] ?? 0);
    if (into !== undefined) group[item] = into;
  }
}

/** Merges groups by likeness; gives which one went into which. */
function mergeLike(items: LinkableItems, group: Uint32Array): ReadonlyMap<number, number> {
  const scopes = new Map<
    string,
    { readonly sources: Set<string>; readonly groups: Map<number, Candidate> }
  >();
  for (let item = 0; item < items.count; item++) {
    const scope = items.scope(item);
    const known = scopes.get(scope) ?? { sources: new Set(), groups: new Map<number, Candidate>() };
    scopes.set(scope, known);
    const [source, number] = [items.source(item), group[item] ?? 0];
    known.sources.add(source);
    const candidate = known.groups.get(number);
    if (candidate) candidate.sources.add(source);
    else known.groups.set(number, { group: number, item, sources: new Set([source]) });
  }
  const merged = new Map<number, number>();
  for (const { sources, groups: inScope } of scopes.values()) {
    if (sources.size > 1) mergeAlike(items, [...inScope.values()], sources.size, merged);
  }
  replaceGroups(group, merged);
  return merged;
}

/** Merges groups that no source tells apart, into the one that was met first. */
function mergeAlike(
  items: LinkableItems,
  candidates: readonly Candidate[],
  sources: number,
  merged: Map<number, number>,
): void {
  // What every source has needs no other.
  const open = candidates.filter((candidate) => candidate.sources.size < sources);
  const alike = Map.groupBy(open, ({ item }) => {
    const gold = items.gold(item);
    return gold === null ? null : goldKey(gold);
  });
  let pairs = 0;
  for (const [gold, bucket] of alike) {
    if (gold === null) continue;
    const sketches = bucket.map(({ item }) => items.sketch(item));
    bucket.forEach((one, first) => {
      for (let second = first + 1; second < bucket.length && pairs < mostPairs; second++) {
        const other = bucket[second];
        if (other === undefined || merged.has(one.group) || merged.has(other.group)) continue;
        if ([...one.sources].some((source) => other.sources.has(source))) continue;
        pairs += 1;
        if (tokenOverlap(sketches[first] ?? [], sketches[second] ?? []) < likeness) continue;
        merged.set(other.group, one.group);
        for (const source of other.sources) one.sources.add(source);
      }
    });
  }
}
