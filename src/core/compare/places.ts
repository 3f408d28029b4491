/** Of ascending numbers those nearest to a place. */
export function nearest(steps: readonly number[], place: number, most: number): readonly number[] {
  if (steps.length <= most) return steps;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const start = Math.min(Math.max(0, low - (most >> 1)), steps.length - most);
  return steps.slice(start, start + most);
}

/** The numbers of a half-open stretch. */
export function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
