import { type FlipItem, type FlipKind, flipKinds, type FlipList } from '../../core/transfer/flipList.ts';

/** What of a list of flips is shown, and what is selected in it. */
export interface FlipsQuery {
  readonly kinds: ReadonlySet<FlipKind>;
  readonly field: { readonly name: string; readonly value: string } | null;
}

/** Where the two differ; what stayed as it was is there for who asks. */
export const changedKinds: FlipsQuery = {
  kinds: new Set<FlipKind>(['learned', 'forgotten', 'better', 'worse']),
  field: null,
};

export function shownFlips({ items }: FlipList, { kinds, field }: FlipsQuery): FlipItem[] {
  const some = items.filter(
    (item) => kinds.has(item.kind) && (field === null || item.fields[field.name] === field.value),
  );
  // What was lost first: it is what one opens the list for.
  return some.sort((a, b) => rank[a.kind] - rank[b.kind]);
}

const rank: Readonly<Record<FlipKind, number>> = {
  forgotten: 0,
  learned: 1,
  worse: 2,
  better: 3,
  wrong: 4,
  right: 5,
};

export function kindCounts({ items }: FlipList, { field }: FlipsQuery): Record<FlipKind, number> {
  const counts = { learned: 0, forgotten: 0, better: 0, worse: 0, right: 0, wrong: 0 };
  for (const item of items)
    if (field === null || item.fields[field.name] === field.value) counts[item.kind] += 1;
  return counts;
}

export function withKind({ kinds, field }: FlipsQuery, kind: FlipKind): FlipsQuery {
  const changed = new Set(flipKinds.filter((one) => kinds.has(one) !== (one === kind)));
  return { kinds: changed, field };
}

/** Of a selection, what a list still has. */
export function stillThere(selected: ReadonlySet<number>, { items }: FlipList): Set<number> {
  const there = new Set(items.map(({ group }) => group));
  return new Set([...selected].filter((group) => there.has(group)));
}
