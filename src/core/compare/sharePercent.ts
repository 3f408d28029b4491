/** A share in whole percent, with the sign that it is less or more than that. */
export interface SharePercent {
  readonly sign: '' | '< ' | '> ';
  readonly percent: number;
}

/** Rounded down, and never nothing or all where it is not: `< 1`, `> 99`. */
export function sharePercent(share: number): SharePercent {
  if (share > 0 && share < 0.01) return { sign: '< ', percent: 1 };
  if (share > 0.99 && share < 1) return { sign: '> ', percent: 99 };
  // 0.29 × 100 is a little less than 29.
  return { sign: '', percent: Math.floor(100 * share + 1e-9) };
}

/** `< 1 %`, `82 %`: in plain English. */
export function percentWords(share: number): string {
  const { sign, percent } = sharePercent(share);
  return `${sign}${percent} %`;
}
