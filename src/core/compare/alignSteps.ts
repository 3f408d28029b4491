import type { AlignmentRules } from './alignmentRules.ts';
import { leadsOf, type Stretch } from './candidates.ts';
import { isCoarse } from './repetition.ts';
import { Candidates, type StepPair } from './stepCandidates.ts';
import type { Bags } from './stepBags.ts';

/** Gaps with at most so many pairs of steps are compared pair by pair. */
const SMALL_GAP = 400;
/** Gaps with at most so many, between two pairs or an end of both texts, tell by themselves what may belong together. */
const ENCLOSED_GAP = 9;

export interface StepAlignment {
  /** In ascending order of `left`. */
  readonly pairs: readonly StepPair[];
  readonly coarse: boolean;
}

/** What an alignment leaves between its pairs. */
interface Between extends Stretch {
  /** There is a pair before it; and one behind it. */
  readonly follows: boolean;
  readonly precedes: boolean;
}

/**
 * Pairs the steps of two texts. What is the same at both ends is paired first; a heavier alignment without it does not
 * exist. Between, of all pairs that are alike enough, those in one order in both texts that are heaviest together; the
 * gaps that they leave are looked through pair by pair; then, of the steps that are left, those that clearly moved.
 */
export function alignSteps(bags: Bags, rules: AlignmentRules): StepAlignment {
  const middle = withoutSameEnds(bags);
  const rightSteps = bags.right.identities.length;
  const candidates = new Candidates(bags, rules);
  for (const lead of leadsOf(bags, middle))
    candidates.addAnywhere(Math.floor(lead / rightSteps), lead % rightSteps);
  let inOrder = candidates.chain();
  // Where nothing else is paired, nothing says that two steps stand at the same place.
  const isAlone =
    inOrder.length === 0 && middle.left[0] === 0 && middle.left[1] === bags.left.identities.length;
  const besidePairs = isAlone ? rules.threshold : rules.enclosed;
  for (const gap of gapsOf(inOrder, middle, bags)) {
    // A gap that no pair borders on one side is there at the same end of both texts.
    const isBesidePair = gap.follows || gap.precedes;
    candidates.addRun(1, gap, isBesidePair);
    candidates.addRun(-1, gap, isBesidePair);
    const pairs = (gap.left[1] - gap.left[0]) * (gap.right[1] - gap.right[0]);
    if (pairs <= ENCLOSED_GAP) {
      candidates.addBeside(gap, besidePairs);
      if (gap.follows && gap.precedes) candidates.addInPlace(gap);
    } else {
      if (gap.follows) candidates.addAlong(gap.left[0], gap.right[0], 1, gap);
      if (gap.precedes) candidates.addAlong(gap.left[1] - 1, gap.right[1] - 1, -1, gap);
      if (pairs <= SMALL_GAP) candidates.addWithin(gap);
    }
  }
  inOrder = candidates.chain();
  const pairs = [...endsOf(bags, middle), ...inOrder, ...candidates.movedBeside(inOrder, middle)];
  return { pairs: pairs.sort((a, b) => a.left - b.left), coarse: isCoarse(bags, pairs) };
}

/** What an alignment leaves between its pairs, where steps of both texts are left. */
function gapsOf(inOrder: readonly StepPair[], within: Stretch, { left: a }: Bags): Between[] {
  const ends = [...inOrder, { left: within.left[1], right: within.right[1] }];
  return ends.flatMap(({ left, right }, at) => {
    const before = ends[at - 1];
    const [fromLeft, fromRight] =
      before === undefined ? [within.left[0], within.right[0]] : [before.left + 1, before.right + 1];
    if (fromLeft >= left || fromRight >= right) return [];
    const follows = before !== undefined || within.left[0] > 0;
    const precedes = at < inOrder.length || within.left[1] < a.identities.length;
    return [{ left: [fromLeft, left], right: [fromRight, right], follows, precedes } as const];
  });
}

/** The stretch between what is the same at both ends. */
function withoutSameEnds({ left, right }: Bags): Stretch {
  const [a, b] = [left.identities, right.identities];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { left: [start, a.length - end], right: [start, b.length - end] };
}

function endsOf({ left, right }: Bags, middle: Stretch): StepPair[] {
  const pairs: StepPair[] = [];
  const take = (a: number, b: number): void => {
    pairs.push({ left: a, right: b, similarity: 1, identical: true, moved: false });
  };
  for (let at = 0; at < middle.left[0]; at += 1) take(at, at);
  const [lefts, rights] = [left.identities.length, right.identities.length];
  for (let at = 0; at < lefts - middle.left[1]; at += 1)
    take(middle.left[1] + at, rights - (lefts - middle.left[1]) + at);
  return pairs;
}
