/** A share in percent, with the sign that it is less or more than that. */
export interface SharePercent {
  readonly sign: '' | '< ' | '> ';
  readonly percent: number;
}

/** Of texts: whole percent, rounded down, and never nothing or all where it is not: `< 1`, `> 99`. */
export function sharePercent(share: number): SharePercent {
  if (share > 0.99 && share < 1) return { sign: '> ', percent: 99 };
  // 0.29 × 100 is a little less than 29.
  return neverWrong(share, Math.floor(100 * share + 1e-9), 1);
}

/**
 * Of items and scores, which are published so: rounded to so many decimals, and never nothing or all where it is not:
 * `< 0.1`, `> 99.9`.
 */
export function roundedPercent(share: number, decimals = 0): SharePercent {
  const most = 10 ** decimals;
  // 0.145 × 100 is a little less than 14.5.
  const percent = (Math.sign(share) * Math.round(100 * most * Math.abs(share) + 1e-9)) / most;
  return neverWrong(share, percent, 1 / most);
}

/** `< 1 %`, `82 %`: in plain English. */
export function sharePercentWords(share: number): string {
  const { sign, percent } = sharePercent(share);
  return `${sign}${percent} %`;
}

/** `53.2 %`, `> 99.9 %`: in plain English. */
export function roundedPercentWords(share: number, decimals: number): string {
  const { sign, percent } = roundedPercent(share, decimals);
  return `${sign}${percent.toFixed(decimals)} %`;
}

function neverWrong(share: number, percent: number, unit: number): SharePercent {
  if (share > 0 && percent <= 0) return { sign: '< ', percent: unit };
  if (share < 1 && percent >= 100) return { sign: '> ', percent: 100 - unit };
  return { sign: '', percent };
}
