import type { FlipKind } from './flipList.ts';
import { sameScore } from './sameScore.ts';

/**
 * What became of an item, from its means over repeats in [0, 1]. Learned or forgotten where the mean crosses 0.5; one
 * that is 0.5 is on neither side, so that it crosses nothing. Unchanged ones are right above 0.5.
 */
export function flipKind(left: number, right: number): FlipKind {
  if (isBelow(left) && isAbove(right)) return 'learned';
  if (isAbove(left) && isBelow(right)) return 'forgotten';
  if (Math.abs(right - left) > sameScore) return right > left ? 'better' : 'worse';
  return isAbove(left) ? 'right' : 'wrong';
}

function isAbove(mean: number): boolean {
  return mean > 0.5 + sameScore;
}

function isBelow(mean: number): boolean {
  return mean < 0.5 - sameScore;
}
