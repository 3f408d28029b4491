/** Gains that differ by less, in points, are the same but for rounding. */
const rounding = 1e-9;

/**
 * Population standard deviation about the mean, in the unit of the values: the σ of arXiv 2507.00432v2, section 2.
 * Exactly 0 where all are the same but for rounding; null of fewer than two. The order of the values changes nothing.
 */
export function spread(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const sorted = values.toSorted((a, b) => a - b);
  if ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0) < rounding) return 0;
  const mean = sum(sorted) / sorted.length;
  return Math.sqrt(sum(sorted.map((value) => (value - mean) ** 2)) / sorted.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
