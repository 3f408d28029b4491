/** What an axis shows. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Round values within a range, about so many: apart by 1, 2, 2.5 or 5 and zeros. */
export function niceTicks(min: number, max: number, count: number): number[] {
  const wanted = (max - min) / Math.max(1.5, count);
  if (!(wanted > 0)) return [min];
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * ([1, 2, 2.5, 5, 10].find((one) => one * power >= wanted * 0.95) ?? 10);
  const [first, last] = [Math.ceil(min / step - 1e-9), Math.floor(max / step + 1e-9)];
  // Counted, since sums of tenths are no tenths.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Room for values and the ends of their intervals; ends far out are cut, at twice the values' own range. */
export function roomFor(
  values: readonly number[],
  ends: readonly number[],
  always: readonly number[] = [0],
): Range {
  const [low, high] = [Math.min(...values, ...always), Math.max(...values, ...always)];
  const span = high - low || 1;
  const min = Math.max(Math.min(low, ...ends), low - 2 * span);
  const max = Math.min(Math.max(high, ...ends), high + 2 * span);
  const air = (max - min) * 0.05;
  return { min: min < 0 || !always.includes(0) ? min - air : min, max: max > 0 ? max + air : max };
}
