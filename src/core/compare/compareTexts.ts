import { alignSteps, type StepPair } from './alignSteps.ts';
import type { Comparison, Entry, SteppedText } from './comparison.ts';
import { stepBags, weightOfBag } from './stepBags.ts';
import { wordEdits } from './wordEdits.ts';

/** Compares two texts: steps first, then the words of the steps that belong together. Never throws. */
export function compareTexts(left: SteppedText, right: SteppedText): Comparison {
  const bags = stepBags(left, right);
  const { pairs, coarse } = alignSteps(bags);
  const entries = readingOrder(
    pairs.map((pair) => entryOf(pair, left, right)),
    left.steps.length,
    right.steps.length,
  );
  const total = [...bags.left, ...bags.right].reduce((sum, bag) => sum + weightOfBag(bag, bags.weights), 0);
  const shared = pairs.reduce((sum, pair) => {
    const [a, b] = [bags.left[pair.left], bags.right[pair.right]];
    if (a === undefined || b === undefined) return sum;
    return sum + pair.similarity * (weightOfBag(a, bags.weights) + weightOfBag(b, bags.weights));
  }, 0);
  const same = entries.every(({ kind }) => kind === 'same');
  return { entries, similarity: same ? 1 : total === 0 ? 0 : shared / total, coarse };
}

function entryOf(pair: StepPair, left: SteppedText, right: SteppedText): Entry {
  const { moved, similarity } = pair;
  const place = { left: pair.left, right: pair.right };
  if (pair.identical) return { kind: 'same', moved, similarity: 1, ...place, edits: null, disagrees: false };
  const [a, b] = [left.steps[pair.left], right.steps[pair.right]];
  const found =
    a === undefined || b === undefined
      ? null
      : wordEdits(left.text.slice(a.start, a.end), a.start, right.text.slice(b.start, b.end), b.start);
  return {
    kind: 'changed',
    moved,
    similarity,
    ...place,
    edits: found?.edits ?? null,
    disagrees: found?.disagrees ?? false,
  };
}

/** All steps in reading order, as `Comparison.entries` describes it. */
export function readingOrder(pairs: readonly Entry[], lefts: number, rights: number): Entry[] {
  const byLeft = new Map(pairs.map((pair) => [pair.left, pair]));
  const paired = new Set(pairs.map(({ right }) => right));
  const alone = { moved: false, similarity: 0, edits: null, disagrees: false } as const;
  const entries: Entry[] = [];
  let next = 0;
  const rightUpTo = (end: number): void => {
    for (; next < end; next += 1)
      if (!paired.has(next)) entries.push({ kind: 'right', left: null, right: next, ...alone });
  };
  for (let left = 0; left < lefts; left += 1) {
    const pair = byLeft.get(left);
    if (pair === undefined) entries.push({ kind: 'left', left, right: null, ...alone });
    else {
      if (!pair.moved && pair.right !== null) {
        rightUpTo(pair.right);
        next = Math.max(next, pair.right + 1);
      }
      entries.push(pair);
    }
  }
  rightUpTo(rights);
  return entries;
}
