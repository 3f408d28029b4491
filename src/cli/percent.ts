/** Percent without the digits that only multiplying made: 0.07 is 7, not 7.000000000000001. */
export function percent(fraction: number | null): number | null {
  return fraction === null ? null : Number((100 * fraction).toPrecision(14));
}
