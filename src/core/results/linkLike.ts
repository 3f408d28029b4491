import { matchingText } from '../items/identity.ts';
import type { LinkableItems } from './linkItems.ts';
import { sameness } from './tokenSketch.ts';

/** As much of their words in common as two texts of one item have (design: "Identity"). */
export const likeness = 0.8;
/** Equal for gold answers that are written alike: AIME's `023` is `23`. */
export function goldKey(gold: string): string {
  const text = matchingText(gold) || gold;
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Pairs that are compared for likeness in one scope; what is left stays apart. */
const mostPairs = 1_000_000;

/** Gives every item of a group the one that it went into. */
export function replaceGroups(group: Uint32Array, merged: ReadonlyMap<number, number>): void {
  if (merged.size === 0) return;
  for (let item = 0; item < group.length; item++) {
    const into = merged.get(group[item] ?? 0);
    if (into !== undefined) group[item] = into;
  }
}

interface Candidate {
  readonly group: number;
  readonly item: number;
  readonly sources: Set<string>;
}

/** Merges groups by likeness; gives which one went into which. */
export function mergeLike(items: LinkableItems, group: Uint32Array): ReadonlyMap<number, number> {
  const scopes = scopesOfSeveral(items);
  if (scopes.size === 0) return new Map();
  for (let item = 0; item < items.count; item++) {
    const known = scopes.get(items.scope(item));
    if (known === undefined) continue;
    const [source, number] = [items.source(item), group[item] ?? 0];
    const candidate = known.groups.get(number);
    if (candidate) candidate.sources.add(source);
    else known.groups.set(number, { group: number, item, sources: new Set([source]) });
  }
  const merged = new Map<number, number>();
  for (const { sources, groups: inScope } of scopes.values()) {
    mergeAlike(items, [...inScope.values()], sources.size, merged);
  }
  replaceGroups(group, merged);
  return merged;
}

interface Scope {
  readonly sources: ReadonlySet<string>;
  readonly groups: Map<number, Candidate>;
}

/** The scopes that several sources have items of, still without these. */
function scopesOfSeveral(items: LinkableItems): ReadonlyMap<string, Scope> {
  const sources = new Map<string, Set<string>>();
  let [scope, source] = ['', ''];
  for (let item = 0; item < items.count; item++) {
    const [ownScope, ownSource] = [items.scope(item), items.source(item)];
    // Mostly those of the one before.
    if (item > 0 && ownScope === scope && ownSource === source) continue;
    [scope, source] = [ownScope, ownSource];
    const known = sources.get(scope);
    if (known) known.add(source);
    else sources.set(scope, new Set([source]));
  }
  const several = [...sources].filter(([, own]) => own.size > 1);
  return new Map(several.map(([name, own]) => [name, { sources: own, groups: new Map() }]));
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
        if (areOfTwoParts(items, one, other)) continue;
        pairs += 1;
        if (sameness(sketches[first] ?? [], sketches[second] ?? []) < likeness) continue;
        merged.set(other.group, one.group);
        for (const source of other.sources) one.sources.add(source);
      }
    });
  }
}

/** Parts of a benchmark, such as ACPBench's, ask of one scene in nearly the same words. */
function areOfTwoParts({ part }: LinkableItems, one: Candidate, other: Candidate): boolean {
  const [left, right] = [part(one.item), part(other.item)];
  return left !== null && right !== null && left !== right;
}
