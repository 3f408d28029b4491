/**
 * P-values adjusted for their number, as Benjamini and Hochberg (1995) do: those up to a level have at most that expected
 * share of false discoveries. In the order given.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const descending = ps.map((p, at) => ({ p, at })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 1;
  for (const [from, { p, at }] of descending.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - from));
    adjusted[at] = least;
  }
  return adjusted;
}
