import { domains, type Domain } from '../domain.ts';
import { benchmarks } from '../items/benchmarks.ts';
import { compareNames } from '../results/nameOrder.ts';
import type { ResultRun } from '../results/resultRun.ts';
import type { BenchmarkSet } from './transferInput.ts';
import type { TransferRuns } from './transferRuns.ts';
import type { Membership } from './transferSettings.ts';

/** The twelve of arXiv 2507.00432, section 2, by domain. */
const paper: ReadonlyMap<string, Domain> = new Map(benchmarks.map(({ name, domain }) => [name, domain]));

/** A benchmark of the results or of the paper, and where it counts. */
export interface SetEntry {
  readonly benchmark: string;
  /** Null where it does not count. */
  readonly domain: Domain | null;
  /** In the paper; null for one that it does not use. */
  readonly paper: Domain | null;
  /** Models that have a value on it. */
  readonly models: number;
}

/**
 * Benchmarks of the results and of the paper, by domain (those that do not count last) and name.
 *
 * @param isScored whether a run has a value, also where its tool gave none
 */
export function setEntries(
  runs: TransferRuns,
  overrides: ReadonlyMap<string, Membership>,
  isScored: (run: ResultRun) => boolean = ({ value }) => value !== null,
): readonly SetEntry[] {
  const known = new Map<string, Domain | null>(paper);
  const models = new Map<string, Set<string>>();
  for (const run of runs.all) {
    const label = runs.labelOf(run);
    // A part of a benchmark counts where the results have nothing else of it; never beside it.
    if (!paper.has(label)) known.set(label, runs.isApart(label) ? null : run.domain);
    const own = models.get(label) ?? new Set<string>();
    models.set(label, own);
    if (isScored(run)) own.add(run.model);
  }
  for (const name of overrides.keys()) if (!known.has(name)) known.set(name, null);
  const rank = ({ domain }: SetEntry): number => (domain === null ? domains.length : domains.indexOf(domain));
  return [...known]
    .map(([benchmark, usual]): SetEntry => {
      const said = overrides.get(benchmark);
      return {
        benchmark,
        domain: said === undefined ? usual : said === 'none' ? null : said,
        paper: paper.get(benchmark) ?? null,
        models: models.get(benchmark)?.size ?? 0,
      };
    })
    .sort((a, b) => rank(a) - rank(b) || compareNames(a.benchmark, b.benchmark));
}

/** The set that counts: by default all benchmarks whose domain is known. */
export function benchmarkSet(entries: readonly SetEntry[]): BenchmarkSet {
  return {
    domains: new Map(
      entries.flatMap(({ benchmark, domain }) => (domain === null ? [] : [[benchmark, domain]])),
    ),
    added: entries.flatMap((each) =>
      each.domain !== null && each.domain !== each.paper ? [each.benchmark] : [],
    ),
    removed: entries.flatMap((each) => (each.domain === null && each.paper !== null ? [each.benchmark] : [])),
  };
}
