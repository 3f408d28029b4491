import type { ModelRelation } from '../endpoint.ts';

/**
 * The models whose bases lead back to themselves by what files and servers say, each with the way over its bases. Of a
 * model what is said first counts. None of these has a base that can be believed, whichever was said first.
 *
 * @param told the strongest first, in the names that are shown
 * @param settled models whose base is known otherwise: no circle leads over them
 */
export function relationCircles(
  told: readonly ModelRelation[],
  settled: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const bases = new Map<string, string>();
  for (const { model, base } of told) {
    if (base === undefined || base === model || settled.has(model) || bases.has(model)) continue;
    bases.set(model, base);
  }
  const circles = new Map<string, readonly string[]>();
  for (const model of bases.keys()) {
    const way = circleOf(model, bases);
    if (way !== null) circles.set(model, way);
  }
  return circles;
}

/** The way from a model over its bases back to itself; null where there is none. */
export function circleOf(model: string, bases: ReadonlyMap<string, string>): readonly string[] | null {
  const way = [model];
  const met = new Set<string>();
  for (let each = bases.get(model); each !== undefined && !met.has(each); each = bases.get(each)) {
    way.push(each);
    if (each === model) return way;
    met.add(each);
  }
  return null;
}
