import type { Comparison, Entry } from './comparison.ts';
import { readingOrder } from './readingOrder.ts';

/** A comparison with its sides exchanged, in the reading order of the other text. */
export function mirrored({ entries, similarity, coarse }: Comparison): Comparison {
  const pairs = entries.filter(({ left, right }) => left !== null && right !== null).map(mirroredPair);
  const lefts = entries.filter(({ right }) => right !== null).length;
  const rights = entries.filter(({ left }) => left !== null).length;
  return { entries: readingOrder(pairs, lefts, rights), similarity, coarse };
}

function mirroredPair(entry: Entry): Entry {
  const { left, right, edits } = entry;
  return {
    ...entry,
    left: right,
    right: left,
    edits: edits === null ? null : { left: edits.right, right: edits.left },
  };
}
