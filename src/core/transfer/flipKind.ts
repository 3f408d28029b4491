import type { FlipKind } from './flipList.ts';

/** Means of thirds and tenths are equal to 0.5, or to each other, but for their last digits. */
const rounding = 1e-9;

/**
 * What became of an item, from its means over repeats in [0, 1]. Learned or forgotten where the mean crosses 0.5; one
 * that is 0.5 is on neither side, so that it crosses nothing. Unchanged ones are right above 0.5.
 */
export function flipKind(left: number, right: number): FlipKind {
  if (isBelow(left) && isAbove(right)) return 'learned';
  if (isAbove(left) && isBelow(right)) return 'forgotten';
  if (Math.abs(right - left) > rounding) return right > left ? 'better' : 'worse';
  return isAbove(left) ? 'right' : 'wrong';
}

function isAbove(mean: number): boolean {
  return mean > 0.5 + rounding;
}

function isBelow(mean: number): boolean {
  return mean < 0.5 - rounding;
}
