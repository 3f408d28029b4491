import type { Endpoint } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import { scoredAs } from '../core/results/metric.ts';
import { UsageError } from './io.ts';

/**
 * The endpoints that judge the items' answers: those asked, by their labels, and for labels that none of them has the ones
 * given by `--judge`, in the order the items first name them. Throws a `UsageError` where a judge is missing, before
 * anything is asked: answers could not be scored.
 *
 * @param given by `--judge`, without the labels that their benchmarks know them by
 */
export function judgesOf(
  items: readonly Pick<Item, 'own' | 'benchmark'>[],
  endpoints: readonly Endpoint[],
  given: readonly Endpoint[],
): readonly Endpoint[] {
  const named = new Map<string, string>();
  for (const { own, benchmark } of items) {
    const { judge } = scoredAs(own);
    if (judge !== undefined && !named.has(judge)) named.set(judge, benchmark);
  }
  const missing = [...named].filter(([label]) => !endpoints.some((endpoint) => endpoint.label === label));
  const judges = missing.map(([label, benchmark], index) => {
    const judge = given[index];
    if (judge !== undefined) return { ...judge, label };
    throw new UsageError(
      `"${label}" judges ${benchmark}, and is none of the endpoints: give it as --judge URL#MODEL, or as an --endpoint with --name.`,
    );
  });
  return [...endpoints, ...judges];
}
